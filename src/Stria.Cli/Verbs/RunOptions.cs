using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>The options of every command that runs a study.</summary>
internal sealed class RunOptions
{
    public Option<string> Out { get; } = new("--out") { HelpName = "DIR", Description = "The run folder; by default a new one under runs/." };

    public Option<bool> Force { get; } = new("--force") { Description = "Replaces an earlier run in that folder." };

    public Option<bool> Json { get; } = new("--json") { Description = "Writes progress and results as JSON, one object per line." };

    public Option<string> From { get; } = new("--from")
    {
        HelpName = "STEP",
        Description = "Goes on from a step, with the results that the earlier run in the folder saved.",
    };

    public Option<string> Threads { get; } = new("--threads") { HelpName = "N", Description = "Threads to use; results do not depend on it." };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Out);
        command.Add(Force);
        command.Add(Json);
        command.Add(From);
        command.Add(Threads);
    }

    /// <summary>Runs the study that answers a scenario.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="whenDone">What to do with the folder of a run that came to its end, or null.</param>
    /// <param name="name">What the run is called when no folder is given; null takes the scenario's own name.</param>
    public int Run(IScenario scenario, ParseResult parsed, Terminal terminal, Action<RunFolder>? whenDone = null, string? name = null)
    {
        string? from = parsed.GetValue(From);
        string wish = Path.Combine("runs", name ?? scenario.DefaultName);
        string folder = parsed.GetValue(Out) ?? (from is null && !parsed.GetValue(Force) ? RunFolder.Free(wish) : wish);
        var request = new RunRequest(folder) { Force = parsed.GetValue(Force), FromStep = from };
        var run = Studies.Run.Begin(StudyCatalogue.For(scenario), request);
        int code = new StudySession(terminal, parsed.GetValue(Json)).Execute(run);
        if (code == ExitCode.Done)
        {
            whenDone?.Invoke(run.Folder);
        }

        return code;
    }
}
