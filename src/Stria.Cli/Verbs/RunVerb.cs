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

    // Stress on shapes has no measurement to be called after; its file has a name that somebody chose, unless it is that of a run.
    private static string? NameOf(IScenario scenario, string path) =>
        scenario is StressScenario { Problem.Geometry: ShapeGeometry } && Path.GetFileNameWithoutExtension(path) is var name && name != "scenario" ? $"stress-{name}" : null;

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string path = parsed.GetRequiredValue(file);
        IScenario scenario = ScenarioReader.Read(path);
        int? threads = OptionValue.WholeOrAuto(run.Threads.Name, parsed.GetValue(run.Threads));
        return run.Run(threads is null ? scenario : scenario.WithThreads(threads), parsed, terminal, name: NameOf(scenario, path));
    }
}
