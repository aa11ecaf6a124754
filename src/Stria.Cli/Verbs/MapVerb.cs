using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>map, and the verbs of its single steps: align, od, cluster, fit. Each makes the scenario that a YAML file would, with its own last step.</summary>
internal sealed class MapVerb : IVerb
{
    private readonly MapStep toStep;
    private readonly StackOptions stack;
    private readonly RunOptions run = new();
    private readonly Option<string> memory = new("--memory")
    {
        HelpName = "SIZE",
        Description = "How much of the stack may be in memory at a time, \"100MB\"; the rest lies on disk.",
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        HelpName = "FILE",
        Description = "Maps every stack by this scenario, such as that of an earlier run, with one table and one scale of colours (as 'batch' does).",
    };

    private readonly MapOptions options;

    public MapVerb(string name, MapStep toStep, string purpose)
    {
        this.toStep = toStep;
        Command = new Command(name, purpose);
        options = new MapOptions(toStep);
        stack = new StackOptions(several: toStep == MapStep.Composition);
        stack.AddTo(Command);
        options.AddTo(Command);
        run.AddTo(Command);
        Command.Add(memory);
        if (toStep == MapStep.Composition)
        {
            Command.Add(recipe);
        }
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        string[] stacks = stack.Stacks(parsed);
        if (toStep == MapStep.Composition && parsed.GetValue(recipe) is { } file)
        {
            RefuseOptions(parsed);
            return BatchVerb.Of(stacks, file, OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)));
        }

        if (stacks.Length > 1)
        {
            throw new UsageException($"{stacks.Length} stacks are mapped by one recipe: map the first alone, then all with --recipe runs/NAME/scenario.yaml.");
        }

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

    // What the recipe says is not said again beside it: which of the two counts would be unclear.
    private void RefuseOptions(ParseResult parsed)
    {
        Option[] allowed = [run.Out, run.Force, run.Json, run.From, run.Threads, recipe];
        string[] others = [.. parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().Where(o => !o.Implicit && !allowed.Contains(o.Option)).Select(o => o.Option.Name)];
        if (others.Length > 0)
        {
            throw new UsageException($"With --recipe, {string.Join(", ", others)} must stand in the recipe.");
        }
    }
}
