namespace Stria.Core;

/// <summary>What an instrument does to a peak, by GSAS-II's conventions, so that its .instprm files mean the same here.</summary>
/// <remarks>
/// Gaussian variance σ² = U tan²θ + V tan θ + W [10⁻⁴ °²]; Lorentzian full width Γ = X/cos θ + Y tan θ + Z [10⁻² °];
/// axial divergence (S + H)/L of Finger, Cox and Jephcoat, taken half each; 2θ as measured = 2θ of the lattice + Zero.
/// </remarks>
public sealed record InstrumentProfile
{
    /// <summary>The lines of the radiation.</summary>
    public required Radiation Radiation { get; init; }

    /// <summary>Zero of the scale [°]: what is read when the angle is zero.</summary>
    public double Zero_deg { get; init; }

    /// <summary>Gaussian variance with tan²θ [10⁻⁴ °²].</summary>
    public double U { get; init; } = 2;

    /// <summary>Gaussian variance with tan θ [10⁻⁴ °²].</summary>
    public double V { get; init; } = -2;

    /// <summary>Gaussian variance [10⁻⁴ °²].</summary>
    public double W { get; init; } = 5;

    /// <summary>Lorentzian width with 1/cos θ [10⁻² °].</summary>
    public double X { get; init; }

    /// <summary>Lorentzian width with tan θ [10⁻² °].</summary>
    public double Y { get; init; }

    /// <summary>Lorentzian width [10⁻² °].</summary>
    public double Z { get; init; }

    /// <summary>Axial divergence (S + H)/L [1].</summary>
    public double AxialDivergence { get; init; } = 0.002;

    /// <summary>Fraction of the beam polarised [1].</summary>
    public double Polarisation { get; init; } = 0.99;

    /// <summary>Azimuth of the detector [°].</summary>
    public double Azimuth_deg { get; init; }
}
