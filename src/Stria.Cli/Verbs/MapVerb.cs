using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>map, and the verbs of its single steps: align, od, cluster, fit. Each makes the scenario that a YAML file would, with its own last step.</summary>
internal sealed class MapVerb : IVerb
{
    private readonly MapStep toStep;
    private readonly StackOptions stack = new();
    private readonly RunOptions run = new();
    private readonly Option<string> memory = new("--memory")
    {
        HelpName = "SIZE",
        Description = "How much of the stack may be in memory at a time, \"100MB\"; the rest lies on disk.",
    };

    private readonly MapOptions options;

    public MapVerb(string name, MapStep toStep, string purpose)
    {
        this.toStep = toStep;
        Command = new Command(name, purpose);
        options = new MapOptions(toStep);
        stack.AddTo(Command);
        options.AddTo(Command);
        run.AddTo(Command);
        Command.Add(memory);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        MapScenario scenario = options.Fill(new MapScenario { Stack = stack.Settings(parsed), ToStep = toStep }, parsed);
        if (toStep >= MapStep.Fit && scenario.References.IsEmpty)
        {
            throw new UsageException($"{Command.Name} needs reference spectra: --references library.csv, or --references oxidized.t:x=0 reduced.t:x=1.");
        }

        string? threads = parsed.GetValue(run.Threads);
        string? size = parsed.GetValue(memory);
        return CheckedScenario.Of(scenario with
        {
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, threads),
            Memory_MB = size is null ? null : OptionValue.Megabytes(memory.Name, size),
        });
    }
}
