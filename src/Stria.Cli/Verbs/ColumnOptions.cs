using System.CommandLine;
using Stria.Core;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>How the columns of an instrument's table are told: a map, a profile that was saved under a name, and saving one.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string> map = new("--map") { HelpName = "MAP", Description = "Which columns are what: \"t=time/s, I=<I>/mA, U=Ewe/V\", the name of a saved profile, or a profile file." };
    private readonly Option<string> save = new("--save-map") { HelpName = "NAME", Description = "Saves that map as a profile of this name, for --map NAME." };

    public void AddTo(Command command)
    {
        command.Add(map);
        command.Add(save);
    }

    /// <summary>The text of the map, or null.</summary>
    /// <exception cref="UsageException">There is no such profile, or a map is to be saved and none is given.</exception>
    /// <exception cref="ScenarioException">The map is not understood.</exception>
    public string? Text(ParseResult parsed)
    {
        ColumnMap? columns = parsed.GetValue(map) is { } given ? Find(map.Name, given) : null;
        if (parsed.GetValue(save) is { } name)
        {
            ColumnProfiles.Save(name, columns ?? throw new UsageException($"{save.Name} saves the map that {map.Name} gives; there is none."));
        }

        return columns?.ToString();
    }

    /// <summary>The map that a text means: one written out, a saved profile, or a profile file.</summary>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public static ColumnMap Find(string option, string given)
    {
        if (given.Contains('=', StringComparison.Ordinal))
        {
            return ColumnMap.Parse(given);
        }

        return File.Exists(given) ? ColumnMap.Load(given) : ColumnProfiles.Find(given) ?? throw OptionValue.Wrong(
            option, given, "a map of columns, a profile file, or the name of a saved profile", ColumnProfiles.Names().Count == 0 ? "No profile has been saved yet." : $"Saved are: {string.Join(", ", ColumnProfiles.Names())}.");
    }
}
