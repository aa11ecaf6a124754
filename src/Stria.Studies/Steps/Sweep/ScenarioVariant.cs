using System.Text.RegularExpressions;
using Stria.Core;

namespace Stria.Studies;

/// <summary>A scenario with one setting changed, found by its written name.</summary>
internal static partial class ScenarioVariant
{
    /// <summary>The changed scenario; it is checked like one from a file.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="path">The setting, with the names of the blocks above it: "problem.regions[0].name".</param>
    /// <param name="value">What stands there instead, as in a file.</param>
    /// <exception cref="ScenarioException">There is no such setting, it is no single value, or the new value is impossible there.</exception>
    public static IScenario With(IScenario scenario, string path, string value)
    {
        string text = ScenarioReader.Write(scenario);
        var mistakes = new MistakeList("the complete scenario", text);
        ScalarNode place = Find(SettingsText.Read(text, mistakes)!, path);
        string[] lines = text.Split('\n');
        ReadOnlySpan<char> line = lines[place.Line - 1];
        lines[place.Line - 1] = string.Concat(line[..(place.Column - 1)], value, line[(place.EndColumn - 1)..]);
        return ScenarioReader.Parse(string.Join('\n', lines), $"{path} = {value}", Environment.CurrentDirectory);
    }

    private static ScalarNode Find(SettingsNode node, string path)
    {
        string above = "the scenario";
        foreach (string part in path.Split('.'))
        {
            Match match = Segment().Match(part);
            if (!match.Success)
            {
                throw new ScenarioException($"'{path}' is no name of a setting: '{part}' should be NAME or NAME[0].");
            }

            string name = match.Groups["name"].Value;
            string[] known = node is MapNode map ? [.. map.Entries.Select(e => e.Key.Text)] : [];
            int at = Array.IndexOf(known, name);
            if (at < 0)
            {
                throw new ScenarioException($"'{path}': {above} has no setting '{name}'; it has {(known.Length > 0 ? string.Join(", ", known) : "none")}.{Hint(name, known)}");
            }

            (node, above) = (((MapNode)node).Entries[at].Value, $"'{name}'");
            if (match.Groups["index"] is { Success: true } index)
            {
                node = node is ListNode list && int.Parse(index.Value) is var i && i < list.Items.Count
                    ? list.Items[i]
                    : throw new ScenarioException($"'{path}': {above} is no list with an entry [{index.Value}]; the first entry is [0].");
            }
        }

        return node as ScalarNode ?? throw new ScenarioException($"'{path}' is a block or a list; a sweep changes a single value in it.");
    }

    private static string Hint(string written, string[] known) => Spelling.Nearest(written, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    [GeneratedRegex(@"^(?<name>[a-z0-9_]+)(\[(?<index>[0-9]{1,6})\])?$")]
    private static partial Regex Segment();
}
