using System.CommandLine;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>check: whether scenarios are sound and their files are there, without running them.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly Argument<string[]> files = new("SCENARIO") { Description = "The scenarios to check.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public CheckVerb() => Command = new Command("check", "Checks scenarios without running them: all mistakes at once, and whether the files are there.") { files, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        bool allSound = true;
        foreach (string file in parsed.GetRequiredValue(files))
        {
            (string? kind, string? mistakes) = Check(file);
            allSound &= mistakes is null;
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(RunJson.WriteLine(new { File = file, Sound = mistakes is null, Kind = kind, Mistakes = mistakes }));
            }
            else
            {
                terminal.Out.WriteLine(mistakes ?? $"{file}: a sound scenario of kind {kind}.");
            }
        }

        return allSound ? ExitCode.Done : ExitCode.Failed;
    }

    private static (string? Kind, string? Mistakes) Check(string file)
    {
        try
        {
            IScenario scenario = ScenarioReader.Read(file);
            string[] missing = [.. ScenarioInputs.Of(scenario).Where(i => !File.Exists(i.Path)).Select(i => $"{i.Setting}: there is no file {i.Path}")];
            return (ScenarioKinds.NameOf(scenario), missing.Length == 0 ? null : $"{file}: {string.Join("; ", missing)}.");
        }
        catch (ScenarioException e)
        {
            return (null, e.Message);
        }
    }
}
