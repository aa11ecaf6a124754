namespace Stria.Files;

/// <summary>Profiles of a substrate along one line, for instance before and after a film was laid on it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Positions">Positions along the line [m], rising.</param>
/// <param name="Heights">Heights [m], one column per profile under its name in the file.</param>
public sealed record SubstrateProfiles(string Path, double[] Positions, IReadOnlyList<TraceColumn> Heights)
{
    private static readonly string[] PositionNames = ["x", "x_dat", "position", "distance", "lateral", "scan position"];

    /// <summary>What was missing and assumed, or worth knowing.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Whether a table has a column of positions and none of time.</summary>
    /// <param name="path">The file.</param>
    public static bool Recognises(string path) => ImpedanceTableReader.Table(path) is { } table && table.Find(PositionNames) >= 0 && table.Find("time", "t", "Elapsed Time", "Test Time") < 0;

    /// <summary>Reads a table of profiles: one column of positions, further ones of heights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="map">Which columns are what, as in "x=#1 [mm], h=#2 [µm]"; null to find them by their headings, in metres where those tell no unit.</param>
    /// <exception cref="DataException">The file is no such table, a cell is no number, or the positions do not rise.</exception>
    public static SubstrateProfiles Read(string path, ColumnMap? map = null)
    {
        TextTable table = map is null ? TableCutter.Cut(LabText.Read(path)) : TableReader.Cut(path, map);
        List<Remark> remarks = [.. table.Remarks];
        double[] positions;
        List<TraceColumn> heights = [];
        if (map is null)
        {
            int column = table.Find(PositionNames);
            column = column >= 0 ? column : table.Headings[0].Text == "#1" ? 0 : throw new DataException(
                $"has no column of positions; its columns are {string.Join(", ", table.Headings.Select(h => $"'{h.Text}'"))}. Perhaps it bears an unusual name: a map can tell, as in x=#1 [mm], h=#2 [µm].", path);
            positions = Lengths(table, column, remarks);
            heights.AddRange(Enumerable.Range(0, table.Headings.Count).Where(c => c != column && table.Headings[c].Text.Length > 0).Select(c => new TraceColumn(table.Headings[c].Name, "m", Lengths(table, c, remarks))));
        }
        else
        {
            TableColumns columns = TableColumns.Mapped(table, map);
            positions = columns.Values(ColumnRole.Position) ?? throw new ScenarioException("The map of columns names no position. Write for instance \"x=#1 [mm], h=#2 [µm]\".");
            double[] height = columns.Values(ColumnRole.Height) ?? throw new ScenarioException("The map of columns names no height. Write for instance \"x=#1 [mm], h=#2 [µm]\".");
            heights.Add(new TraceColumn(columns.Heading(ColumnRole.Height), "m", height));
            remarks.AddRange(columns.Remarks);
        }

        for (int row = 0; row < positions.Length; row++)
        {
            if (!double.IsFinite(positions[row]) || (row > 0 && positions[row] <= positions[row - 1]))
            {
                throw new DataException($"line {table.Line(row)}: the position {positions[row]:g6} m does not lie behind the one before. Perhaps two profiles stand below each other.", path);
            }
        }

        return heights.Count > 0 ? new SubstrateProfiles(path, positions, heights) { Remarks = remarks }
            : throw new DataException("has positions but no heights. Perhaps the delimiter is unusual.", path);
    }

    private static double[] Lengths(TextTable table, int column, List<Remark> remarks)
    {
        ColumnHeading heading = table.Headings[column];
        double[] values = table.Numbers(column);
        if (heading.Unit is null)
        {
            remarks.Add(Remark.Assumed($"The column '{heading.Text}' tells no unit; m was assumed."));
            return values;
        }

        return LabUnit.TryParse(heading.Unit, out Unit? unit) && unit.Dimension == Unit.Parse("m").Dimension ? TraceChecks.Scaled(values, unit.Factor)
            : throw new DataException($"column '{heading.Text}': '{heading.Unit}' is no unit of length. Perhaps it is misspelt; a map can state it, as in h=#2 [µm].", table.Path);
    }
}
