using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>compare: finished runs of maps side by side.</summary>
internal sealed class CompareVerb : IVerb
{
    private readonly Argument<string[]> runs = new("RUN") { Description = "Folders of finished runs, two or more.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> dataset = new("--dataset") { HelpName = "PATH", Description = "The map that is compared; by default /composition/x." };
    private readonly RunOptions run = new();

    public CompareVerb()
    {
        Command = new Command("compare", "Runs side by side: numbers, settings that differ, maps in one scale of colours, their difference.") { runs, dataset };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) => run.Run(Scenario(parsed), parsed, terminal);

    /// <summary>The scenario that the command line describes.</summary>
    /// <exception cref="UsageException">A value is impossible.</exception>
    public IScenario Scenario(ParseResult parsed)
    {
        var scenario = new CompareScenario
        {
            Runs = [.. parsed.GetRequiredValue(runs).Select(r => new FinishedRun { Folder = Path.GetFullPath(r) })],
            Threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads)),
        };
        return CheckedScenario.Of(parsed.GetValue(dataset) is { } path ? scenario with { Dataset = path } : scenario);
    }
}
