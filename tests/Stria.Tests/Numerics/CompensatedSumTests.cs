using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics;

/// <summary>Sums that carry their rounding: exact cases and invariances.</summary>
public sealed class CompensatedSumTests
{
    [Fact]
    public void A_sum_of_nothing_is_zero()
    {
        double[] none = [];
        Assert.Equal(0.0, CompensatedSum.Of(none));
        Assert.Equal(0.0, CompensatedSum.Of(none, none));
    }

    [Theory]
    [InlineData(1.0, 1e16, -1e16)]
    [InlineData(1e16, 1.0, -1e16)]
    [InlineData(1e16, -1e16, 1.0)]
    [InlineData(-1e16, 1.0, 1e16)]
    public void What_large_terms_swallow_comes_back_in_any_order(double a, double b, double c)
    {
        double[] terms = [a, b, c];
        Assert.Equal(1.0, CompensatedSum.Of(terms));
    }

    [Fact]
    public void Ten_tenths_are_one_although_a_plain_sum_falls_short()
    {
        double[] tenths = [.. Enumerable.Repeat(0.1, 10)];
        double plain = 0;
        foreach (double tenth in tenths)
        {
            plain += tenth;
        }

        Assert.NotEqual(1.0, plain);
        Assert.Equal(1.0, CompensatedSum.Of(tenths));
    }

    [Fact]
    public void The_rounding_of_a_product_is_part_of_the_sum()
    {
        // The double next to 0.1 is above it by 5.55e-18; ten of it exceed one by 2⁻⁵⁴, which a rounded product loses.
        double[] weights = [0.1, -1], values = [10, 1];
        Assert.Equal(Math.ScaleB(1, -54), CompensatedSum.Of(weights, values));
    }

    [Fact]
    public void Weights_of_one_change_nothing()
    {
        double[] values = Waves(50), ones = [.. Enumerable.Repeat(1.0, 50)];
        Assert.Equal(CompensatedSum.Of(values), CompensatedSum.Of(ones, values));
        Assert.Equal(CompensatedSum.Of(values), CompensatedSum.Of(values, ones));
    }

    [Fact]
    public void Signs_and_powers_of_two_pass_through_exactly()
    {
        double[] values = Waves(37);
        double sum = CompensatedSum.Of(values);
        Assert.NotEqual(0.0, sum);
        Assert.Equal(-sum, CompensatedSum.Of(values.Select(v => -v).ToArray()));
        Assert.Equal(8 * sum, CompensatedSum.Of(values.Select(v => 8 * v).ToArray()));
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused_with_both_lengths()
    {
        double[] two = [1, 2], one = [1];
        Assert.Contains("2 weights for 1 values.", Assert.Throws<ArgumentException>(() => CompensatedSum.Of(two, one)).Message, StringComparison.Ordinal);
        Assert.Contains("1 weights for 2 values.", Assert.Throws<ArgumentException>(() => CompensatedSum.Of(one, two)).Message, StringComparison.Ordinal);
    }

    private static double[] Waves(int count) => [.. Enumerable.Range(1, count).Select(i => Math.Sin(i) / i)];
}
