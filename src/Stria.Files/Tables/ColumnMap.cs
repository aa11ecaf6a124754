using System.Globalization;

namespace Stria.Files;

/// <summary>
/// Tells which columns of a text table are what, and how the table is written:
/// "U=Ewe/V, I=&lt;I&gt;/mA, t=time/s", "t=#1 [h], U=#3 [mV], I=-0.17 mA, delimiter=semicolon, decimal=comma".
/// </summary>
public sealed record ColumnMap
{
    /// <summary>The columns by their role.</summary>
    public required IReadOnlyDictionary<ColumnRole, MappedColumn> Columns { get; init; }

    /// <summary>What parts the cells; a space stands for blanks of any number; null to find out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The decimal mark, '.' or ','; null to find out.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>The code page ("1252", "gbk"); null to find out.</summary>
    public string? CodePage { get; init; }

    /// <summary>Number of lines above the first row of data, the headings among them; null to find out.</summary>
    public int? HeadLines { get; init; }

    /// <summary>Which way the current counts in the file.</summary>
    public CurrentSign Sign { get; init; }

    /// <summary>Whether dates have the day first.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Mass of active material [kg], for columns per mass; null when none is needed.</summary>
    public double? ActiveMass { get; init; }

    /// <summary>Reads a map as people write it: entries "role = column" or "setting = value", parted by commas or lines; a heading with a comma in it goes into quotes.</summary>
    /// <param name="text">The map. Roles: t, tstep, I, U, Q, Qc, Qd, Qstep, step, cycle, mode; f, ReZ, ImZ, -ImZ, |Z|, phase; x, h, spacing, curvature; tth, q, d, energy, counts, esd. Settings: delimiter, decimal, codepage, head, sign, dates, mass.</param>
    /// <exception cref="ScenarioException">An entry is not understood; the message names it and what could be meant.</exception>
    public static ColumnMap Parse(string text) => new ColumnMapParser().Parse(text);

    /// <summary>Reads a saved profile: one entry per line, lines that begin with "//" are comments.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">The file is missing, or an entry is not understood.</exception>
    public static ColumnMap Load(string path)
    {
        string text = PlainText.Read(path);
        try
        {
            return Parse(text);
        }
        catch (ScenarioException e)
        {
            throw new DataException($"is no profile of columns: {e.Message}", path, e);
        }
    }

    /// <summary>Saves the map as a profile that <see cref="Load"/> reads; it appears under its name when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It cannot be written.</exception>
    public void Save(string path) => PendingFile.WriteText(path, $"// Columns of a laboratory table\n{string.Join('\n', Entries())}\n");

    /// <summary>The map on one line, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(", ", Entries());

    private IEnumerable<string> Entries()
    {
        foreach ((ColumnRole role, MappedColumn column) in Columns)
        {
            string heading = column.Heading.AsSpan().ContainsAny(",\n=") ? $"\"{column.Heading}\"{(column.Unit is null ? "" : $" [{column.Unit}]")}" : column.ToString();
            yield return $"{ColumnMapParser.Symbol(role)} = {heading}";
        }

        foreach ((string key, string? value) in new (string, string?)[]
        {
            ("delimiter", Delimiter is { } delimiter ? ColumnMapParser.NameOf(delimiter) : null),
            ("decimal", DecimalMark is { } mark ? ColumnMapParser.NameOf(mark) : null),
            ("codepage", CodePage),
            ("head", HeadLines?.ToString(CultureInfo.InvariantCulture)),
            ("sign", Sign switch { CurrentSign.PositiveOnCharge => "charge", CurrentSign.PositiveOnDischarge => "discharge", _ => null }),
            ("dates", DayFirst switch { true => "day-first", false => "month-first", _ => null }),
            ("mass", ActiveMass is { } mass ? string.Create(CultureInfo.InvariantCulture, $"{mass:R} kg") : null),
        })
        {
            if (value is not null)
            {
                yield return $"{key} = {value}";
            }
        }
    }
}
