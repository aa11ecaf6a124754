using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class ImageFilterTests
{
    private static readonly float[] Small = [0, 7, 3, 10, 6, 3, 4, 5, 6, 7, 1, 7, 2, 8, 3, 5, 5, 5, 5, 5];

    [Fact]
    public void Gaussian_smoothing_is_that_of_SciPy()
    {
        // scipy.ndimage.gaussian_filter(a, 1.3, mode='reflect') of SciPy 1.10, for an image smaller than its kernel.
        float[] smooth = GaussianFilter.Smooth(Small, 4, 5, 1.3);
        double[] expected =
        [
            3.211233459, 4.113587798, 5.236386918, 6.07764858, 6.434028959,
            3.448279985, 4.175668423, 5.067003166, 5.717811924, 5.978758258,
            3.851065274, 4.34132192, 4.911688402, 5.289940859, 5.407638713,
            4.21244103, 4.527731776, 4.866633881, 5.054433433, 5.076697242,
        ];
        Assert.All(expected.Zip(smooth), pair => Assert.Equal(pair.First, pair.Second, 3e-6));
    }

    [Theory]
    [InlineData(1, 1, 2.0)]
    [InlineData(1, 9, 0.7)]
    [InlineData(13, 1, 1.0)]
    [InlineData(12, 17, 1.6)]
    public void Gaussian_smoothing_equals_the_sum_over_the_reflected_image(int height, int width, double sigma)
    {
        float[] image = Noise(height * width), smooth = GaussianFilter.Smooth(image, height, width, sigma);
        int radius = (int)((4 * sigma) + 0.5);
        for (int p = 0; p < image.Length; p++)
        {
            double sum = 0, total = 0;
            for (int k = 0; k < (2 * radius + 1) * (2 * radius + 1); k++)
            {
                int dy = (k / ((2 * radius) + 1)) - radius, dx = (k % ((2 * radius) + 1)) - radius;
                double weight = Math.Exp(-0.5 * ((dy * dy) + (dx * dx)) / (sigma * sigma));
                sum += weight * image[(Folded((p / width) + dy, height) * width) + Folded((p % width) + dx, width)];
                total += weight;
            }

            Assert.Equal(sum / total, smooth[p], 2e-6);
        }
    }

    [Theory]
    [InlineData(40, 90, 1.3)]
    [InlineData(7, 70, 6)]
    public void Smoothing_at_some_pixels_is_smoothing_of_the_image_there(int height, int width, double sigma)
    {
        float[] image = Noise(height * width), smooth = GaussianFilter.Smooth(image, height, width, sigma);
        int[] pixels = [0, width - 1, (height / 2 * width) + 33, (height / 2 * width) + 2, (height * width) - 1];
        double[] found = new double[pixels.Length];
        GaussianFilter.SmoothAt(image, height, width, sigma, pixels, found);
        Assert.All(pixels.Zip(found), p => Assert.Equal(smooth[p.First], p.Second, 2e-6));
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(3)]
    [InlineData(11)]
    public void Gaussian_smoothing_keeps_the_mean(double sigma)
    {
        float[] image = Noise(31 * 19);
        Assert.Equal(image.Average(v => (double)v), GaussianFilter.Smooth(image, 31, 19, sigma).Average(v => (double)v), 1e-6);
    }

    [Fact]
    public void Masked_smoothing_passes_over_holes_keeps_them_and_keeps_constants()
    {
        float[] image = [.. Enumerable.Repeat(2.5f, 63)];
        image[10] = image[11] = image[40] = float.NaN;
        float[] smooth = GaussianFilter.SmoothMasked(image, 7, 9, 1.2);
        Assert.All(image.Zip(smooth), pair => Assert.True(float.IsNaN(pair.First) ? float.IsNaN(pair.Second) : Math.Abs(pair.Second - 2.5) < 1e-5));
        float[] whole = Noise(63);
        Assert.All(GaussianFilter.Smooth(whole, 7, 9, 1.2).Zip(GaussianFilter.SmoothMasked(whole, 7, 9, 1.2)), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_width_that_is_not_positive_is_refused(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianFilter.Smooth(Small, 4, 5, sigma));

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 8)]
    public void The_gradient_of_a_plane_is_its_slope_everywhere(int height, int width)
    {
        float[] plane = [.. Enumerable.Range(0, height * width).Select(i => (3f * (i / width)) - (4f * (i % width)) + 1)];
        Assert.All(GradientMagnitude.Of(plane, height, width), g => Assert.Equal(5f, g, 1e-5));
    }

    [Fact]
    public void The_gradient_is_of_central_differences()
    {
        float[] gradient = GradientMagnitude.Of(Small, 4, 5);
        // Row 1, column 2: (2 − 3)/2 down, (6 − 4)/2 across; the corner one-sided: 3 down, 7 across.
        Assert.Equal(Math.Sqrt(0.25 + 1), gradient[7], 1e-6);
        Assert.Equal(Math.Sqrt(9 + 49), gradient[0], 1e-5);
        Assert.Equal([0, 1, 1.5f, 2], GradientMagnitude.Of([0, 1, 2, 4], 4, 1).Select((g, i) => i == 0 ? g - 1 : g));
        Assert.Equal([0f], GradientMagnitude.Of([5], 1, 1));
    }

    private static float[] Noise(int count)
    {
        var random = new SeededRandom(41);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal())];
    }

    private static int Folded(int i, int length)
    {
        while (i < 0 || i >= length)
        {
            i = i < 0 ? -1 - i : (2 * length) - 1 - i;
        }

        return i;
    }
}
