using System.CommandLine;
using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>check: whether scenarios are sound and their files are there, without running them.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly Argument<string[]> files = new("SCENARIO") { Description = "The scenarios to check.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> output = new("--out")
    {
        HelpName = "DIR",
        Description = "Writes check.json there, and each sound scenario with its defaults written out.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public CheckVerb() => Command = new Command("check", "Checks scenarios without running them: all mistakes at once, and whether the files are there.") { files, output, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        CheckedFile[] found = [.. parsed.GetRequiredValue(files).Select(Check)];
        if (parsed.GetValue(output) is { } folder)
        {
            found = Keep(found, folder);
        }

        foreach (CheckedFile each in found)
        {
            terminal.Out.WriteLine(parsed.GetValue(json) ? RunJson.WriteLine(each) : each.Mistakes ?? $"{each.File}: a sound scenario of kind {each.Kind}.");
        }

        return Array.TrueForAll(found, f => f.Sound) ? ExitCode.Done : ExitCode.Failed;
    }

    private static CheckedFile Check(string file)
    {
        try
        {
            IScenario scenario = ScenarioReader.Read(file);
            string[] missing = [.. ScenarioInputs.Of(scenario).Where(i => !Path.Exists(i.Path)).Select(i => $"{i.Setting}: there is no file {i.Path}")];
            return new CheckedFile(file, ScenarioKinds.NameOf(scenario), missing.Length == 0 ? null : $"{file}: {string.Join("; ", missing)}.") { Scenario = scenario };
        }
        catch (ScenarioException e)
        {
            return new CheckedFile(file, null, e.Message);
        }
    }

    /// <summary>Writes the scenarios that could be read, complete, under their own names, and the answer for all of them.</summary>
    private static CheckedFile[] Keep(CheckedFile[] found, string folder)
    {
        WholeFile.MakeFolder(folder);
        var taken = new HashSet<string>();
        CheckedFile[] kept = [.. found.Select(f => f.Scenario is null ? f : f with { Complete = Path.Combine(folder, Free(Path.GetFileNameWithoutExtension(f.File), taken)) })];
        foreach (CheckedFile each in kept.Where(k => k.Scenario is not null))
        {
            if (Path.GetFullPath(each.Complete!) == Path.GetFullPath(each.File))
            {
                throw new ScenarioException($"{each.File} lies in {folder} itself, and would be replaced. Choose another folder by --out.");
            }
        }

        foreach (CheckedFile each in kept.Where(k => k.Scenario is not null))
        {
            WholeFile.Write(each.Complete!, ScenarioReader.Write(each.Scenario!));
        }

        WholeFile.Write(Path.Combine(folder, "check.json"), RunJson.Write(kept));
        return kept;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int n = 2; !taken.Add(free); n++)
        {
            free = $"{name}-{n.ToString(CultureInfo.InvariantCulture)}";
        }

        return free + ".yaml";
    }

    /// <summary>What was found in one file; one entry of check.json.</summary>
    private sealed record CheckedFile(string File, string? Kind, string? Mistakes)
    {
        public bool Sound => Mistakes is null;

        /// <summary>Where the complete scenario was written, or null.</summary>
        public string? Complete { get; init; }

        [System.Text.Json.Serialization.JsonIgnore]
        public IScenario? Scenario { get; init; }
    }
}
