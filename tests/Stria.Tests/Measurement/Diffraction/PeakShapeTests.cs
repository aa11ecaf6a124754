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
    [InlineData(5, 0.06)]
    [InlineData(10, 0.06)]
    [InlineData(30, 0.06)]
    [InlineData(150, 0.06)]
    [InlineData(60, 0)]
    public void Axial_divergence_follows_the_integral_of_Finger_Cox_and_Jephcoat(double twoTheta, double divergence)
    {
        var peak = new PseudoVoigt(4e-4, 0.01);
        double[] x = MadePatterns.Grid(twoTheta - 1.4, twoTheta + 0.4, 601), fast = new double[601], slow = new double[601];
        AxialKernel kernel = AxialKernel.At(twoTheta, divergence, peak.Width, stackalloc double[AxialKernel.Store]);
        for (int j = 0; j < kernel.Count; j++)
        {
            peak.Add(x, twoTheta + kernel[j].Offset, kernel[j].Weight, fast);
        }

        Slow(peak, twoTheta, divergence, x, slow);
        double top = slow.Max();
        for (int i = 0; i < x.Length; i++)
        {
            Assert.InRange(fast[i] - slow[i], -1e-4 * top, 1e-4 * top);
        }
    }

    [Theory]
    [InlineData(DiffractionAxis.TwoTheta, 0.03)]
    [InlineData(DiffractionAxis.TwoTheta, 0.004)]
    [InlineData(DiffractionAxis.TwoTheta, 0)]
    [InlineData(DiffractionAxis.MomentumTransfer, 0)]
    [InlineData(DiffractionAxis.Energy, 0)]
    [InlineData(DiffractionAxis.TwoTheta, 0, true)]
    [InlineData(DiffractionAxis.MomentumTransfer, 0, true)]
    public void Derivatives_are_those_of_the_model(DiffractionAxis axis, double divergence, bool isAnisotropic = false)
    {
        (PatternModel model, double[] intensities) = Started(axis, divergence, isAnisotropic);
        int[] all = [.. Enumerable.Range(0, model.Parameters.Count)];
        double[][] derivatives = [.. all.Select(_ => new double[model.Positions.Length])];
        model.AddDerivatives(intensities, all, derivatives);
        foreach (int k in all.Where(k => model.Parameters.Values[k] != 0))
        {
            double[] differences = Differences(model, intensities, k);
            double norm = Math.Sqrt(differences.Sum(d => d * d)), off = Math.Sqrt(differences.Zip(derivatives[k], (d, e) => (d - e) * (d - e)).Sum());
            Assert.True(norm > 0 && off < 1e-6 * norm, $"{model.Parameters.Names[k]}: {off / norm:g3}");
        }
    }

    [Fact]
    public void A_pattern_has_no_steps_where_points_enter_the_reach_of_a_peak_or_copies_become_more()
    {
        (PatternModel model, double[] intensities) = Started(DiffractionAxis.TwoTheta, 0.03);
        double[] before = Total(model, intensities, model.Positions.Length);
        double top = before.Max(), most = 0, least = double.PositiveInfinity;
        for (int step = 0; step < 60; step++)
        {
            model.Parameters.Values[FitParameters.W] *= 1.01;
            double[] after = Total(model, intensities, model.Positions.Length);
            double change = before.Zip(after, (b, a) => Math.Abs(a - b)).Max() / top;
            (most, least, before) = (Math.Max(most, change), Math.Min(least, change), after);
        }

        // A hundredth more of W moves every pattern by some thousandths of its height; a step would stand out.
        Assert.InRange(most, 1e-4, 6e-3);
        Assert.InRange(most / least, 1, 3);
    }

    // Every parameter at a value that matters; against q and energy without those that only angles have.
    private static (PatternModel Model, double[] Intensities) Started(DiffractionAxis axis, double divergence, bool isAnisotropic = false)
    {
        bool isAngle = axis == DiffractionAxis.TwoTheta;
        (double from, double to, double line) = axis switch { DiffractionAxis.TwoTheta => (8, 30, 17.2), DiffractionAxis.Energy => (55, 140, 90), _ => (1.2, 4.6, 2.9) };
        double[] x = MadePatterns.Grid(from, to, 900);
        var place = new PeakPlace(axis, axis == DiffractionAxis.Energy ? Math.Sin(2.29 * Math.PI / 360) : 1);
        var sets = new[] { ReflectionSet.Of(MadePatterns.Monoclinic with { AnisotropicStrain = isAnisotropic }, 1.35, 6) };
        var model = new PatternModel(x, place, isAngle ? Radiation.Doublet(0.7093, 0.7136) : Radiation.Monochromatic(1), sets, [new ForeignLine("Al", line, 1.5)]) { LeastVariance = axis == DiffractionAxis.MomentumTransfer ? 1e-10 : 1e-8 };
        double unit = axis switch { DiffractionAxis.TwoTheta => 1, DiffractionAxis.Energy => 4e-3, _ => 2e-3 };
        double[] start = isAngle
            ? [0.01, 0.02, 30, -10, 40, 8, 6, 1, divergence, 0.45]
            : [unit, 0, unit * unit, 0.1 * unit * unit, 30 * unit * unit, 5 * unit, unit, 0.5 * unit, 0, 0];
        start.CopyTo(model.Parameters.Values, 0);
        (model.Parameters.Values[model.Parameters.Size(0)], model.Parameters.Values[model.Parameters.Strain(0)]) = isAngle ? (3, 2) : (2 * unit, 0.5 * unit);
        for (int k = 0; k < sets[0].StrainTerms.Count; k++)
        {
            // 2 unit in all directions, and a tenth more or less in each term.
            model.Parameters.Values[model.Parameters.StrainTerm(0) + k] = 4 * unit * unit * sets[0].IsotropicStrain[k] * (1 + (k % 2 == 0 ? 0.1 : -0.1));
        }

        return (model, [.. Enumerable.Range(0, model.PeakCount).Select(i => 50.0 + (i % 7))]);
    }

    // Central differences of the fourth order.
    private static double[] Differences(PatternModel model, double[] intensities, int parameter)
    {
        double value = model.Parameters.Values[parameter];
        bool isCell = parameter >= model.Parameters.Cell(0) && parameter < model.Parameters.StrainTerm(0), isLine = parameter == model.Parameters.Line(0);
        double step = isCell || isLine ? 1e-5 * value : parameter == FitParameters.Zero ? 0.03 * value : 2e-3 * value;
        double[] At(double shift)
        {
            model.Parameters.Values[parameter] = value + shift;
            double[] total = Total(model, intensities, model.Positions.Length);
            model.Parameters.Values[parameter] = value;
            return total;
        }

        double[] up = At(step), down = At(-step), twiceUp = At(2 * step), twiceDown = At(-2 * step);
        return [.. up.Select((u, i) => ((8 * (u - down[i])) - (twiceUp[i] - twiceDown[i])) / (12 * step))];
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

    // D(2φ) of equation 13 in its own variable, H = S, on a grid that is finer towards the integrable edge at 2θ.
    private static void Slow(PseudoVoigt peak, double twoTheta, double divergence, double[] x, double[] total)
    {
        const int Count = 20000;
        double cos = Math.Cos(twoTheta * Math.PI / 180), end = Math.Acos(Math.Clamp(cos * Math.Sqrt(1 + (divergence * divergence)), -1, 1)) * 180 / Math.PI, sum = 0;
        var parts = new (double At, double Weight)[divergence == 0 ? 1 : Count];
        parts[0] = (twoTheta, 1);
        for (int i = 0; i < Count && divergence > 0; i++)
        {
            double t = (i + 0.5) / Count, phi = twoTheta + ((end - twoTheta) * t * t), c = Math.Cos(phi * Math.PI / 180), h = Math.Sqrt((c * c / (cos * cos)) - 1);
            parts[i] = (phi, t * (divergence - h) / (h * Math.Abs(c)));
        }

        sum = parts.Sum(p => p.Weight);
        foreach ((double at, double weight) in parts)
        {
            peak.Add(x, at, weight / sum, total);
        }
    }
}
