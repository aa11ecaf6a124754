using Stria.Core;
using Stria.Measurement.Spectra;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Spectra;

public sealed class PeakFitTests
{
    private static readonly double[] Energies = [.. Enumerable.Range(0, 241).Select(i => 510 + (0.1 * i))];

    private static PeakModel Model(PeakShape shape, StepShape step = StepShape.ArcTangent) => new(
        [new PeakGuess("a", 515.4, 1) { Shape = shape }, new PeakGuess("b", 518.1, 1) { Shape = shape, Width_eV = 1.5 }], [new StepGuess("edge", 517.2, 1) { Shape = step, Width_eV = 0.9 }]) { Window_eV = (510, 534) };

    private static double Peak(PeakShape shape, double e, double at, double width, double height)
    {
        double x = (e - at) / width, g = Math.Exp(-4 * Math.Log(2) * x * x), l = 1 / (1 + (4 * x * x));
        return height * (shape == PeakShape.Gaussian ? g : shape == PeakShape.Lorentzian ? l : (g + l) / 2);
    }

    private static Spectrum Made(PeakShape shape, double noise = 0, int seed = 1)
    {
        var random = new SeededRandom(seed);
        return new Spectrum(Energies, [.. Energies.Select(e => 0.2 + (0.4 * (0.5 + (Math.Atan(2 * (e - 517) / 0.9) / Math.PI))) + Peak(shape, e, 515.6, 1.1, 0.5) + Peak(shape, e, 518.3, 1.8, 1.2) + (noise * random.Normal()))], "made");
    }

