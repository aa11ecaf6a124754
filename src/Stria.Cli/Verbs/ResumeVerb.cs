using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>resume: goes on with a stopped run after the last step that it saved.</summary>
internal sealed class ResumeVerb : IVerb
{
    private readonly Argument<string> folder = new("FOLDER") { Description = "The folder of the stopped run, NAME.partial." };
    private readonly Option<bool> json = new("--json") { Description = "Writes progress and results as JSON, one object per line." };

    public ResumeVerb() => Command = new Command("resume", "Goes on with a stopped run after the last step that it saved.") { folder, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal) =>
        new StudySession(terminal, parsed.GetValue(json)).Execute(Studies.Run.Resume(parsed.GetRequiredValue(folder), StudyCatalogue.For));
}
