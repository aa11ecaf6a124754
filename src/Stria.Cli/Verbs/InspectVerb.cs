using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>inspect: what is in a measured file.</summary>
internal sealed class InspectVerb : IVerb
{
    private readonly StackOptions file = new();
    private readonly ColumnOptions columns = new();
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Keeps the answer in a run folder as well." };
    private readonly Option<bool> force = new("--force") { Description = "Replaces an earlier run in that folder." };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public InspectVerb()
    {
        Command = new Command("inspect", "Says what is in a measured file, stack, spectrum or file of the laboratory: kind, axes, ranges, units, what was missing and assumed.");
        file.AddTo(Command);
        columns.AddTo(Command);
        Command.Add(output);
        Command.Add(force);
        Command.Add(json);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        var scenario = (InspectScenario)CheckedScenario.Of(new InspectScenario { File = file.Settings(parsed), Columns = columns.Text(parsed) });
        bool isJson = parsed.GetValue(json);
        if (parsed.GetValue(output) is { } folder)
        {
            var run = Studies.Run.Begin(StudyCatalogue.For(scenario), new RunRequest(folder) { Force = parsed.GetValue(force) });
            var quiet = terminal with { Out = TextWriter.Null };
            int code = new StudySession(quiet, isJson).Execute(run);
            return code == ExitCode.Done ? Answer(run.Context.Get<Inspection>(), isJson, terminal) : code;
        }

        return Answer(StudyCatalogue.Inspect(scenario), isJson, terminal);
    }

    private static int Answer(Inspection found, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Out.Write(RunJson.Write(found.Figures));
        }
        else
        {
            found.Lines.ToList().ForEach(terminal.Out.WriteLine);
        }

        return ExitCode.Done;
    }
}
