using Stria.Core;
using Stria.Files;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>A spectrum that was read to be fitted, or as a standard.</summary>
/// <param name="Record">As its file holds it, under the name used here.</param>
/// <param name="IsCluster">Whether it is the mean optical density of a cluster or region.</param>
internal sealed record ReadSpectrum(AbsorptionRecord Record, bool IsCluster)
{
    /// <summary>The name in tables and legends.</summary>
    public string Name => Record.Spectrum.Name;

    /// <summary>Its composition, where it is a standard that has one.</summary>
    public double? X { get; init; }

    /// <summary>On which scale it is written, where it is a standard.</summary>
    public ReferenceScale Scale { get; init; }

    /// <summary>Whether, as a standard, it is in every combination.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }
}

/// <summary>All spectra of a linear-combination study, as read.</summary>
/// <param name="Spectra">To be fitted.</param>
/// <param name="Standards">The standards.</param>
internal sealed record SpectraToFit(IReadOnlyList<ReadSpectrum> Spectra, IReadOnlyList<ReadSpectrum> Standards)
{
    /// <summary>The material that the library names; null when it names none.</summary>
    public string? Material { get; init; }
}

/// <summary>All spectra in the form in which they are compared.</summary>
/// <param name="Spectra">To be fitted.</param>
/// <param name="Standards">The standards.</param>
/// <param name="Form">The form.</param>
/// <param name="Options">How combinations are fitted, everything automatic settled.</param>
internal sealed record FormedSpectra(IReadOnlyList<FormedSpectrum> Spectra, IReadOnlyList<CombinationStandard> Standards, SpectrumForm Form, IReadOnlyList<CombinationOptions> Options);

/// <summary>The ranked combinations of one spectrum.</summary>
/// <param name="Spectrum">The spectrum.</param>
/// <param name="Ranked">The fits, best first.</param>
internal sealed record FittedSpectrum(FormedSpectrum Spectrum, IReadOnlyList<CombinationFit> Ranked)
{
    /// <summary>Name of the spectrum.</summary>
    public string Name => Spectrum.Values.Name;

    /// <summary>The best fit.</summary>
    public CombinationFit Best => Ranked[0];
}
