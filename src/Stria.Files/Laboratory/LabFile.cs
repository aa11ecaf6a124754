namespace Stria.Files;

/// <summary>Opens a file of the laboratory without being told which: cycler trace, impedance spectra, curvature record or profiles.</summary>
public static class LabFile
{
    /// <summary>What is in the file; null when no reader of the laboratory recognises it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">A reader recognises it and finds it damaged or contradictory.</exception>
    public static LabSummary? Look(string path)
    {
        PlainText.Require(path);
        ICyclerReader? cycler = CyclerReaders.All.FirstOrDefault(r => r.Recognises(path));
        return Impedance(path, orElse: cycler is not null) is { } impedance ? LabSummary.Of(impedance)
            : cycler is not null ? LabSummary.Of(cycler.Read(path, CyclerReadOptions.Default))
            : CurvatureRecord.Recognises(path) ? LabSummary.Of(CurvatureRecord.Read(path))
            : SubstrateProfiles.Recognises(path) ? LabSummary.Of(SubstrateProfiles.Read(path))
            : LooksBare(path) ? LabSummary.Of(new BareImpedanceReader().Read(path, ImpedanceReadOptions.Default))
            : null;
    }

    // Files of one instrument hold either; what holds no impedance is a trace.
    private static ImpedanceRecord? Impedance(string path, bool orElse)
    {
        try
        {
            return ImpedanceReaders.All.FirstOrDefault(r => r is not BareImpedanceReader && r.Recognises(path))?.Read(path, ImpedanceReadOptions.Default);
        }
        catch (DataException) when (orElse)
        {
            return null;
        }
    }

    /// <summary>What is in a table whose columns a map tells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="map">Which columns are what; what it names tells what the file holds.</param>
    /// <exception cref="DataException">The file does not hold what the map names.</exception>
    public static LabSummary Look(string path, ColumnMap map)
    {
        PlainText.Require(path);
        bool Names(params ReadOnlySpan<ColumnRole> roles) => roles.ContainsAny([.. map.Columns.Keys]);
        return Names(ColumnRole.Frequency) ? LabSummary.Of(ImpedanceReaders.Read(path, new ImpedanceReadOptions { Map = map }))
            : Names(ColumnRole.SpotSpacing, ColumnRole.Curvature) ? LabSummary.Of(CurvatureRecord.Read(path, map))
            : Names(ColumnRole.Position, ColumnRole.Height) ? LabSummary.Of(SubstrateProfiles.Read(path, map))
            : LabSummary.Of(CyclerReaders.Read(path, new CyclerReadOptions { Map = map }));
    }

    // Photon energies never span three decades; frequencies of impedance nearly always do.
    private static bool LooksBare(string path) =>
        new BareImpedanceReader().Recognises(path) && ImpedanceTableReader.Table(path, rows: 1000) is { } table && table.Numbers(0) is var f && f.Max() > 1e3 * f.Min();
}
