using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Stria.Core;

namespace Stria.Matter;

/// <summary>The 230 space groups in the 530 settings of the International Tables, and any other setting by its Hall symbol.</summary>
public static partial class SpaceGroups
{
    private static readonly SpaceGroupEntry[] Table = Read();
    private static readonly FrozenDictionary<string, SpaceGroupEntry[]> ByKey = Table.SelectMany(e => Keys(e).Select(k => (k, e)))
        .GroupBy(p => p.k, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.e).Distinct().ToArray(), StringComparer.Ordinal);

    /// <summary>All settings: number, setting, Hermann–Mauguin and Hall symbol.</summary>
    public static IReadOnlyList<SpaceGroupEntry> Settings => Table;

    /// <summary>A space group by what people write: "P 63/m", "P21/c", "Pbnm", "R-3m:H", "Fd-3m:2", "F d -3 m", a number "62", or a Hall symbol "-P 2ac 2n".</summary>
    /// <param name="symbol">The symbol. Without a setting: unique axis b, hexagonal axes, the origin at the inversion.</param>
    /// <param name="cell">The cell, where it is known: rhombohedral axes are taken for a rhombohedral one, and the unique axis that its angles allow.</param>
    /// <exception cref="ScenarioException">No space group has this symbol.</exception>
    public static SpaceGroup Find(string symbol, UnitCell? cell = null)
    {
        (string name, string setting) = Parted(symbol);
        SpaceGroupEntry[]? entries = Entries(name);
        if (entries is null)
        {
            return OfHall(symbol) ?? throw new ScenarioException(
                $"'{symbol}' is no space group that is known. Write a Hermann-Mauguin symbol as in 'P 63/m' or 'P 1 21/c 1', its setting after a colon where there are several ('R -3 m:H'), a number 1 to 230, or a Hall symbol as in '-P 2ybc'.");
        }

        if (setting.Length > 0)
        {
            SpaceGroupEntry[] chosen = [.. entries.Where(e => e.Setting.Equals(setting, StringComparison.OrdinalIgnoreCase) || e.Setting.EndsWith(":" + setting, StringComparison.OrdinalIgnoreCase))];
            return chosen.Length > 0 ? chosen[0].Group() : throw new ScenarioException($"'{symbol}': the settings of {entries[0].Symbol} are {string.Join(", ", entries.Select(e => e.Setting))}.");
        }

        return Preferred(entries, cell).Group();
    }

    /// <summary>The entry of the table that has these operations, or null: what a list of operations in a CIF is called.</summary>
    public static SpaceGroupEntry? Named(SpaceGroup group)
    {
        HashSet<SymmetryOperation> wanted = [.. group.Operations];
        return Table.FirstOrDefault(e => e.OperationCount == wanted.Count && wanted.SetEquals(e.Group().Operations));
    }

    private static SpaceGroupEntry Preferred(SpaceGroupEntry[] entries, UnitCell? cell)
    {
        SpaceGroupEntry[] fitting = cell is null ? entries : [.. entries.Where(e => cell.Fits(e.Group(), 1e-3))];
        SpaceGroupEntry[] left = fitting.Length > 0 ? fitting : entries;
        return left.FirstOrDefault(e => e.Setting is "2" or "H") ?? left[0];
    }

    private static SpaceGroupEntry[]? Entries(string name)
    {
        string key = Key(name);
        return ByKey.GetValueOrDefault(key) ?? ByKey.GetValueOrDefault(Key(FullAxis().Replace(name.Replace("_", "", StringComparison.Ordinal), "")));
    }

    private static SpaceGroup? OfHall(string symbol)
    {
        SpaceGroupEntry? known = Array.Find(Table, e => e.Hall.Equals(symbol.Trim().Replace('_', ' ').Replace('=', '"'), StringComparison.OrdinalIgnoreCase));
        try
        {
            return known?.Group() ?? HallSymbol.Parse(symbol);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static (string Name, string Setting) Parted(string symbol)
    {
        string text = symbol.Trim().Trim('\'', '"');
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            return (text[..colon].Trim(), text[(colon + 1)..].Trim());
        }

        // COD and others write "R -3 m H", "F d -3 m Z" and "F d -3 m S" (origins 2 and 1).
        Match trailing = TrailingSetting().Match(text);
        return !trailing.Success ? (text, "") : (trailing.Groups[1].Value, trailing.Groups[2].Value switch { "Z" => "2", "S" => "1", var s => s });
    }

    private static IEnumerable<string> Keys(SpaceGroupEntry entry)
    {
        yield return Key(entry.Symbol);
        yield return entry.Number.ToString(CultureInfo.InvariantCulture);
        string[] words = entry.Symbol.Split(' ');
        if (entry.Number is >= 3 and <= 15)
        {
            yield return Key(string.Concat(words.Where(w => w != "1")));
        }

        if (entry.Number >= 200)
        {
            yield return Key(entry.Symbol.Replace("-3", "3", StringComparison.Ordinal)); // before 1992: F d 3 m
        }
    }

    private static string Key(string symbol)
    {
        var key = new StringBuilder(symbol.Length);
        foreach (char c in symbol)
        {
            if (c is not (' ' or '_' or '(' or ')'))
            {
                key.Append(char.ToLowerInvariant(c == '−' ? '-' : c));
            }
        }

        return key.ToString();
    }

    private static SpaceGroupEntry[] Read()
    {
        using Stream stream = typeof(SpaceGroups).Assembly.GetManifestResourceStream("Stria.Matter.Crystals.SpaceGroups.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#')).Skip(1).Select(Entry)];
    }

    private static SpaceGroupEntry Entry(string line)
    {
        string[] cells = line.Split(',');
        return new SpaceGroupEntry(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2], cells[3]);
    }

    // Full symbols of orthorhombic and higher groups: P 21/n 21/m 21/a, F 4/m -3 2/m, F 41/d -3 2/m.
    [GeneratedRegex(@"(2_?1?|4_?[123]?(?=/[a-z]\s*-3))/(?=[a-z])")]
    private static partial Regex FullAxis();

    [GeneratedRegex(@"^(.*\S)\s+([HRZS])$")]
    private static partial Regex TrailingSetting();
}
