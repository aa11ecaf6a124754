namespace Stria.Core;

/// <summary>Variance of a measured intensity: var(I) = gain · I + floor.</summary>
/// <param name="Gain">Variance per unit of intensity; 1 for counted photons (Poisson).</param>
/// <param name="Floor">Variance that does not depend on the intensity, in squared units of the counts.</param>
public readonly record struct NoiseModel(double Gain, double Floor)
{
    /// <summary>Counted photons: variance equals mean.</summary>
    public static NoiseModel Poisson => new(1, 0);

    /// <summary>Variance of an intensity.</summary>
    public double Variance(double intensity) => (Gain * Math.Max(intensity, 0)) + Floor;

    /// <summary>Variance of the optical density ln(I₀/I) at an intensity, to first order.</summary>
    public double OpticalDensityVariance(double intensity) => Variance(intensity) / (intensity * intensity);
}
