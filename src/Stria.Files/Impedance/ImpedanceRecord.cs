namespace Stria.Files;

/// <summary>What an impedance file holds, as its reader understood it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name ("Gamry", "ZPlot").</param>
/// <param name="Spectra">The spectra, at least one, in the order measured; a capacitor has a negative imaginary part.</param>
public sealed record ImpedanceRecord(string Path, string Format, IReadOnlyList<ImpedanceSpectrum> Spectra)
{
    /// <summary>What the head tells about the cell.</summary>
    public CellInformation Cell { get; init; } = new();

    /// <summary>What was missing and assumed, odd, or worth knowing; the sign of the imaginary part is always among it.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];
}
