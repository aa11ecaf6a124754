namespace Stria.Files;

/// <summary>What a file of diffraction patterns holds, as its reader understood it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name ("xye", "GSAS").</param>
/// <param name="Patterns">The patterns, at least one, in the order of the file.</param>
public sealed record DiffractionRecord(string Path, string Format, IReadOnlyList<Diffractogram> Patterns)
{
    /// <summary>What was missing and assumed, odd, or worth knowing.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];
}
