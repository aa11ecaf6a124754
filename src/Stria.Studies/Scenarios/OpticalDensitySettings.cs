using Stria.Core;

namespace Stria.Studies;

/// <summary>Optical density ln(I₀/I) and its variance.</summary>
public sealed record OpticalDensitySettings
{
    /// <summary>One constant to subtract from all optical densities: fitted, or given, or none.</summary>
    [Word("fit")]
    [Word("none", 0)]
    [Range(-10, 10)]
    public double? Offset { get; init; }

    /// <summary>Where the variance of the counts comes from.</summary>
    public NoiseSource Noise { get; init; } = NoiseSource.Estimate;

    /// <summary>Counts at and above which the detector is saturated, in the unit of the stack; such pixels are masked.</summary>
    [Word("none")]
    [Range(0, double.PositiveInfinity)]
    public double? Saturation { get; init; }
}

/// <summary>Where the variance of the counts comes from.</summary>
public enum NoiseSource
{
    /// <summary>Gain and floor are estimated from the data.</summary>
    Estimate,

    /// <summary>Counted photons: the variance is the mean.</summary>
    Poisson,
}
