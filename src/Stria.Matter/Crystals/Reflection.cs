using Stria.Core;

namespace Stria.Matter;

/// <summary>A set of reflections that are alike by symmetry.</summary>
/// <param name="Indices">One of them.</param>
/// <param name="Multiplicity">How many there are, Friedel mates among them.</param>
/// <param name="Spacing_angstrom">Their lattice spacing d [Å].</param>
public readonly record struct Reflection(MillerIndices Indices, int Multiplicity, double Spacing_angstrom)
{
    /// <summary>The scattering angle 2θ [°] at a wavelength [Å]; NaN where the sphere of reflection does not reach it.</summary>
    public double TwoTheta_deg(double wavelength_angstrom) => 2 * Math.Asin(wavelength_angstrom / (2 * Spacing_angstrom)) * 180 / Math.PI;

    /// <summary>The photon energy [eV] at a scattering angle 2θ [°], E = hc/(2 d sin θ).</summary>
    public double Energy_eV(double twoTheta_deg) => Diffractogram.PlanckTimesLight_eV_angstrom / (2 * Spacing_angstrom * Math.Sin(twoTheta_deg * Math.PI / 360));
}
