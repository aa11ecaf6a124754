using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class NeighbourCovarianceTests
{
    private const int Variables = 5, Pairs = 20_000;

    // A signal that a pair shares, on a pattern, and noise of its own for each pixel.
    private static (double[] First, double[] Second) Draw(double signal, double noise, long seed)
    {
        var random = new SeededRandom(seed);
        double[] first = new double[Variables * Pairs], second = new double[Variables * Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            double common = signal * random.Normal();
            for (int v = 0; v < Variables; v++)
            {
                double pattern = v == 2 ? 0.8 : v == 3 ? 0.6 : 0;
                first[(v * Pairs) + i] = (common * pattern) + (noise * random.Normal());
                second[(v * Pairs) + i] = (common * pattern) + (noise * random.Normal());
            }
        }

        return (first, second);
    }

    [Fact]
    public void A_common_signal_below_the_noise_is_found_with_its_variance_and_pattern()
    {
        (double[] first, double[] second) = Draw(0.5, 1, 3);
        (double value, double[] vector) = NeighbourCovariance.Leading(NeighbourCovariance.Of(first, second, Variables), Variables);
        Assert.Equal(0.25, value, 0.03);
        Assert.Equal(0.8, vector[2], 0.1);
        Assert.Equal(0.6, vector[3], 0.1);
    }

    [Fact]
    public void Independent_noise_leaves_a_variance_of_the_order_of_its_own_over_the_root_of_the_pairs()
    {
        (double[] first, double[] second) = Draw(0, 1, 4);
        (double value, _) = NeighbourCovariance.Leading(NeighbourCovariance.Of(first, second, Variables), Variables);
        Assert.InRange(value, 0, 4 / Math.Sqrt(Pairs));
    }

    [Fact]
    public void The_covariance_is_symmetric_and_that_of_the_plain_sum()
    {
        double[] covariance = NeighbourCovariance.Of([1, 2, 3, 4], [5, 6, 7, 8], 2);
        Assert.Equal([(5 + 12) / 2.0, ((7 + 16) + (15 + 24)) / 4.0, ((7 + 16) + (15 + 24)) / 4.0, (21 + 32) / 2.0], covariance);
    }

    [Fact]
    public void Pairs_lie_two_pixels_apart_and_inside()
    {
        var mask = new PixelMask(3, 4, [true, true, true, true, false, true, true, false, true, false, true, true]);
        Assert.Equal([(0, 2), (0, 8), (1, 3), (2, 10), (3, 11), (8, 10)], NeighbourCovariance.Pairs(mask, 100));
        Assert.Equal(3, NeighbourCovariance.Pairs(mask, 3).Length);
    }
}
