using Stria.Core;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class PeakShapeTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.25, 0.4)]
    [InlineData(0.01, 1)]
    public void A_peak_has_unit_area(double variance, double lorentz)
    {
        double[] x = MadePatterns.Grid(-400, 400, 160001), y = new double[x.Length];
        new PseudoVoigt(variance, lorentz).Add(x, 0.1, 1, y);
        Assert.InRange(y.Sum() * (x[1] - x[0]), 0.9985, 1.0001);
    }

    [Fact]
    public void Width_and_share_agree_with_a_true_Voigt_profile()
    {
        // Olivero and Longbothum: the width of a Voigt function to 0.02 %.
        const double Gauss = 1.0, Lorentz = 0.6;
        var peak = new PseudoVoigt(Gauss * Gauss / (8 * Math.Log(2)), Lorentz);
        double voigt = (0.5346 * Lorentz) + Math.Sqrt((0.2166 * Lorentz * Lorentz) + (Gauss * Gauss));
        Assert.InRange(peak.Width / voigt, 0.995, 1.005);
        Assert.InRange(new PseudoVoigt(0.1, 0).Share, 0, 1e-12);
        Assert.InRange(new PseudoVoigt(1e-12, 1).Share, 0.999, 1.001);
    }

    [Theory]
    [InlineData(10, 0.06)]
    [InlineData(30, 0.06)]
    [InlineData(150, 0.06)]
    [InlineData(60, 0)]
    public void Axial_divergence_follows_the_integral_of_Finger_Cox_and_Jephcoat(double twoTheta, double divergence)
    {
        var peak = new PseudoVoigt(4e-4, 0.01);
        double[] x = MadePatterns.Grid(twoTheta - 0.8, twoTheta + 0.4, 601), fast = new double[601], slow = new double[601];
        AxialKernel kernel = AxialKernel.At(twoTheta, divergence, peak.Width, stackalloc double[AxialKernel.Store]);
        for (int j = 0; j < kernel.Count; j++)
        {
            peak.Add(x, twoTheta + kernel[j].Offset, kernel[j].Weight, fast);
        }

        Slow(peak, twoTheta, divergence, x, slow);
        double top = slow.Max();
        for (int i = 0; i < x.Length; i++)
        {
            Assert.InRange(fast[i] - slow[i], -0.01 * top, 0.01 * top);
        }
    }

    [Fact]
    public void Intensities_satisfy_the_conditions_of_Kuhn_and_Tucker()
    {
        double[] x = MadePatterns.Grid(5, 30, 800), counts = [.. x.Select((v, i) => 100 + (20 * Math.Sin(0.9 * v)) + (8 * Math.Sin(7.3 * i)))], weights = [.. counts.Select(c => 1 / c)];
        double[][] background = BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 3 }, x);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Radiation.Monochromatic(0.7), [ReflectionSet.Of(MadePatterns.Monoclinic, 1.4, 7)], []) { LeastVariance = 1e-8 };
        (model.Parameters.Values[FitParameters.W], model.Parameters.Values[FitParameters.X]) = (60, 8);
        model.Build();
        var solver = new IntensitySolver(counts, weights, background);
        solver.Solve(model.Columns);
        double[] model0 = Total(model, solver.Intensities, x.Length);
        Assert.Contains(solver.Intensities, i => i == 0);
        Assert.All(solver.Intensities, i => Assert.True(i >= 0));
        double[] residuals = [.. x.Select((_, i) => counts[i] - model0[i] - Enumerable.Range(0, 3).Sum(k => solver.Background[k] * background[k][i]))];
        for (int peak = 0; peak < model.PeakCount; peak++)
        {
            double gradient = 0, scale = 0;
            for (int i = model.Columns.First(peak); i < model.Columns.End(peak); i++)
            {
                double value = model.Columns.Values(peak)[i - model.Columns.First(peak)];
                gradient += value * weights[i] * residuals[i];
                scale += value * weights[i] * counts[i];
            }

            Assert.InRange(gradient / Math.Max(scale, 1e-12), solver.Intensities[peak] > 0 ? -1e-5 : double.NegativeInfinity, 1e-5);
        }
    }

    private static double[] Total(PatternModel model, double[] intensities, int points)
    {
        model.Build();
        var total = new double[points];
        for (int peak = 0; peak < model.PeakCount; peak++)
        {
            for (int i = model.Columns.First(peak); i < model.Columns.End(peak); i++)
            {
                total[i] += intensities[peak] * model.Columns.Values(peak)[i - model.Columns.First(peak)];
            }
        }

        return total;
    }

    // D(2φ) of equation 13 in its own variable, H = S, on a fine grid that avoids the integrable edge.
    private static void Slow(PseudoVoigt peak, double twoTheta, double divergence, double[] x, double[] total)
    {
        const int Count = 20000;
        double cos = Math.Cos(twoTheta * Math.PI / 180), end = Math.Acos(Math.Clamp(cos * Math.Sqrt(1 + (divergence * divergence)), -1, 1)) * 180 / Math.PI, sum = 0;
        var parts = new (double At, double Weight)[divergence == 0 ? 1 : Count];
        parts[0] = (twoTheta, 1);
        for (int i = 0; i < Count && divergence > 0; i++)
        {
            double phi = end + ((twoTheta - end) * (i + 0.5) / Count), c = Math.Cos(phi * Math.PI / 180), h = Math.Sqrt((c * c / (cos * cos)) - 1);
            parts[i] = (phi, (divergence - h) / (h * Math.Abs(c)));
        }

        sum = parts.Sum(p => p.Weight);
        foreach ((double at, double weight) in parts)
        {
            peak.Add(x, at, weight / sum, total);
        }
    }
}
