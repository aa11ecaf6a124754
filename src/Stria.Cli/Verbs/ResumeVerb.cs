using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>resume: goes on with a stopped run after the last step that it saved.</summary>
internal sealed class ResumeVerb : IVerb
{
    private readonly Argument<string> folder = new("FOLDER") { Description = "The folder of the stopped run, NAME.partial." };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "The folder when the run is done; by default NAME." };
    private readonly Option<bool> force = new("--force") { Description = "Replaces an earlier run in that folder." };
    private readonly Option<string> until = new("--until") { HelpName = "TIME", Description = "Goes on to a later end, also with a run that came to its end: '2 h'." };
    private readonly Option<bool> json = new("--json") { Description = "Writes progress and results as JSON, one object per line." };

    public ResumeVerb() => Command = new Command("resume", "Goes on with a stopped run after the last step that it saved.") { folder, output, until, force, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(until) is { } end)
        {
            return parsed.GetValue(output) is null
                ? new StudySession(terminal, parsed.GetValue(json)).Execute(Studies.Run.Extend(parsed.GetRequiredValue(folder), end, StudyCatalogue.For))
                : throw new UsageException("--until goes on in the run's own folder; copy the folder first to keep the shorter run, and leave --out away.");
        }

        RunRequest? request = parsed.GetValue(output) is { } name ? new RunRequest(name) { Force = parsed.GetValue(force) } : null;
        return new StudySession(terminal, parsed.GetValue(json)).Execute(Studies.Run.Resume(parsed.GetRequiredValue(folder), StudyCatalogue.For, request));
    }
}
