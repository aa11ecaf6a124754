using System.CommandLine;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>list: what there is to choose from.</summary>
internal sealed class ListVerb : IVerb
{
    private static readonly (string Name, string Title, Func<IEnumerable<string>> Entries)[] Lists =
    [
        ("scenarios", "kinds of scenario", () => ScenarioKinds.Scenarios.Select(k => k.Name)),
        ("kinds", "alternatives inside a scenario", () => ScenarioKinds.Alternatives.Select(a => $"{a.Setting}: {string.Join(", ", a.Kinds)}")),
        ("steps", "steps of the map chain, for --from", () => Enum.GetValues<MapStep>().Select(MapSteps.NameOf)),
        ("materials", "materials in the library", Materials),
    ];

    private readonly Argument<string> what = new("WHAT") { Description = "scenarios, kinds, steps or materials; all by default.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> json = new("--json") { Description = "Answers in JSON." };

    public ListVerb() => Command = new Command("list", "What there is to choose from: kinds of scenario, steps, materials.") { what, json };

    public Command Command { get; }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? wanted = parsed.GetValue(what);
        var lists = Lists.Where(l => wanted is null || l.Name == wanted).ToArray();
        if (lists.Length == 0)
        {
            string? nearest = Spelling.Nearest(wanted!, Lists.Select(l => l.Name));
            throw new UsageException($"There is no list of '{wanted}'; there are: {string.Join(", ", Lists.Select(l => l.Name))}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
        }

        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(RunJson.WriteLine(lists.ToDictionary(l => l.Name, l => l.Entries().ToArray())));
            return ExitCode.Done;
        }

        foreach (var (_, title, entries) in lists)
        {
            terminal.Out.WriteLine(title + ":");
            entries().ToList().ForEach(e => terminal.Out.WriteLine("  " + e));
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string> Materials()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "materials");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal) : [];
    }
}
