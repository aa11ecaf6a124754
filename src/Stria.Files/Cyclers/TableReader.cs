namespace Stria.Files;

/// <summary>Any text table whose headings name time, current and potential, or whose columns a <see cref="ColumnMap"/> tells.</summary>
public sealed class TableReader : ICyclerReader
{
    private static readonly TableFormat Format = new(new TraceHabits("table") { SignOfMode = NewareMode.Sign }, CyclerNames.With((ColumnRole.StepCapacity, ["Capacity"]), (ColumnRole.Charge, ["Q", "Charge", "(Q-Qo)"])), AreUnitsFixed: false);

    /// <inheritdoc/>
    public string Name => "text table with headings";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        string beginning = LabText.Beginning(path, 32768);
        if (beginning.Length == 0 || beginning.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        int end = beginning.LastIndexOf('\n');
        return TableCutter.Begin(LabText.Of(path, end > 0 ? beginning[..(end + 1)] : beginning)) is { } table
            && Named(ColumnRole.Potential) && (Named(ColumnRole.Time) || Named(ColumnRole.StepTime) || TableTime.DateColumn(table) >= 0) && (Named(ColumnRole.Current) || Named(ColumnRole.Charge));

        bool Named(ColumnRole role) => table.Find(Format.Names.First(n => n.Role == role).Names) >= 0;
    }

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options) =>
        options.Map is { } map ? Mapped(path, map, options) : Format.Read(TableCutter.Cut(LabText.Read(path)), options);

    /// <summary>The first heading that names a quantity of cyclers and, behind a slash, a unit that is none; null when there is none such.</summary>
    internal static (string Heading, string Unit)? StrangeUnit(string path)
    {
        string[] headings = ImpedanceTableReader.Table(path) is { } table ? [.. table.Headings.Select(h => h.Text)] : [];
        foreach (string heading in headings)
        {
            int slash = heading.LastIndexOf('/');
            string unit = heading[(slash + 1)..].Trim();
            if (slash > 0 && unit.Length > 0 && !LabUnit.TryParse(unit, out _) && Format.Names.Any(n => n.Names.Any(ColumnHeading.Parse(heading[..slash]).Is)))
            {
                return (heading, unit);
            }
        }

        return null;
    }

    /// <summary>Cuts the table of a file as a map says.</summary>
    internal static TextTable Cut(string path, ColumnMap map)
    {
        LabText text = LabText.Read(path, map.CodePage);
        bool isNumbered = map.Columns.Values.All(c => c.Constant is not null || c.Heading.StartsWith('#'));
        bool needsHeadings = map.Columns.Values.Any(c => c.Constant is null && (c.Unit is null || !c.Heading.StartsWith('#')));
        int? heading = map.HeadLines is { } lines ? (isNumbered && lines == 0) || !needsHeadings ? -1 : lines - 1 : null;
        return TableCutter.Cut(text, new TableLayout { Delimiter = map.Delimiter, DecimalMark = map.DecimalMark, FirstLine = map.HeadLines, HeadingLine = heading is { } line ? HeadingAbove(text, line) : null });
    }

    private static int HeadingAbove(LabText text, int line)
    {
        while (line >= 0 && line < text.Count && text[line].Trim().IsEmpty)
        {
            line--;
        }

        return line;
    }

    private static CyclerRecord Mapped(string path, ColumnMap map, CyclerReadOptions options)
    {
        TableColumns columns = TableColumns.Mapped(Cut(path, map), map);
        var habits = new TraceHabits("mapped table") { SignOfMode = NewareMode.Sign, DayFirst = map.DayFirst ?? false, Cell = new CellInformation { ActiveMass = map.ActiveMass } };
        return TableTrace.Make(columns, habits, options);
    }
}
