using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

public sealed class RegionSpectrumTests
{
    private static OpticalDensityStack Stack(Func<int, int, int, double> value) => Made.OpticalDensities([510, 511, 512], 6, 8, value, 1000, NoiseModel.Poisson);

    private static PixelMask Box(int r0, int r1, int c0, int c1) => new(6, 8, [.. Enumerable.Range(0, 48).Select(p => p / 8 >= r0 && p / 8 < r1 && p % 8 >= c0 && p % 8 < c1)]);

    [Fact]
    public void The_mean_and_the_spread_are_those_of_the_pixels_of_the_region()
    {
        var region = RegionSpectrum.Of("box", Stack((f, r, c) => f + (0.1 * c)), Box(1, 3, 2, 6));
        Assert.Equal([0.35, 1.35, 2.35], region.Mean, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.All(region.Spread, s => Assert.Equal(0.1 * Math.Sqrt(1.25 * 8 / 7), s, 1e-6));
        Assert.Equal(8, region.Mask.Count);
    }

    [Fact]
    public void Values_that_are_missing_are_left_out_and_a_region_without_pixels_is_refused()
    {
        var region = RegionSpectrum.Of("box", Stack((f, r, c) => f == 1 && c == 2 ? double.NaN : c), Box(0, 2, 2, 4));
        Assert.Equal([2.5, 3, 2.5], region.Mean);
        Assert.Contains("'void' holds no usable pixel", Assert.Throws<DataException>(() => RegionSpectrum.Of("void", Stack((f, r, c) => 1), Box(0, 0, 0, 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_profile_runs_along_the_longest_direction()
    {
        var region = RegionSpectrum.Of("bar", Stack((f, r, c) => 1), Box(2, 4, 1, 7));
        float[] map = [.. Enumerable.Range(0, 48).Select(p => (float)(10 * (p % 8)))];
        IReadOnlyList<(double Distance, double Mean, double Deviation)> profile = region.Profile(map);
        Assert.Equal([10, 20, 30, 40, 50, 60], profile.Select(p => p.Mean));
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5, 5.5], profile.Select(p => p.Distance));
        Assert.Empty(region.Profile([.. map.Select(_ => float.NaN)]));
    }
}
