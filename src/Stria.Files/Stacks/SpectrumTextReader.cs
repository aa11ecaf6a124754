namespace Stria.Files;

/// <summary>Spectra as text, opened as a scan of one point: .xas, .csv, .txt, .t, .r, .dat, .tsv, .nor and .xmu of Athena, and .xsp without a header.</summary>
public sealed class SpectrumTextReader : IStackReader
{
    private static readonly string[] Extensions = [".XAS", ".CSV", ".TXT", ".T", ".R", ".XSP", ".DAT", ".TSV", ".NOR", ".XMU"];

    /// <inheritdoc/>
    public string Name => "spectrum (.xas, .csv, .xsp, .t, .r, .txt, .dat, .tsv, .nor, .xmu)";

    /// <inheritdoc/>
    public bool Recognises(string path) => Extensions.Contains(Path.GetExtension(path).ToUpperInvariant()) && File.Exists(path) && !Hdf5File.HasSignature(path);

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        IReadOnlyList<Spectrum> spectra = SpectrumFile.ReadAll(path);
        return new Scan(path, "spectrum", [.. spectra.Select(Region)]) { Files = [path] };
    }

    private static ScanRegion Region(Spectrum spectrum) =>
        new(ScanKind.PointSpectrum, [new ScanAxis("energy", "eV", spectrum.PhotonEnergies_eV)], Array.ConvertAll(spectrum.Values, value => (float)value))
        {
            Name = spectrum.Name,
            Signal = spectrum.Name,
            SignalUnit = spectrum.Unit,
        };
}
