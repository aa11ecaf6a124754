using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class CorrelationLengthTests
{
    private const int Size = 96;

    private static float[] Noise(double length, long seed)
    {
        var field = new float[Size * Size];
        new CorrelatedNoise(Size, Size, length, seed).Realise(0, field);
        return field;
    }

    [Theory]
    [InlineData(0.0, 0.45)]
    [InlineData(0.8, 0.08)]
    [InlineData(1.2, 0.08)]
    [InlineData(2.0, 0.2)]
    public void The_length_of_planted_noise_is_found(double length, double tolerance)
    {
        // Below 0.45 px the correlation at one pixel's distance is under 0.085 and the length is as good as zero.
        CorrelationEstimate found = CorrelationLength.Of(Noise(length, 3), [], Size, Size)!;
        Assert.Equal(length, found.Length, tolerance);
        Assert.Equal(1, found.NoiseScale, 0.06);
        Assert.InRange(found.Misfit, 0, 0.06);
    }

    [Fact]
    public void A_gaussian_filter_of_width_s_leaves_the_length_s_times_root_two()
    {
        float[] smoothed = GaussianFilter.Smooth(Noise(0, 9), Size, Size, 1);
        CorrelationEstimate found = CorrelationLength.Of(smoothed, [], Size, Size)!;
        Assert.Equal(Math.Sqrt(2), found.Length, 0.1);
        Assert.Equal(1 / (2 * Math.Sqrt(Math.PI)), found.NoiseScale, 0.02);
    }

    [Fact]
    public void Phases_slopes_and_uneven_noise_do_not_hide_the_length()
    {
        // A core of another composition with a rim one pixel wide, a slope, noise that doubles across the map, a round mask.
        float[] noise = Noise(1.2, 21), map = new float[Size * Size], sigma = new float[Size * Size];
        for (int i = 0; i < map.Length; i++)
        {
            double x = (i % Size) - 48, y = (i / Size) - 48, r = double.Hypot(x, y);
            sigma[i] = (float)(0.01 * (1 + ((i % Size) / (double)Size)));
            map[i] = r > 44 ? float.NaN : (float)(0.3 + (0.2 * Math.Tanh((20 - r) / 1.5)) + (0.002 * x) + (sigma[i] * noise[i]));
        }

        CorrelationEstimate found = CorrelationLength.Of(map, sigma, Size, Size)!;
        Assert.Equal(1.2, found.Length, 0.15);

        // What the phases leave in the quartiles adds to the noise and never takes away from it.
        Assert.InRange(found.NoiseScale, 0.97, 1.25);
    }

    [Fact]
    public void Deviations_that_are_too_small_by_half_show_in_the_scale()
    {
        float[] half = [.. Enumerable.Repeat(0.5f, Size * Size)];
        Assert.Equal(2, CorrelationLength.Of(Noise(1, 4), half, Size, Size)!.NoiseScale, 0.12);
    }

    [Fact]
    public void A_map_without_noise_or_with_few_pixels_has_no_length()
    {
        Assert.Null(CorrelationLength.Of(new float[Size * Size], [], Size, Size));
        Assert.Null(CorrelationLength.Of(new float[64], [], 8, 8));
        Assert.Throws<ArgumentException>(() => CorrelationLength.Of(new float[64], new float[3], 8, 8));
    }
}