    [Theory]
    [InlineData(PeakShape.Gaussian)]
    [InlineData(PeakShape.Lorentzian)]
    [InlineData(PeakShape.PseudoVoigt)]
    public void Planted_peaks_and_step_come_back_exactly(PeakShape shape)
    {
        PeakFit fit = PeakFit.Of(Made(shape), Model(shape));
        Assert.True(fit.Converged);
        Assert.Equal([515.6, 518.3], fit.Peaks.Select(p => p.Position_eV.Value), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([1.1, 1.8], fit.Peaks.Select(p => p.Width_eV.Value), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal([0.5, 1.2], fit.Peaks.Select(p => p.Height.Value), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal((517, 0.4), (Math.Round(fit.Steps[0].Position_eV.Value, 3), Math.Round(fit.Steps[0].Height.Value, 3)));

        // The area is the integral of the curve, but for what lies beyond the window.
        double[] curve = fit.Peaks[0].Curve;
        double inside = curve.Sum() * 0.1;
        Assert.InRange(fit.Peaks[0].Area.Value / inside, 0.999, shape == PeakShape.Gaussian ? 1.001 : 1.08);
    }

    [Fact]
    public void Deviations_are_the_scatter_of_repeated_measurements()
    {
        // The step is held, as those of the edges are: free under a broad peak it trades places with it, and no curvature tells that.
        PeakModel held = Model(PeakShape.Gaussian) with { Steps = [new StepGuess("edge", 517, 0) { Width_eV = 0.9 }] };
        PeakFit[] fits = [.. Enumerable.Range(1, 120).Select(seed => PeakFit.Of(Made(PeakShape.Gaussian, 0.02, seed), held))];
        void Check(Func<FittedPeak, FittedNumber> of, int peak)
        {
            double mean = fits.Average(f => of(f.Peaks[peak]).Value), scatter = Math.Sqrt(fits.Average(f => Math.Pow(of(f.Peaks[peak]).Value - mean, 2)));
            Assert.InRange(fits.Average(f => of(f.Peaks[peak]).Deviation) / scatter, 0.8, 1.25);
        }

        for (int k = 0; k < 2; k++)
        {
            Check(p => p.Position_eV, k);
            Check(p => p.Width_eV, k);
            Check(p => p.Height, k);
            Check(p => p.Area, k);
        }

        Assert.Equal(0.02, fits.Average(f => f.ResidualDeviation), 0.001);
    }

    [Theory]
    [InlineData(PeakShape.Gaussian, StepShape.ArcTangent)]
    [InlineData(PeakShape.Lorentzian, StepShape.ErrorFunction)]
    [InlineData(PeakShape.PseudoVoigt, StepShape.ErrorFunction)]
    public void Derivatives_are_those_of_differences(PeakShape shape, StepShape step)
    {
        PeakModel model = Model(shape, step) with { LinearBackground = true };
        var problem = new PeakProblem(model, Energies, Made(shape).Values);
        double[] at = [.. problem.Start], residuals = new double[Energies.Length], up = new double[Energies.Length], down = new double[Energies.Length], jacobian = new double[Energies.Length * problem.ParameterCount];
        problem.Evaluate(at, residuals, jacobian);
        for (int k = 0; k < problem.ParameterCount; k++)
        {
            double[] above = [.. at], below = [.. at];
            (above[k], below[k]) = (at[k] + 1e-5, at[k] - 1e-5);
            problem.Evaluate(above, up, []);
            problem.Evaluate(below, down, []);
            Assert.All(Enumerable.Range(0, Energies.Length), i => Assert.Equal((up[i] - down[i]) / 2e-5, jacobian[(i * problem.ParameterCount) + k], 1e-6 * (1 + Math.Abs(jacobian[(i * problem.ParameterCount) + k]))));
            Assert.Contains(Enumerable.Range(0, Energies.Length), i => jacobian[(i * problem.ParameterCount) + k] != 0);
        }
    }

    [Fact]
    public void An_error_function_is_told_from_an_arctangent()
    {
        double a = 2 * Math.Sqrt(Math.Log(2));
        var erf = new Spectrum(Energies, [.. Energies.Select(e => 0.5 * (1 + Stria.Numerics.Expressions.ErrorFunction.Of(a * (e - 520) / 2)))], "step");
        PeakModel Of(StepShape shape) => new([], [new StepGuess("edge", 519.5, 2) { Shape = shape, Width_eV = 2 }]) { Window_eV = (510, 534) };
        PeakFit right = PeakFit.Of(erf, Of(StepShape.ErrorFunction)), wrong = PeakFit.Of(erf, Of(StepShape.ArcTangent));
        Assert.Equal(520, right.Steps[0].Position_eV.Value, 1e-6);
        Assert.True(right.ResidualDeviation < 1e-8 && wrong.ResidualDeviation > 0.01);
    }

    [Fact]
    public void What_is_held_stays_and_has_no_deviation()
    {
        PeakModel model = Model(PeakShape.Gaussian);
        PeakFit fit = PeakFit.Of(Made(PeakShape.Gaussian, 0.01), model with { Peaks = [model.Peaks[0] with { Position_eV = 515.5, Reach_eV = 0 }, model.Peaks[1] with { Width_eV = 1.8, Widths_eV = (1.8, 1.8) }] });
        Assert.Equal(new FittedNumber(515.5, 0), fit.Peaks[0].Position_eV);
        Assert.Equal(new FittedNumber(1.8, 0), fit.Peaks[1].Width_eV);
        Assert.False(fit.Peaks[0].AtLimit);
        Assert.True(fit.Peaks[0].Area.Deviation > 0);
    }

    [Fact]
    public void A_peak_beyond_its_reach_is_marked()
    {
        PeakModel model = Model(PeakShape.Gaussian);
        Assert.True(PeakFit.Of(Made(PeakShape.Gaussian), model with { Peaks = [model.Peaks[0] with { Position_eV = 514.6, Reach_eV = 0.3 }, model.Peaks[1]] }).Peaks[0].AtLimit);
    }

    [Theory]
    [InlineData(StepShape.ArcTangent)]
    [InlineData(StepShape.ErrorFunction)]
    public void The_peaks_of_model_vanadium_oxide_are_found_where_they_were_planted(StepShape steps)
    {
        foreach (double x in (double[])[0, 0.3, 0.9])
        {
            Spectrum spectrum = ModelSpectra.Standard(x).Spectrum;
            PeakFit fit = PeakFit.Of(spectrum, VanadiumPeaks.Model(VanadiumPeaks.MainPeak(spectrum)!.Value, steps));
            FittedPeak Of(string name) => fit.Peaks.Single(p => p.Name == name);
            // At 0.9 d_xy has lost two thirds of its height, and its neighbours share what is left of it.
            if (x < 0.5)
            {
                Assert.Equal(515.6 + (0.25 * x), Of("V L3 d_xy").Position_eV.Value, 0.25);
                Assert.Equal(518.35 - (0.45 * x), Of("V L3 d_xz/yz").Position_eV.Value, 0.12);
            }

            Assert.True(fit.ResidualDeviation < 0.03, $"{x}: {fit.ResidualDeviation}");
        }
    }

    [Fact]
    public void A_spectrum_of_another_range_has_no_vanadium_peaks() => Assert.Null(VanadiumPeaks.MainPeak(MadeEdge.Of("V K")));

    [Fact]
    public void Too_few_points_are_refused_with_their_number() =>
        Assert.Contains("too few for the", Assert.Throws<DataException>(() => PeakFit.Of(Made(PeakShape.Gaussian), Model(PeakShape.Gaussian) with { Window_eV = (515, 515.6) })).Message, StringComparison.Ordinal);
}
