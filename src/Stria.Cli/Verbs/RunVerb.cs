using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>run: a scenario from its file.</summary>
internal sealed class RunVerb : IVerb
{
    private readonly Argument<string> file = new("SCENARIO") { Description = "The scenario, also that of an earlier run: FOLDER/scenario.yaml." };
    private readonly RunOptions run = new();

    public RunVerb()
    {
        Command = new Command("run", "Runs a scenario from its file; that of an earlier run repeats it to the last digit.") { file };
        run.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        IScenario scenario = ScenarioReader.Read(parsed.GetRequiredValue(file));
        int? threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads));
        return run.Run(threads is null ? scenario : scenario.WithThreads(threads), parsed, terminal);
    }
}
