namespace Stria.Files;

/// <summary>Spectra in text: two columns, the columns that Athena and Larch export (energy, norm, …), or one spectrum per column.</summary>
public sealed class AbsorptionTableReader : IAbsorptionReader
{
    /// <inheritdoc/>
    public string Name => "columns of text";

    /// <inheritdoc/>
    public bool Recognises(string path) => true;

    /// <inheritdoc/>
    public IReadOnlyList<AbsorptionRecord> Read(string path)
    {
        IReadOnlyList<Spectrum> spectra = SpectrumFile.ReadAll(path);
        string[] names = [.. spectra.Select(s => s.Name)];
        string file = Path.GetFileNameWithoutExtension(path);
        if (SignalColumns.Find(names) >= 0 || (spectra.Count > 1 && SignalColumns.Intensities(names) is not null))
        {
            return [SignalColumns.Record(spectra[0].PhotonEnergies_eV, names, [.. spectra.Select(s => s.Values)], (file, path))];
        }

        return spectra.Count == 1
            ? [new AbsorptionRecord(new Spectrum(spectra[0].PhotonEnergies_eV, spectra[0].Values, Named(names[0]) ? names[0] : file, spectra[0].Unit)) { Signal = names[0] }]
            : [.. spectra.Select(s => new AbsorptionRecord(s) { Signal = s.Name })];
    }

    // The head of a single column says what it is ("optical density"); a common name says whose it is.
    private static bool Named(string name) => !name.StartsWith("column ", StringComparison.Ordinal) && !name.Contains("density", StringComparison.OrdinalIgnoreCase);
}
