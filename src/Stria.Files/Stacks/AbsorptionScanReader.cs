namespace Stria.Files;

/// <summary>XDI files and Athena projects, opened as scans of one point: one region for each spectrum.</summary>
public sealed class AbsorptionScanReader : IStackReader
{
    private static readonly IAbsorptionReader[] Readers = [.. AbsorptionReaders.All.Where(r => r is not AbsorptionTableReader)];

    /// <inheritdoc/>
    public string Name => "XDI and Athena project (.xdi, .prj)";

    /// <inheritdoc/>
    public bool Recognises(string path) => File.Exists(path) && Array.Exists(Readers, r => r.Recognises(path));

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        IAbsorptionReader reader = Array.Find(Readers, r => r.Recognises(path))!;
        IReadOnlyList<AbsorptionRecord> records = reader.Read(path);
        return new Scan(path, reader.Name, [.. records.Select(Region)]) { Files = [path], Remarks = [.. records.SelectMany(r => r.Remarks)] };
    }

    private static ScanRegion Region(AbsorptionRecord record) =>
        new(ScanKind.PointSpectrum, [new ScanAxis("energy", "eV", record.Spectrum.PhotonEnergies_eV)], Array.ConvertAll(record.Spectrum.Values, v => (float)v))
        {
            Name = record.Spectrum.Name,
            Signal = record.Signal,
            SignalUnit = record.Spectrum.Unit,
        };
}
