using Stria.Core;
using Stria.Measurement.Spectra;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Spectra;

public sealed class LinearCombinationTests
{
    private static readonly CombinationStandard A = MadeEdge.Standard("a", 5463, 0.2, 0.1), B = MadeEdge.Standard("b", 5466, 0.7, 0.3), C = MadeEdge.Standard("c", 5468, 0.4, 0.9);
    private static readonly CombinationOptions Window = new() { Windows_eV = [(5445, 5510)] };

    private static Spectrum Spectrum(CombinationStandard s) => s.Form.Values;

    private static FormedSpectrum Data(double wa, double wb, double wc, double noise = 0, int seed = 1, Func<double, double>? beside = null)
    {
        var random = new SeededRandom(seed);
        Spectrum exact = MadeEdge.Mix("mixture", (wa, Spectrum(A)), (wb, Spectrum(B)), (wc, Spectrum(C)));
        return new FormedSpectrum(new Spectrum(exact.PhotonEnergies_eV, [.. exact.Values.Select((v, i) => v + (noise * random.Normal()) + (beside?.Invoke(exact.PhotonEnergies_eV[i]) ?? 0))], "mixture"), null);
    }

    [Fact]
    public void Planted_weights_come_back_exactly_without_noise()
    {
        CombinationFit fit = LinearCombination.Fit(Data(0.2, 0.5, 0.3), [A, B, C], Window);
        Assert.Equal(new[] { 0.2, 0.5, 0.3 }, fit.Weights, (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.True(fit.RFactor < 1e-20);
        Assert.Equal((0.2 * 0.1) + (0.5 * 0.3) + (0.3 * 0.9), fit.Composition!.Value, 1e-9);
        Assert.All(fit.PhotonEnergies_eV, e => Assert.InRange(e, 5445, 5510));
        Assert.All(Enumerable.Range(0, fit.Data.Length), i => Assert.Equal(fit.Fitted[i], fit.Parts.Sum(p => p[i]), 1e-12));
    }

    [Fact]
    public void Deviations_are_the_scatter_of_repeated_measurements_that_of_the_last_weight_too()
    {
        CombinationFit[] fits = [.. Enumerable.Range(1, 150).Select(seed => LinearCombination.Fit(Data(0.3, 0.4, 0.3, 0.01, seed), [A, B, C], Window with { WithIntervals = false }))];
        for (int k = 0; k < 3; k++)
        {
            double mean = fits.Average(f => f.Weights[k]), scatter = Math.Sqrt(fits.Average(f => Math.Pow(f.Weights[k] - mean, 2)));
            Assert.InRange(fits.Average(f => f.Deviations[k]) / scatter, 0.85, 1.18);
        }

        double x = fits.Average(f => f.Composition!.Value), ofX = Math.Sqrt(fits.Average(f => Math.Pow(f.Composition!.Value - x, 2)));
        Assert.InRange(fits.Average(f => f.CompositionDeviation!.Value) / ofX, 0.85, 1.18);
    }

    [Fact]
    public void Away_from_bounds_the_interval_is_the_deviation_to_either_side()
    {
        CombinationFit fit = LinearCombination.Fit(Data(0.3, 0.4, 0.3, 0.01), [A, B, C], Window);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(fit.Weights[k] - fit.Deviations[k], fit.Intervals[k].Low, 1e-6);
            Assert.Equal(fit.Weights[k] + fit.Deviations[k], fit.Intervals[k].High, 1e-6);
        }
    }

    [Fact]
    public void At_a_bound_the_interval_begins_there_and_goes_inwards()
    {
        int atBound = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            CombinationFit fit = LinearCombination.Fit(Data(0.6, 0.4, 0, 0.02, seed), [A, B, C], Window);
            (double low, double high) = fit.Intervals[2];
            Assert.InRange(low, 0, fit.Weights[2]);
            Assert.True(high > fit.Weights[2], "the interval reaches above the bound");
            atBound += fit.AtBound[2] ? 1 : 0;
            Assert.True(!fit.AtBound[2] || (fit.Weights[2] == 0 && low == 0 && high < 3 * fit.Deviations[2]));
        }

        Assert.InRange(atBound, 2, 10); // a true zero is found at its bound about every other time
    }

    [Theory]
    [InlineData(1.37)]
    [InlineData(-2.6)]
    public void A_common_shift_is_found_with_its_deviation_from_anywhere_in_its_range(double shift)
    {
        Spectrum moved = MadeEdge.Mix("moved", (0.35, MadeEdge.Of("a", 5463, 0.2, shift)), (0.65, MadeEdge.Of("b", 5466, 0.7, shift)));
        var random = new SeededRandom(4);
        var data = new FormedSpectrum(new Spectrum(moved.PhotonEnergies_eV, [.. moved.Values.Select(v => v + (0.004 * random.Normal()))], "moved"), null);
        CombinationFit fit = LinearCombination.Fit(data, [A, B], Window with { Shift = ShiftChoice.Shared });
        Assert.Equal(shift, fit.Shifts_eV[0], 0.05);
        Assert.InRange(Math.Abs(fit.Shifts_eV[0] - shift), 0, 4 * fit.ShiftDeviations_eV[0]);
        Assert.InRange(Math.Abs(fit.Weights[0] - 0.35), 0, 4 * fit.Deviations[0]);
        Assert.Equal(fit.Shifts_eV[0], fit.Shifts_eV[1]);
        Assert.NotEqual(0.35, LinearCombination.Fit(data, [A, B], Window).Weights[0], 0.05);
    }

