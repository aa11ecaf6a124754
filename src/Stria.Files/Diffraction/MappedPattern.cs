namespace Stria.Files;

/// <summary>Patterns in tables whose columns a map tells.</summary>
internal static class MappedPattern
{
    private static readonly (ColumnRole Role, DiffractionAxis Axis)[] Axes =
        [(ColumnRole.TwoTheta, DiffractionAxis.TwoTheta), (ColumnRole.MomentumTransfer, DiffractionAxis.MomentumTransfer), (ColumnRole.Spacing, DiffractionAxis.Spacing), (ColumnRole.PhotonEnergy, DiffractionAxis.Energy)];

    internal static DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        ColumnMap map = options.Map!;
        TableColumns columns = TableColumns.Mapped(TableReader.Cut(path, map), map);
        (ColumnRole role, DiffractionAxis axis)[] found = [.. Axes.Where(a => columns.Has(a.Role))];
        if (found.Length == 0 || columns.Values(ColumnRole.Counts) is not { } counts)
        {
            throw new ScenarioException("The map of columns names no position (tth, q, d or energy) or no counts. Write for instance \"tth=#1 [deg], counts=#2, esd=#3\".");
        }

        (ColumnRole role, DiffractionAxis axis) = found[0];
        var points = new PatternPoints(path) { Axis = axis };
        points.Positions.AddRange(columns.Values(role)!);
        points.Counts.AddRange(counts);
        points.Sigmas.AddRange(columns.Values(ColumnRole.StandardDeviation) ?? []);
        points.Remarks.AddRange(columns.Remarks);
        return new DiffractionRecord(path, "mapped table", [points.Make(options)]) { Remarks = points.Remarks };
    }
}
