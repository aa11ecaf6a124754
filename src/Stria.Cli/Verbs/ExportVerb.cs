using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>export: a stack, or the maps of a run, in a format of other programs.</summary>
internal sealed class ExportVerb : IVerb
{
    private readonly StackOptions source = new();
    private readonly Option<string> format = new("--format")
    {
        HelpName = "NAME",
        Description = $"One of {string.Join("; ", ExportFormats.All.Select(f => $"{f.Name}: {f.Description}"))}.",
        Required = true,
    };

    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "The folder for the files, which are named after the source; by default the current one." };
    private readonly Option<bool> force = new("--force") { Description = "Replaces files of the same name." };

    public ExportVerb()
    {
        Command = new Command("export", "Writes a stack, or the maps and labels of a run folder, for other programs.");
        source.AddTo(Command);
        Command.Add(format);
        Command.Add(output);
        Command.Add(force);
    }

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        var opened = ExportSource.Open(source.Settings(parsed));
        foreach (string file in ExportFormats.Write(parsed.GetRequiredValue(format), opened, parsed.GetValue(output), parsed.GetValue(force)))
        {
            terminal.Out.WriteLine(file);
        }

        return ExitCode.Done;
    }
}
