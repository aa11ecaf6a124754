using Stria.Core;
using Stria.Matter;
using Stria.Measurement;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Diffraction;

/// <summary>Patterns with a known answer, from formulas of their own: nothing of the fit's code is used but reflections of cells.</summary>
internal static class MadePatterns
{
    internal const double Wavelength = 0.7;

    internal static CrystalPhase Orthorhombic { get; } = new("alpha", SpaceGroups.Find("P m m n"), UnitCell.FromAngstroms(11.512, 3.564, 4.368));

    internal static CrystalPhase Monoclinic { get; } = new("zeta", SpaceGroups.Find("C 2/m"), UnitCell.FromAngstroms(15.311, 3.606, 10.093, 90, 109.857));

    internal static CrystalPhase Cubic { get; } = new("cubic", SpaceGroups.Find("P m -3 m"), UnitCell.FromAngstroms(4.156826, 4.156826, 4.156826));

    internal static double[] Grid(double low, double high, int points) => [.. Enumerable.Range(0, points).Select(i => low + ((high - low) * i / (points - 1)))];

    /// <summary>The intensity that a reflection is given: between 20 and 1000, by its indices alone.</summary>
    internal static double Strength(MillerIndices h) => 20 + (980 * Math.Abs(Math.Sin((12.9898 * Math.Abs(h.H)) + (78.233 * Math.Abs(h.K)) + (37.719 * Math.Abs(h.L)))));

    /// <summary>A pattern against 2θ with Gaussian variance and Lorentzian width in degrees, on a sloping background.</summary>
    internal static Diffractogram Angles(IReadOnlyList<(CrystalPhase Phase, double Scale)> phases, double[] angles, Func<double, (double Variance, double Lorentz)> widths, double zero = 0, int seed = 0)
    {
        double[] counts = [.. angles.Select(x => 200 + (0.5 * (angles[^1] - x)))];
        foreach ((CrystalPhase phase, double scale) in phases)
        {
            double least = Wavelength / (2 * Math.Sin((angles[^1] + 1) * Math.PI / 360));
            foreach (Reflection r in ReflectionList.Within(phase.Group, phase.Cell, least))
            {
                double at = r.TwoTheta_deg(Wavelength);
                (double variance, double lorentz) = widths(at);
                AddPeak(angles, counts, at + zero, scale * Strength(r.Indices), variance, lorentz);
            }
        }

        return Noisy(DiffractionAxis.TwoTheta, angles, counts, seed, Radiation.Monochromatic(Wavelength));
    }

    internal static void AddPeak(double[] x, double[] counts, double centre, double area, double variance, double lorentz)
    {
        double g = Math.Sqrt(8 * Math.Log(2) * variance), l = lorentz;
        double width = Math.Pow(Math.Pow(g, 5) + (2.69269 * Math.Pow(g, 4) * l) + (2.42843 * Math.Pow(g, 3) * l * l) + (4.47163 * g * g * Math.Pow(l, 3)) + (0.07842 * g * Math.Pow(l, 4)) + Math.Pow(l, 5), 0.2);
        double r = l / width, share = (1.36603 * r) - (0.47719 * r * r) + (0.11116 * r * r * r);
        for (int i = 0; i < x.Length; i++)
        {
            double u = x[i] - centre;
            if (Math.Abs(u) < 60 * width)
            {
                double lorentzian = 2 / (Math.PI * width) / (1 + (4 * u * u / (width * width)));
                double gaussian = 2 / width * Math.Sqrt(Math.Log(2) / Math.PI) * Math.Exp(-4 * Math.Log(2) * u * u / (width * width));
                counts[i] += area * ((share * lorentzian) + ((1 - share) * gaussian));
            }
        }
    }

    /// <summary>With Poisson's noise from a seed, or without for seed 0.</summary>
    internal static Diffractogram Noisy(DiffractionAxis axis, double[] x, double[] counts, int seed, Radiation? radiation = null)
    {
        var random = new SeededRandom(seed + 1000);
        double[] measured = seed == 0 ? counts : [.. counts.Select(random.Poisson)];
        return new Diffractogram(axis, x, measured, [.. measured.Select(c => Math.Sqrt(Math.Max(c, 1)))]) { Radiation = radiation, Name = "made" };
    }

    /// <summary>U tan²θ + V tan θ + W and X/cos θ + Y tan θ of GSAS, in hundredths.</summary>
    internal static Func<double, (double Variance, double Lorentz)> Caglioti(double u, double v, double w, double x, double y) => angle =>
    {
        double t = Math.Tan(angle * Math.PI / 360), c = Math.Cos(angle * Math.PI / 360);
        return (1e-4 * ((u * t * t) + (v * t) + w), 1e-2 * ((x / c) + (y * t)));
    };

    internal static InstrumentProfile Instrument(double u, double v, double w, double x, double y, double axial = 0) =>
        new() { Radiation = Radiation.Monochromatic(Wavelength), U = u, V = v, W = w, X = x, Y = y, AxialDivergence = axial };
}
