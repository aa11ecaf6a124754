namespace Stria.Files;

/// <summary>What a multi-beam optical sensor recorded while a cell was cycled: spacing of the spots or curvature against time.</summary>
/// <param name="Path">The file.</param>
/// <param name="Times">Times since the beginning [s], not falling.</param>
public sealed record CurvatureRecord(string Path, double[] Times)
{
    private static readonly (ColumnRole Role, string[] Names)[] Names =
    [
        (ColumnRole.Time, ["time", "t", "Elapsed Time", "Test Time"]),
        (ColumnRole.SpotSpacing, ["spot spacing", "spacing", "mean spacing", "beam spacing", "d", "distance"]),
        (ColumnRole.Curvature, ["curvature", "kappa", "κ"]),
    ];

    /// <summary>Spacing of the spots on the detector, in <see cref="SpacingUnit"/>; null when the file gives curvature.</summary>
    public double[]? Spacings { get; init; }

    /// <summary>"m", or "px" where the file counts pixels: only ratios of spacings enter the curvature.</summary>
    public string SpacingUnit { get; init; } = "m";

    /// <summary>Curvature [1/m]; null when the file gives spacings.</summary>
    public double[]? Curvatures { get; init; }

    /// <summary>Further columns of numbers.</summary>
    public IReadOnlyList<TraceColumn> Further { get; init; } = [];

    /// <summary>When the record began by the instrument's clock (taken as UTC), to join it to the cycler's; null when the file does not tell.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>What was missing and assumed, or worth knowing.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Whether a table has a column of time and one of spacings or curvature.</summary>
    /// <param name="path">The file.</param>
    public static bool Recognises(string path) => ImpedanceTableReader.Table(path) is { } table && Names.Count(n => table.Find(n.Names) >= 0) >= 2 && table.Find(Names[0].Names) >= 0;

    /// <summary>Reads a table of times with spacings or curvatures.</summary>
    /// <param name="path">The file.</param>
    /// <param name="map">Which columns are what, as in "t=#1 [min], spacing=#4 [px]"; null to find them by their headings.</param>
    /// <exception cref="DataException">A column is missing, a cell is no number, a unit is unknown, or time runs backward.</exception>
    public static CurvatureRecord Read(string path, ColumnMap? map = null)
    {
        TextTable table = map is null ? TableCutter.Cut(LabText.Read(path)) : TableReader.Cut(path, map);
        TableColumns columns = map is null ? TableColumns.Named(table, Names, Usual, areUnitsFixed: false) : TableColumns.Mapped(table, map);
        bool dayFirst = map?.DayFirst ?? table.DecimalMark == ',';
        double[] times = columns.Has(ColumnRole.Time) ? TableTime.Seconds(columns, ColumnRole.Time, dayFirst) : throw Missing(table, "time", "t=#1 [s]");
        TraceChecks.Times(times, path, row => $"line {table.Line(row)}", columns.Heading(ColumnRole.Time));
        double[]? spacings = columns.Values(ColumnRole.SpotSpacing), curvatures = columns.Values(ColumnRole.Curvature);
        if (spacings is null && curvatures is null)
        {
            throw Missing(table, "spacing or the curvature", "spacing=#2 [px] or curvature=#2 [1/m]");
        }

        bool isPixels = spacings is not null && Unit.TryParse(columns.UnitText(ColumnRole.SpotSpacing), out Unit? unit) && unit.Dimension == Unit.Parse("px").Dimension;
        return new CurvatureRecord(path, times)
        {
            Spacings = spacings,
            SpacingUnit = isPixels ? "px" : "m",
            Curvatures = curvatures,
            Further = ImpedanceTable.Further(table, [.. columns.Used]),
            Start = TableTime.FirstMoment(table, dayFirst),
            Remarks = [.. table.Remarks, .. columns.Remarks],
        };
    }

    private static string Usual(ColumnRole role) => role switch { ColumnRole.Time => "s", ColumnRole.SpotSpacing => "px", _ => "1/m" };

    private static DataException Missing(TextTable table, string what, string example) => new(
        $"has no column that could be the {what}; its columns are {string.Join(", ", table.Headings.Select(h => $"'{h.Text}'"))}. Perhaps it bears an unusual name: a map can tell, as in {example}.", table.Path);
}
