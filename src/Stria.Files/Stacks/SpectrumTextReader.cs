namespace Stria.Files;

/// <summary>Spectra as text, opened as a scan of one point: .xas, .csv, .txt, .t, .r, .dat, .tsv, and .xsp without a header.</summary>
public sealed class SpectrumTextReader : IStackReader
{
    private static readonly string[] Extensions = [".XAS", ".CSV", ".TXT", ".T", ".R", ".XSP", ".DAT", ".TSV"];

    /// <inheritdoc/>
    public string Name => "spectrum (.xas, .csv, .xsp, .t, .r, .txt, .dat, .tsv)";

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
