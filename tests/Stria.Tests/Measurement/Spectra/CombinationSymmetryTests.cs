using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Tests.Measurement.Spectra;

/// <summary>What a linear combination must not depend on, and which points it compares.</summary>
public sealed class CombinationSymmetryTests
{
    private static readonly CombinationStandard A = MadeEdge.Standard("a", 5463, 0.2), B = MadeEdge.Standard("b", 5466, 0.7), C = MadeEdge.Standard("c", 5468, 0.4);
    private static readonly CombinationOptions Free = new() { Windows_eV = [(5445, 5510)], SumToOne = false, WithIntervals = false };

    private static FormedSpectrum Data(double factor) => new(
        MadeEdge.Mix("mixture", (0.8 * factor, A.Form.Values), (0.2 * factor, B.Form.Values), (0.05 * factor, MadeEdge.Of("foreign", 5472, 0.9))), null);

    private static CombinationStandard Flat(int points) =>
        new(new FormedSpectrum(new Spectrum([.. Enumerable.Range(0, points).Select(i => 500.0 + i)], [.. Enumerable.Range(0, points).Select(i => (double)i)], "flat"), null));

    [Fact]
    public void Free_weights_are_proportional_to_the_spectrum()
    {
        CombinationFit one = LinearCombination.Fit(Data(1), [A, B], Free), four = LinearCombination.Fit(Data(4), [A, B], Free);
        Assert.All(one.Weights.Zip(four.Weights), w => Assert.Equal(4 * w.First, w.Second, 1e-9));
        Assert.All(one.Deviations.Zip(four.Deviations), d => Assert.Equal(4 * d.First, d.Second, 1e-9));
        Assert.Equal(one.RFactor, four.RFactor, 1e-9);
    }

    [Fact]
    public void The_order_of_the_standards_does_not_matter()
    {
        CombinationOptions one = Free with { SumToOne = true };
        CombinationFit forth = LinearCombination.Fit(Data(1), [A, B, C], one), back = LinearCombination.Fit(Data(1), [C, B, A], one);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(forth.Weights[k], back.Weights[2 - k], 1e-8);
            Assert.Equal(forth.Deviations[k], back.Deviations[2 - k], 1e-8);
        }
    }

    [Fact]
    public void A_single_standard_of_sum_one_has_the_weight_one_without_error()
    {
        CombinationFit fit = LinearCombination.Fit(Data(1), [A], Free with { SumToOne = true, WithIntervals = true });
        Assert.Equal(1, fit.Weights[0], 1e-12);
        Assert.Equal(0, fit.Deviations[0], 1e-12);
        Assert.Equal(1, fit.Intervals[0].Low, 1e-9);
        Assert.Equal(1, fit.Intervals[0].High, 1e-9);
        Assert.Equal(0, fit.ParameterCount);
    }

    [Fact]
    public void A_weight_is_held_at_its_largest_value_and_the_other_takes_the_rest()
    {
        CombinationFit fit = LinearCombination.Fit(Data(1), [A, B], Free with { SumToOne = true, LargestWeight = 0.6 });
        Assert.Equal(0.6, fit.Weights[0], 1e-12);
        Assert.Equal(0.4, fit.Weights[1], 1e-12);
        Assert.Equal(new[] { true, false }, fit.AtBound);
    }

    [Fact]
    public void Deviations_grow_with_a_known_noise_and_the_weights_stay()
    {
        CombinationFit quiet = LinearCombination.Fit(Data(1), [A, B], Free with { Noise = 10 }), loud = LinearCombination.Fit(Data(1), [A, B], Free with { Noise = 30 });
        Assert.True(quiet.ReducedChiSquare < 1);
        Assert.All(quiet.Deviations.Zip(loud.Deviations), d => Assert.Equal(3 * d.First, d.Second, 1e-6));
        Assert.All(quiet.Weights.Zip(loud.Weights), w => Assert.Equal(w.First, w.Second, 1e-9));
        Assert.Equal(quiet.ChiSquare / 9, loud.ChiSquare, 1e-12);
    }

    [Fact]
    public void Points_outside_the_standards_are_left_out_and_a_known_shift_moves_them()
    {
        Spectrum spectrum = Flat(21).Form.Values;
        CombinationStandard[] standards = [Flat(15), Flat(11)];
        Assert.Equal(Enumerable.Range(0, 11), LinearCombination.UsedPoints(spectrum, standards, new CombinationOptions()));
        Assert.Equal(Enumerable.Range(2, 11), LinearCombination.UsedPoints(spectrum, standards, new CombinationOptions { KnownShift_eV = 2 }));
    }

    [Fact]
    public void Where_shifts_are_looked_for_their_range_is_kept_free_at_both_ends()
    {
        var options = new CombinationOptions { Shift = ShiftChoice.Shared, ShiftRange_eV = 3 };
        Assert.Equal([3, 4, 5, 6, 7], LinearCombination.UsedPoints(Flat(21).Form.Values, [Flat(11)], options));
    }

    [Fact]
    public void Windows_are_joined_their_ends_count_and_values_that_are_no_numbers_do_not()
    {
        double[] values = [.. Enumerable.Range(0, 21).Select(i => i == 4 ? double.NaN : i)];
        var spectrum = new Spectrum(Flat(21).Form.Values.PhotonEnergies_eV, values, "gap");
        var options = new CombinationOptions { Windows_eV = [(503, 505), (509, 510)] };
        Assert.Equal([3, 5, 9, 10], LinearCombination.UsedPoints(spectrum, [Flat(21)], options));
    }
}
