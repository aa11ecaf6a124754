using System.CommandLine;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>list: what there is to choose from.</summary>
internal sealed class ListVerb : IVerb
{
    private static readonly Choice[] Lists =
    [
        new("scenarios", "kinds of scenario", ["kind"], () => ScenarioKinds.Scenarios.Select(k => new[] { k.Name })),
        new("kinds", "alternatives inside a scenario", ["setting", "kinds"], () => ScenarioKinds.Alternatives.Select(a => new[] { a.Setting, string.Join(", ", a.Kinds) })),
        new("steps", "steps of the map chain, for --from", ["step"], () => Enum.GetValues<MapStep>().Select(s => new[] { MapSteps.NameOf(s) })),
        new("materials", "materials in the library", ["material"], () => Materials().Select(m => new[] { m })),
        new("profiles", "saved maps of columns, for --map", ["profile"], () => ColumnProfiles.Names().Select(p => new[] { p })),
    ];

    private readonly Argument<string> what = new("WHAT") { Description = "scenarios, kinds, steps, materials or profiles; all by default.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "Writes each list there as a table, WHAT.csv, and all as list.json." };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public ListVerb() => Command = new Command("list", "What there is to choose from: kinds of scenario, steps, materials, profiles of columns.") { what, output, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? wanted = parsed.GetValue(what);
        Choice[] lists = [.. Lists.Where(l => wanted is null || l.Name == wanted)];
        if (lists.Length == 0)
        {
            string? nearest = Spelling.Nearest(wanted!, Lists.Select(l => l.Name));
            throw new UsageException($"There is no list of '{wanted}'; there are: {string.Join(", ", Lists.Select(l => l.Name))}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
        }

        var entries = lists.ToDictionary(l => l.Name, l => l.Rows().Select(r => string.Join(": ", r)).ToArray());
        if (parsed.GetValue(output) is { } folder)
        {
            Keep(lists, entries, folder);
        }

        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(RunJson.WriteLine(entries));
            return ExitCode.Done;
        }

        foreach (Choice list in lists)
        {
            terminal.Out.WriteLine(list.Title + ":");
            Array.ForEach(entries[list.Name], e => terminal.Out.WriteLine("  " + e));
        }

        return ExitCode.Done;
    }

    private static void Keep(Choice[] lists, Dictionary<string, string[]> entries, string folder)
    {
        WholeFile.MakeFolder(folder);
        foreach (Choice list in lists)
        {
            string[][] rows = [.. list.Rows()];
            CsvTable.Write(Path.Combine(folder, list.Name + ".csv"), [.. list.Heads.Select((head, c) => new CsvColumn(head, rows.Select(r => r[c])))]);
        }

        WholeFile.Write(Path.Combine(folder, "list.json"), RunJson.Write(entries));
    }

    private static IEnumerable<string> Materials()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "materials");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>One list: its name, its title, the heads of its columns and its rows.</summary>
    private sealed record Choice(string Name, string Title, string[] Heads, Func<IEnumerable<string[]>> Rows);
}
