namespace Stria.Core;

/// <summary>What a measurement file holds, as its reader understood it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name ("SDF", "NXstxm", "Data Exchange").</param>
/// <param name="Regions">The regions, at least one.</param>
public sealed record Scan(string Path, string Format, IReadOnlyList<ScanRegion> Regions)
{
    /// <summary>What was missing and assumed, odd, or worth knowing.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Further settings that the file states, for inspection ("beamline", "start_time", "polarization").</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Every file that was read, for hashes in the run record; the main file first.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>White-field intensity I₀(E) that the file itself holds, or null.</summary>
    public Spectrum? IncidentSpectrum { get; init; }
}
