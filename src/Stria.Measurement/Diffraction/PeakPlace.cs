using Stria.Core;

namespace Stria.Measurement;

/// <summary>Where a lattice spacing is seen on an axis, and what widths depend on there: against angle tan θ and 1/cos θ, against q and E themselves.</summary>
/// <param name="Axis">2θ [°], q [1/Å] or energy [keV].</param>
/// <param name="SineOfFixedAngle">sin θ of a pattern against energy.</param>
internal readonly record struct PeakPlace(DiffractionAxis Axis, double SineOfFixedAngle)
{
    private const double Degree = Math.PI / 180;

    /// <summary>Position of Q = 1/d² [Å⁻²] and its slope against Q; NaN where the radiation does not reach it.</summary>
    internal double Position(double q, double wavelength, out double slope)
    {
        double root = Math.Sqrt(q);
        switch (Axis)
        {
            case DiffractionAxis.TwoTheta:
                double sine = wavelength * root / 2, cosine = Math.Sqrt(1 - (sine * sine));
                slope = wavelength / (2 * root * cosine) / Degree;
                return 2 * Math.Asin(sine) / Degree;
            case DiffractionAxis.Energy:
                double scale = Diffractogram.PlanckTimesLight_eV_angstrom / 2000 / SineOfFixedAngle;
                slope = scale / (2 * root);
                return scale * root;
            default:
                slope = Math.PI / root;
                return 2 * Math.PI * root;
        }
    }

    /// <summary>Widths at a position: σ² is U·A² + V·A + W, Γ is X·B + Y·A + Z, in the units of <see cref="VarianceUnit"/> and <see cref="WidthUnit"/>; the shift of a displaced sample goes with C.</summary>
    internal (double A, double B, double C) Factors(double position)
    {
        if (Axis != DiffractionAxis.TwoTheta)
        {
            return (position, 1, 0);
        }

        (double sine, double cosine) = Math.SinCos(position * Degree / 2);
        return (sine / cosine, 1 / cosine, cosine);
    }

    /// <summary>How those of <see cref="Factors"/> change when the position does.</summary>
    internal (double A, double B, double C) FactorSlopes(double position)
    {
        if (Axis != DiffractionAxis.TwoTheta)
        {
            return (1, 0, 0);
        }

        (double sine, double cosine) = Math.SinCos(position * Degree / 2);
        double half = Degree / 2;
        return (half / (cosine * cosine), half * sine / (cosine * cosine), -half * sine);
    }

    /// <summary>What one unit of U, V, W is in squares of the axis: 10⁻⁴ °², else 1.</summary>
    internal double VarianceUnit => Axis == DiffractionAxis.TwoTheta ? 1e-4 : 1;

    /// <summary>What one unit of X, Y, Z is on the axis: 10⁻² °, else 1.</summary>
    internal double WidthUnit => Axis == DiffractionAxis.TwoTheta ? 1e-2 : 1;
}
