using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class DominantPeriodTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.731)]
    [InlineData(1.9)]
    public void The_period_of_a_wave_on_a_slope_is_found_to_one_percent(double period)
    {
        double[] wave = [.. Enumerable.Range(0, 400).Select(i => 3 + (0.2 * i * 0.025) + Math.Sin((2 * Math.PI * i * 0.025 / period) + 0.7))];
        DominantPeriod found = DominantPeriod.Of([wave], 0.025);
        Assert.Equal(period, found.Peak, 0.01 * period);
        Assert.Equal(period, found.Mean, 0.03 * period);
        Assert.True(double.IsNaN(found.Spread));
    }

    [Fact]
    public void Scaling_lengths_scales_periods()
    {
        var random = new SeededRandom(4);
        double[] noise = [.. Enumerable.Range(0, 128).Select(_ => random.Normal())];
        DominantPeriod one = DominantPeriod.Of([noise], 1), nano = DominantPeriod.Of([noise], 1e-9);
        Assert.Equal(one.Peak * 1e-9, nano.Peak, 1e-17);
        Assert.Equal(one.Mean * 1e-9, nano.Mean, 1e-17);
    }

    [Fact]
    public void Lines_of_different_periods_have_a_spread_and_the_mean_lies_between()
    {
        double[][] lines = [.. new[] { 0.5, 0.6, 0.7 }.Select(period => Enumerable.Range(0, 500).Select(i => Math.Cos(2 * Math.PI * i * 0.02 / period)).ToArray())];
        DominantPeriod found = DominantPeriod.Of(lines, 0.02);
        Assert.InRange(found.Mean, 0.55, 0.65);
        Assert.Equal(0.1, found.Spread, 0.01);
    }

    [Fact]
    public void Lines_with_rounding_noise_alone_add_nothing_to_the_spread()
    {
        var random = new SeededRandom(9);
        double[][] waves = [.. new[] { 0.59, 0.6, 0.61 }.Select(period => Enumerable.Range(0, 500).Select(i => Math.Cos(2 * Math.PI * i * 0.02 / period)).ToArray())];
        double[][] quiet = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 500).Select(_ => 0.9 + (1e-6 * random.Normal())).ToArray())];
        DominantPeriod found = DominantPeriod.Of([.. waves, .. quiet], 0.02);
        Assert.Equal(DominantPeriod.Of(waves, 0.02).Spread, found.Spread, 1e-9);
        Assert.Equal(0.6, found.Mean, 0.01);
    }

    [Fact]
    public void What_does_not_vary_has_no_period()
    {
        DominantPeriod flat = DominantPeriod.Of([[.. Enumerable.Repeat(0.3, 50)]], 1);
        Assert.True(double.IsNaN(flat.Peak));
        Assert.True(double.IsNaN(flat.Mean));
    }

    [Fact]
    public void Profiles_that_are_too_short_unequal_or_not_finite_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DominantPeriod.Of([], 1));
        Assert.Throws<ArgumentException>(() => DominantPeriod.Of([[1, 2, 3]], 1));
        Assert.Throws<ArgumentException>(() => DominantPeriod.Of([new double[9], new double[10]], 1));
        Assert.Throws<ArgumentException>(() => DominantPeriod.Of([[.. Enumerable.Repeat(double.NaN, 9)]], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DominantPeriod.Of([new double[9]], 0));
    }
}
