using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Reads the entries of a <see cref="ColumnMap"/>.</summary>
internal sealed partial class ColumnMapParser
{
    private static readonly (string Symbol, ColumnRole Role)[] Symbols =
    [
        ("t", ColumnRole.Time), ("tstep", ColumnRole.StepTime), ("I", ColumnRole.Current), ("U", ColumnRole.Potential), ("E", ColumnRole.Potential), ("V", ColumnRole.Potential),
        ("Q", ColumnRole.Charge), ("Qc", ColumnRole.ChargeCapacity), ("Qd", ColumnRole.DischargeCapacity), ("Qstep", ColumnRole.StepCapacity),
        ("step", ColumnRole.Step), ("cycle", ColumnRole.Cycle), ("mode", ColumnRole.Mode),
        ("f", ColumnRole.Frequency), ("ReZ", ColumnRole.RealPart), ("ImZ", ColumnRole.ImaginaryPart), ("-ImZ", ColumnRole.NegativeImaginaryPart), ("|Z|", ColumnRole.Modulus), ("phase", ColumnRole.Phase),
        ("x", ColumnRole.Position), ("h", ColumnRole.Height), ("spacing", ColumnRole.SpotSpacing), ("curvature", ColumnRole.Curvature),
        ("tth", ColumnRole.TwoTheta), ("q", ColumnRole.MomentumTransfer), ("d", ColumnRole.Spacing), ("energy", ColumnRole.PhotonEnergy), ("counts", ColumnRole.Counts), ("esd", ColumnRole.StandardDeviation),
    ];

    private static readonly (string Name, char Sign)[] Signs =
        [("tab", '\t'), ("comma", ','), ("semicolon", ';'), ("blank", ' '), ("space", ' '), ("point", '.'), ("bar", '|'), (",", ','), (";", ';'), (".", '.'), ("|", '|')];

    private readonly Dictionary<ColumnRole, MappedColumn> columns = [];
    private ColumnMap map = new() { Columns = new Dictionary<ColumnRole, MappedColumn>() };

    internal static string Symbol(ColumnRole role) => Symbols.First(s => s.Role == role).Symbol;

    internal static string NameOf(char sign) => Signs.First(s => s.Sign == sign).Name;

    internal ColumnMap Parse(string text)
    {
        foreach (string line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            foreach (Match entry in Entry().Matches(line))
            {
                string whole = entry.Value.Trim();
                int equals = whole.IndexOf('=', StringComparison.Ordinal);
                if (whole.Length > 0)
                {
                    Add(equals > 0 ? whole[..equals].Trim() : throw Misunderstood(whole, "there is no '='. Write role = column, as in t=time/s"), whole[(equals + 1)..].Trim());
                }
            }
        }

        return columns.Count > 0 ? map with { Columns = columns } : throw new ScenarioException("The map of columns names no column. Write for instance \"U=Ewe/V, I=<I>/mA, t=time/s\".");
    }

    private void Add(string key, string value)
    {
        if (value.Length == 0)
        {
            throw Misunderstood(key, "nothing stands behind the '='");
        }

        if (Array.Find(Symbols, s => s.Symbol == key) is { Symbol: not null } found)
        {
            if (!columns.TryAdd(found.Role, Column(value)))
            {
                throw Misunderstood(key, "it is given twice");
            }

            return;
        }

        map = key.ToLowerInvariant() switch
        {
            "delimiter" => map with { Delimiter = Sign(key, value, "tab, comma, semicolon, blank") },
            "decimal" => map with { DecimalMark = Sign(key, value, "point, comma") },
            "codepage" => map with { CodePage = value },
            "head" => map with { HeadLines = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int lines) ? lines : throw Misunderstood(key, $"'{value}' is no number of lines") },
            "sign" => map with { Sign = value switch { "charge" => CurrentSign.PositiveOnCharge, "discharge" => CurrentSign.PositiveOnDischarge, _ => throw Misunderstood(key, $"'{value}' is neither charge nor discharge, whichever the file counts positive") } },
            "dates" => map with { DayFirst = value switch { "day-first" => true, "month-first" => false, _ => throw Misunderstood(key, $"'{value}' is neither day-first nor month-first") } },
            "mass" => map with { ActiveMass = Mass(value) },
            _ => throw Misunderstood(key, $"it is no role and no setting. Roles are {string.Join(", ", Symbols.Select(s => s.Symbol))}; settings are delimiter, decimal, codepage, head, sign, dates, mass"),
        };
    }

    private static MappedColumn Column(string value)
    {
        Match quoted = Quoted().Match(value);
        if (quoted.Success)
        {
            return new MappedColumn(quoted.Groups[1].Value, quoted.Groups[2].Success ? quoted.Groups[2].Value.Trim() : null);
        }

        Match constant = Constant().Match(value);
        if (constant.Success)
        {
            string unit = constant.Groups[2].Value.Trim();
            return new MappedColumn("", unit.Length > 0 ? unit : null, double.Parse(constant.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        Match numbered = Numbered().Match(value);
        return numbered.Success ? new MappedColumn(numbered.Groups[1].Value, Unit(numbered.Groups[2].Value) is { Length: > 0 } given ? given : null)
            : Spaced().Match(value) is { Success: true } spaced ? new MappedColumn(spaced.Groups[1].Value.Trim(), spaced.Groups[2].Value.Trim())
            : new MappedColumn(value);

        static string Unit(string text) => text.Trim().TrimStart('/', '[', '(').TrimEnd(']', ')').Trim();
    }

    private static char Sign(string key, string value, string choices) =>
        Array.Find(Signs, s => s.Name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { Name: not null } sign ? sign.Sign : throw Misunderstood(key, $"'{value}' is none of {choices}");

    private static double Mass(string value)
    {
        try
        {
            return Quantity.Parse(value).In("kg");
        }
        catch (FormatException e)
        {
            throw Misunderstood("mass", e.Message);
        }
    }

    private static ScenarioException Misunderstood(string entry, string why) => new($"Map of columns, '{entry}': {why}.");

    /// <summary>An entry up to the next comma; commas within quotes or brackets do not count.</summary>
    [GeneratedRegex("(?:\"[^\"]*\"|\\[[^\\]]*\\]|\\([^)]*\\)|[^,])+")]
    private static partial Regex Entry();

    [GeneratedRegex("^\"([^\"]*)\"\\s*(?:\\[([^\\]]*)\\])?$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([^\d].*)?$")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^(#\d+)(.*)$")]
    private static partial Regex Numbered();

    /// <summary>A heading, a blank and a unit in square brackets: the unit is said by the map and not by the heading.</summary>
    [GeneratedRegex(@"^(.+)\s\[([^\]]*)\]$")]
    private static partial Regex Spaced();
}
