using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 0.5, 2)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 0.5, 2.5)]
    [InlineData(new double[] { 0, 10 }, 0.25, 2.5)]
    [InlineData(new double[] { 5, 1, 9 }, 0, 1)]
    [InlineData(new double[] { 5, 1, 9 }, 1, 9)]
    [InlineData(new double[] { 7 }, 0.3, 7)]
    [InlineData(new double[] { double.NaN, 3, double.PositiveInfinity, 1, double.NegativeInfinity, 2 }, 0.5, 2)]
    public void Quantiles_interpolate_between_the_sorted_finite_values(double[] values, double q, double expected)
    {
        Assert.Equal(expected, Quantiles.Of(values, q), 1e-15);
        Assert.Equal(expected, Quantiles.Of([.. values.Select(v => (float)v)], q), 1e-6);
    }

    [Fact]
    public void Nothing_finite_has_no_quantile()
    {
        Assert.True(double.IsNaN(Quantiles.Median([double.NaN])));
        Assert.True(double.IsNaN(Quantiles.Median(ReadOnlySpan<float>.Empty)));
        Assert.True(double.IsNaN(Quantiles.RobustDeviation([double.NaN, double.NaN])));
    }

    [Fact]
    public void The_values_given_keep_their_order()
    {
        double[] values = [3, 1, 2];
        Quantiles.Median(values);
        Quantiles.RobustDeviation(values);
        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void The_robust_deviation_is_that_of_normal_numbers_and_does_not_follow_outliers()
    {
        var random = new SeededRandom(31);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => 5 + (2 * random.Normal()))];
        Assert.Equal(2, Quantiles.RobustDeviation(values), 0.03);
        Array.Fill(values, 1e6, 0, 5000);
        Assert.InRange(Quantiles.RobustDeviation(values), 2, 2.3);
    }

    [Fact]
    public void The_median_absolute_deviation_is_that_worked_out_by_hand() =>
        Assert.Equal(1.4826 * 1, Quantiles.RobustDeviation([1, 2, 3, 4, 100]), 1e-14);
}
