using Stria.Core;

namespace Stria.Studies;

/// <summary>A standard of a linear combination.</summary>
public sealed record LcfStandardSettings
{
    /// <summary>The file: XDI, an Athena project, columns of text.</summary>
    [InputPath]
    public required string File { get; init; }

    /// <summary>The spectrum of that name in a file of several; null takes the only one, or all.</summary>
    public string? Spectrum { get; init; }

    /// <summary>Name in tables and legends; null takes the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Lithium content x of the standard, or another number of which the mean is wanted; null when it has none.</summary>
    [Range(-1000, 1000)]
    public double? X { get; init; }

    /// <summary>Whether every combination has it.</summary>
    public bool Required { get; init; }

    /// <summary>What is added to its energies to put them on the common scale [eV].</summary>
    [Unit("eV")]
    [Range(-1000, 1000)]
    public double EnergyShift_eV { get; init; }
}