    [Fact]
    public void Each_standard_may_have_its_own_shift()
    {
        Spectrum moved = MadeEdge.Mix("moved", (0.45, MadeEdge.Of("a", 5463, 0.2, 0.6)), (0.55, MadeEdge.Of("b", 5466, 0.7, -0.4)));
        CombinationFit fit = LinearCombination.Fit(new FormedSpectrum(moved, null), [A, B], Window with { Shift = ShiftChoice.Each });
        Assert.Equal(0.6, fit.Shifts_eV[0], 0.02);
        Assert.Equal(-0.4, fit.Shifts_eV[1], 0.02);
        Assert.Equal(0.45, fit.Weights[0], 0.005);
        Assert.Equal(1 + 2, fit.ParameterCount);
    }

    [Fact]
    public void A_known_shift_is_taken_and_not_fitted()
    {
        Spectrum moved = MadeEdge.Mix("moved", (0.5, MadeEdge.Of("a", 5463, 0.2, 0.8)), (0.5, MadeEdge.Of("b", 5466, 0.7, 0.8)));
        CombinationFit fit = LinearCombination.Fit(new FormedSpectrum(moved, null), [A, B], Window with { KnownShift_eV = 0.8 });
        Assert.Equal(0.5, fit.Weights[0], 1e-3);
        Assert.All(fit.ShiftDeviations_eV, d => Assert.Equal(double.NaN, d));
    }

    [Theory]
    [InlineData(CombinationBackground.Constant, 0.05, 0)]
    [InlineData(CombinationBackground.Linear, 0.05, 0.0012)]
    public void A_background_beside_the_standards_is_found(CombinationBackground kind, double constant, double slope)
    {
        FormedSpectrum data = Data(0.7, 0.9, 0, beside: e => constant + (slope * (e - 5445)));
        CombinationFit fit = LinearCombination.Fit(data, [A, B], Window with { SumToOne = false, Background = kind });
        Assert.Equal(0.7, fit.Weights[0], 1e-8);
        Assert.Equal(constant, fit.Background[0], 1e-8);
        Assert.Equal(1.6, fit.Sum, 1e-8);
    }

    [Fact]
    public void A_line_that_begins_at_the_edge_is_found()
    {
        FormedSpectrum data = Data(0.5, 0.5, 0, beside: e => 0.002 * Math.Max(0, e - 5465));
        CombinationFit fit = LinearCombination.Fit(data, [A, B], Window with { Background = CombinationBackground.LinearAboveEdge, E0_eV = 5465 });
        Assert.Equal(0.002, fit.Background[0], 1e-9);
    }

    [Fact]
    public void Both_definitions_of_R_and_the_criteria_are_what_they_say()
    {
        CombinationFit fit = LinearCombination.Fit(Data(0.5, 0.2, 0.3, 0.02), [A, B], Window);
        double[] r = fit.Residuals, d = fit.Data;
        double squares = r.Sum(v => v * v);
        Assert.Equal(squares / d.Sum(v => v * v), fit.RFactor, 1e-14);
        Assert.Equal(squares / d.Sum(v => Math.Pow(v - d.Average(), 2)), fit.RFactorAboutMean, 1e-14);
        Assert.Equal(squares / (d.Length - 1), fit.ReducedChiSquare, 1e-14);
        Assert.False(fit.NoiseIsKnown);
        Assert.Equal((d.Length * Math.Log(squares / d.Length)) + (2 * Math.Log(d.Length)), fit.Bayes, 1e-9);
        Assert.Equal((d.Length * Math.Log(squares / d.Length)) + 4 + (12.0 / (d.Length - 3)), fit.Akaike, 1e-9);
    }

    [Fact]
    public void With_known_noise_the_reduced_chi_square_is_one_for_a_true_model()
    {
        double[] own = [.. MadeEdge.Energies.Select(_ => 0.01)];
        FormedSpectrum data = Data(0.5, 0.5, 0, 0.01) with { StandardDeviation = own };
        CombinationFit byFile = LinearCombination.Fit(data, [A, B], Window), byHand = LinearCombination.Fit(data with { StandardDeviation = null }, [A, B], Window with { Noise = 0.01 });
        Assert.InRange(byFile.ReducedChiSquare, 0.8, 1.2);
        Assert.True(byFile.NoiseIsKnown);
        Assert.Equal(byFile.ReducedChiSquare, byHand.ReducedChiSquare, 1e-9);
    }

    [Fact]
    public void The_derivative_gives_the_same_weights()
    {
        FormedSpectrum Slope(Spectrum s) => FormedSpectrum.Of(s, SpectrumForm.Derivative, null);
        CombinationFit fit = LinearCombination.Fit(Slope(Data(0.4, 0.6, 0).Values), [new CombinationStandard(Slope(Spectrum(A))), new CombinationStandard(Slope(Spectrum(B)))], Window);
        Assert.Equal(0.4, fit.Weights[0], 1e-6);
    }

    [Fact]
    public void Windows_that_hold_nothing_are_refused_with_names()
    {
        string message = Assert.Throws<DataException>(() => LinearCombination.Fit(Data(1, 0, 0), [A, B], new CombinationOptions { Windows_eV = [(100, 200)] })).Message;
        Assert.Contains("'mixture'", message, StringComparison.Ordinal);
        Assert.Contains("'a', 'b'", message, StringComparison.Ordinal);
    }
}
