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

    [Theory]
    [InlineData("random")]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("ties")]
    [InlineData("organ pipe")]
    public void Quantiles_are_those_of_the_sorted_values_in_whatever_order_they_come(string order)
    {
        var random = new SeededRandom(7);
        foreach (int n in (int[])[1, 2, 17, 18, 1000, 20011, 70001])
        {
            double[] values = [.. Enumerable.Range(0, n).Select(i => order switch
            {
                "random" => random.Normal(),
                "ascending" => i,
                "descending" => -i,
                "ties" => random.Below(3),
                _ => Math.Min(i, n - i),
            })];
            double[] sorted = [.. values.Order()];
            foreach (double q in (double[])[0, 0.01, 0.25, 0.5, 0.77, 0.999, 1])
            {
                double at = q * (n - 1);
                int low = (int)at;
                double expected = low + 1 < n ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[^1];
                Assert.Equal(expected, Quantiles.Of(values, q));
            }
        }
    }

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(1)]
    public void Quantiles_of_an_image_are_exact_whatever_its_rows_and_ties(double q)
    {
        // Rows of 256: what is drawn at equal steps would all come from one column.
        var random = new SeededRandom(5);
        float[] image = [.. Enumerable.Range(0, 256 * 150).Select(i => (float)random.Poisson(i % 256 < 200 ? 30 : 900))];
        double[] sorted = [.. image.Order().Select(v => (double)v)];
        double at = q * (sorted.Length - 1), low = sorted[(int)at], high = sorted[Math.Min((int)at + 1, sorted.Length - 1)];
        Assert.Equal(low + ((at - (int)at) * (high - low)), Quantiles.Of(image, q), 1e-4);
        Assert.Equal(low + ((at - (int)at) * (high - low)), Quantiles.Of(sorted, q), 1e-9);
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
