using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Tests.Measurement.Spectra;

/// <summary>The figures of a fit, from fits written down by hand.</summary>
public sealed class CombinationFigureTests
{
    private static readonly double[] Data = [1, 2, 4, 3, 5, 7], Fitted = [1.1, 1.9, 4.2, 2.7, 5.1, 6.8];

    private static CombinationStandard Standard(string name, double? x) => new(new FormedSpectrum(new Spectrum([500, 501], [0, 1], name), null)) { Composition = x };

    private static CombinationFit Fit(double[] weights, double?[] compositions, double[] data, double[] fitted) =>
        new([.. compositions.Select((x, k) => Standard($"s{k}", x))], weights)
        {
            Deviations = new double[weights.Length],
            Intervals = [],
            AtBound = new bool[weights.Length],
            Shifts_eV = new double[weights.Length],
            ShiftDeviations_eV = new double[weights.Length],
            Background = [],
            PhotonEnergies_eV = [.. data.Select((_, i) => 500.0 + i)],
            Data = data,
            Fitted = fitted,
            Parts = [],
            ChiSquare = data.Zip(fitted, (d, f) => (d - f) * (d - f)).Sum(),
            ParameterCount = 2,
            NoiseIsKnown = false,
        };

    private static CombinationFit Plain(double[] data, double[] fitted) => Fit([0.5, 0.5], [0, 1], data, fitted);

    [Fact]
    public void The_composition_is_the_weighted_mean_whatever_the_scale_of_the_weights()
    {
        Assert.Equal(0.75, Fit([1, 3], [0, 1], Data, Fitted).Composition!.Value, 1e-14);
        Assert.Equal(0.75, Fit([0.1, 0.3], [0, 1], Data, Fitted).Composition!.Value, 1e-14);
        Assert.Equal(0.4, Fit([0.2, 0.5], [0.4, 0.4], Data, Fitted).Composition!.Value, 1e-14);
    }

    [Fact]
    public void Without_the_composition_of_every_standard_there_is_none()
    {
        CombinationFit fit = Fit([0.5, 0.5], [0.1, null], Data, Fitted);
        Assert.Null(fit.Composition);
        Assert.Null(fit.CompositionDeviation);
        Assert.Null(Fit([0, 0], [0.1, 0.2], Data, Fitted).Composition);
    }

    [Fact]
    public void Independent_weights_add_their_variances_to_that_of_the_composition()
    {
        CombinationFit fit = Plain(Data, Fitted) with { WeightCovariance = new double[,] { { 0.04, 0 }, { 0, 0.04 } } };
        Assert.Equal(Math.Sqrt(0.02), fit.CompositionDeviation!.Value, 1e-14);
    }

    [Fact]
    public void Weights_that_err_together_do_not_move_the_composition()
    {
        CombinationFit fit = Plain(Data, Fitted) with { WeightCovariance = new double[,] { { 0.04, 0.04 }, { 0.04, 0.04 } } };
        Assert.Equal(0, fit.CompositionDeviation!.Value, 1e-12);
    }

    [Fact]
    public void Weights_of_a_fixed_sum_have_the_composition_error_of_one_of_them_times_the_step()
    {
        CombinationFit fit = Fit([0.3, 0.7], [0.2, 0.8], Data, Fitted) with { WeightCovariance = new double[,] { { 0.01, -0.01 }, { -0.01, 0.01 } } };
        Assert.Equal(0.1 * 0.6, fit.CompositionDeviation!.Value, 1e-12);
    }

    [Fact]
    public void Both_R_factors_are_blind_to_the_unit_and_the_second_to_an_offset_too()
    {
        CombinationFit one = Plain(Data, Fitted);
        CombinationFit scaled = Plain([.. Data.Select(d => 3 * d)], [.. Fitted.Select(f => 3 * f)]), raised = Plain([.. Data.Select(d => d + 10)], [.. Fitted.Select(f => f + 10)]);
        Assert.Equal(one.RFactor, scaled.RFactor, 1e-12);
        Assert.Equal(one.RFactorAboutMean, scaled.RFactorAboutMean, 1e-12);
        Assert.Equal(one.RFactorAboutMean, raised.RFactorAboutMean, 1e-12);
        Assert.True(raised.RFactor < one.RFactor);
        Assert.True(one.RFactorAboutMean > one.RFactor);
    }

    [Fact]
    public void With_known_noise_the_criteria_begin_with_chi_square()
    {
        CombinationFit fit = Plain(Data, Fitted) with { NoiseIsKnown = true, ChiSquare = 12 };
        Assert.Equal(12 + (3 * Math.Log(6)), fit.Bayes, 1e-12);
        Assert.Equal(12 + 6 + (2.0 * 3 * 4 / 2), fit.Akaike, 1e-12);
        Assert.Equal(12.0 / 4, fit.ReducedChiSquare, 1e-14);
    }

    [Fact]
    public void A_parameter_more_that_changes_nothing_makes_every_figure_but_R_worse()
    {
        CombinationFit few = Plain(Data, Fitted), many = few with { ParameterCount = 3 };
        Assert.Equal(few.RFactor, many.RFactor);
        Assert.True(many.ReducedChiSquare > few.ReducedChiSquare);
        Assert.True(many.Bayes > few.Bayes);
        Assert.True(many.Akaike > few.Akaike);
        Assert.Equal(many.ChiSquare, (many with { ParameterCount = 9 }).ReducedChiSquare);
    }

    [Fact]
    public void The_figure_of_a_rank_is_that_of_its_name()
    {
        CombinationFit fit = Plain(Data, Fitted);
        Assert.Equal(fit.RFactor, CombinationSearch.Figure(fit, CombinationRank.RFactor));
        Assert.Equal(fit.Akaike, CombinationSearch.Figure(fit, CombinationRank.Akaike));
        Assert.Equal(fit.Bayes, CombinationSearch.Figure(fit, CombinationRank.Bayes));
        Assert.Equal(fit.ReducedChiSquare, CombinationSearch.Figure(fit, CombinationRank.ReducedChiSquare));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void All_sizes_together_are_all_subsets_but_the_empty_one(int standards) =>
        Assert.Equal(Math.Pow(2, standards) - 1, CombinationSearch.Count(standards, 0, (1, standards)));

    [Fact]
    public void Where_all_standards_are_required_there_is_one_combination_and_none_below_their_number()
    {
        Assert.Equal(1.0, CombinationSearch.Count(5, 5, (1, 5)));
        Assert.Equal(0.0, CombinationSearch.Count(5, 3, (1, 2)));
        Assert.Equal(CombinationSearch.Count(9, 0, (3, 3)), CombinationSearch.Count(9, 0, (6, 6)));
    }

    [Fact]
    public void More_required_standards_than_a_combination_may_have_are_refused()
    {
        CombinationStandard[] standards = [.. Enumerable.Range(0, 4).Select(k => MadeEdge.Standard($"s{k}", 5462 + (2 * k), 0.5) with { IsRequired = k < 3 })];
        var spectrum = new FormedSpectrum(MadeEdge.Of("made"), null);
        string message = Assert.Throws<DataException>(() => CombinationSearch.Rank(spectrum, standards, new CombinationSearchOptions { Most = 2 }, new CombinationOptions())).Message;
        Assert.Contains("there are 0 combinations of 1 to 2 out of 4 standards, 3 of them required", message, StringComparison.Ordinal);
    }
}
