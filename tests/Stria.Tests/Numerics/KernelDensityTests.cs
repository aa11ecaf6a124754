using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class KernelDensityTests
{
    private static double[] Normal(int n, double mean, double deviation, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, n).Select(_ => mean + (deviation * random.Normal()))];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_density_integrates_to_one_also_where_it_is_cut_at_zero(bool positive)
    {
        double[] values = [.. Normal(300, 1, 0.8, 1).Select(Math.Abs)];
        var density = new KernelDensity(values, positive);
        const double step = 0.005;
        double sum = Enumerable.Range(-800, 2400).Sum(i => step * density.At(i * step));
        Assert.Equal(1, sum, 0.01);
        Assert.Equal(positive, density.At(-0.1) == 0);
    }

    [Fact]
    public void A_single_Gaussian_has_Silvermans_bandwidth_and_its_mode_at_the_mean()
    {
        double[] values = Normal(4000, 7, 2, 2);
        var density = new KernelDensity(values);
        Assert.Equal(0.9 * 2 * Math.Pow(4000, -0.2), density.Bandwidth, 0.02);
        Assert.Equal(7, density.Mode, 0.4);
        double width = Math.Sqrt(4 + (density.Bandwidth * density.Bandwidth));
        Assert.Equal(1 / (width * Math.Sqrt(2 * Math.PI)), density.At(7), 0.01);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_density_is_the_sum_of_Gaussians_about_all_values_the_farthest_included(bool positive)
    {
        double[] values = [0.01, 0.02, 0.5, 3, 3.1, 40];
        var density = new KernelDensity(values, positive, 0.05);
        foreach (double x in (double[])[0, 0.015, 0.3, 1.7, 3.05, 5, 39.9, 41.9])
        {
            double Gaussian(double u) => Math.Exp(-0.5 * u * u / (0.05 * 0.05)) / (6 * 0.05 * Math.Sqrt(2 * Math.PI));
            double sum = values.Sum(v => Gaussian(x - v) + (positive ? Gaussian(x + v) : 0));
            Assert.Equal(sum, density.At(x), 1e-13 * sum);
        }
    }

    [Fact]
    public void Of_two_humps_the_higher_is_the_mode()
    {
        var density = new KernelDensity([.. Normal(100, 2, 0.3, 3), .. Normal(300, 9, 0.4, 4)]);
        Assert.Equal(9, density.Mode, 0.4);
    }

    [Fact]
    public void The_interval_of_the_mode_narrows_as_values_become_many()
    {
        (double low, double high) = new KernelDensity(Normal(40, 5, 1, 5)).ModeInterval(0.68, 1);
        (double low2, double high2) = new KernelDensity(Normal(2000, 5, 1, 6)).ModeInterval(0.68, 1, 40);
        Assert.InRange(5, low - 0.5, high + 0.5);
        Assert.True(high2 - low2 < high - low);
        Assert.Equal((low, high), new KernelDensity(Normal(40, 5, 1, 5)).ModeInterval(0.68, 1));
    }

    [Fact]
    public void Few_and_equal_values_have_a_mode_or_none()
    {
        Assert.Equal(double.NaN, new KernelDensity([]).Mode);
        Assert.Equal(3, new KernelDensity([3, 3, double.NaN]).Mode);
        Assert.Equal(double.NaN, new KernelDensity([1, 2]).ModeInterval(0.68, 1).Low);
    }
}
