using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SplineShiftTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, -2)]
    [InlineData(-7, 5)]
    public void Whole_pixels_are_moved_exactly(int dy, int dx)
    {
        const int H = 20, W = 24;
        float[] image = Noise(H * W), moved = SplineShift.Sample(image, H, W, dy, dx);
        for (int p = 0; p < image.Length; p++)
        {
            int r = (p / W) + dy, c = (p % W) + dx;
            if (r is >= 0 and < H && c is >= 0 and < W)
            {
                Assert.Equal(image[(r * W) + c], moved[p]);
            }
        }
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(-2.7)]
    [InlineData(11.3)]
    public void A_line_is_moved_to_the_same_bits_alone_and_with_its_neighbours(double dx)
    {
        const int H = 11, W = 37;
        float[] image = Noise(H * W), moved = SplineShift.Sample(image, H, W, 0, dx);
        for (int r = 0; r < H; r++)
        {
            Assert.Equal(SplineShift.Sample(image.AsSpan(r * W, W), 1, W, 0, dx), moved.AsSpan(r * W, W).ToArray());
        }
    }

    [Fact]
    public void Cubic_polynomials_are_exact_away_from_the_borders()
    {
        const int H = 60, W = 64, Border = 18;
        float[] image = [.. Enumerable.Range(0, H * W).Select(i => (float)Polynomial(i / W, i % W))], moved = SplineShift.Sample(image, H, W, 0.37, -1.81);
        for (int r = Border; r < H - Border; r++)
        {
            for (int c = Border; c < W - Border; c++)
            {
                Assert.Equal(Polynomial(r + 0.37, c - 1.81), moved[(r * W) + c], 2e-5);
            }
        }
    }

    /// <summary>scipy.ndimage.shift(a, (−0.3, 0.6), order=3, mode='mirror') of SciPy 1.10.</summary>
    [Fact]
    public void A_small_image_is_mirrored_at_its_borders_as_by_SciPy()
    {
        float[] image = [0, 7, 3, 10, 6, 3, 4, 5, 6, 7, 1, 7, 2, 8, 3, 5, 5, 5, 5, 5];
        double[] expected =
        [
            4.078769143, 2.467435429, 5.497130743, 5.5035136, 8.474382857,
            3.697964571, 3.149141714, 4.532831771, 4.9362192, 6.285283429,
            5.004592, 3.657064, 5.3059616, 4.3021616, 5.93856,
            5.026516571, 4.658421714, 5.096154971, 4.8074864, 5.242331429,
        ];
        Assert.All(expected.Zip(SplineShift.Sample(image, 4, 5, 0.3, -0.6)), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
    }

    [Theory]
    [InlineData(0, 0, 5.102622809861771)]
    [InlineData(3, 7, 1.8431853268598144)]
    [InlineData(15, 16, 6.059440199657257)]
    [InlineData(29, 29, 5.426666391446265)]
    [InlineData(29, 0, 9.253886222209987)]
    public void A_larger_image_is_that_of_SciPy_too(int row, int column, double expected)
    {
        float[] image = [.. Enumerable.Range(0, 900).Select(i => (float)(((3 * (i / 30) * (i / 30)) + (7 * (i % 30)) + (5 * (i / 30) * (i % 30))) % 11))];
        Assert.Equal(expected, SplineShift.Sample(image, 30, 30, -1.25, 2.4)[(row * 30) + column], 5e-5);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 30)]
    [InlineData(5, 4)]
    [InlineData(30, 30)]
    public void A_vanishing_shift_changes_nothing_not_even_at_the_borders(int height, int width)
    {
        float[] image = Noise(height * width);
        Assert.All(image.Zip(SplineShift.Sample(image, height, width, 1e-9, -1e-9)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void There_and_back_returns_a_smooth_image()
    {
        const int H = 48, W = 50, Border = 8;
        float[] image = Waves(H, W, 0.5), back = SplineShift.Sample(SplineShift.Sample(image, H, W, 0.4, -0.7), H, W, -0.4, 0.7);
        double worst = 0;
        for (int r = Border; r < H - Border; r++)
        {
            for (int c = Border; c < W - Border; c++)
            {
                worst = Math.Max(worst, Math.Abs(image[(r * W) + c] - back[(r * W) + c]));
            }
        }

        // To leading order a wave of ω per pixel errs by (ω² t (1 − t))²/24 at a fraction t: twice per axis with ω = 0.4 and 0.35, 1.8e-4 together.
        Assert.InRange(worst, 1e-5, 2.5e-4);
    }

    [Fact]
    public void Halving_the_pixels_divides_the_error_by_sixteen()
    {
        double[] errors = [.. new[] { 1.0, 0.5, 0.25 }.Select(ErrorOfWaves)];
        Assert.All(errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine)), rate => Assert.InRange(rate, 3.7, 4.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(-2.75)]
    public void The_noise_factor_is_the_measured_change_of_the_variance(double shift)
    {
        const int Side = 500, Border = 12;
        float[] moved = SplineShift.Sample(Noise(Side * Side), Side, Side, 0, shift);
        double square = 0;
        int count = 0;
        for (int r = 0; r < Side; r++)
        {
            for (int c = Border; c < Side - Border; c++, count++)
            {
                square += moved[(r * Side) + c] * (double)moved[(r * Side) + c];
            }
        }

        // A mean square of 238 000 correlated values is known to about 0.4 %.
        Assert.Equal(SplineShift.NoiseFactor(shift), square / count, 0.015 * SplineShift.NoiseFactor(shift));
        Assert.Equal(SplineShift.NoiseFactor(-shift), SplineShift.NoiseFactor(shift), 1e-6);
    }

    [Fact]
    public void Single_rows_columns_and_pixels_can_be_moved()
    {
        Assert.Equal([3f], SplineShift.Sample([3], 1, 1, 0.4, -0.3));
        float[] line = Noise(30);
        float[] asRow = SplineShift.Sample(line, 1, 30, 0, 0.3), asColumn = SplineShift.Sample(line, 30, 1, 0.3, 0);
        Assert.All(asRow.Zip(asColumn), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static double ErrorOfWaves(double pixel)
    {
        int n = (int)(40 / pixel), border = n / 4;
        float[] image = Waves(n, n, pixel), moved = SplineShift.Sample(image, n, n, 0.5, 0.5);
        double square = 0;
        int count = 0;
        for (int r = border; r < n - border; r++)
        {
            for (int c = border; c < n - border; c++, count++)
            {
                square += Math.Pow(moved[(r * n) + c] - Wave((r + 0.5) * pixel, (c + 0.5) * pixel), 2);
            }
        }

        return Math.Sqrt(square / count);
    }

    private static float[] Waves(int height, int width, double pixel) =>
        [.. Enumerable.Range(0, height * width).Select(i => (float)Wave(i / width * pixel, i % width * pixel))];

    private static double Wave(double y, double x) => Math.Sin(0.8 * y) * Math.Cos((0.7 * x) + (0.1 * y));

    private static double Polynomial(double y, double x)
    {
        (y, x) = ((y - 30) / 10, (x - 32) / 10);
        return 0.3 + y - (0.5 * x) + (0.2 * y * y) - (0.4 * x * y) + (0.15 * y * y * y) - (0.1 * x * x * x) + (0.05 * x * x * y * y);
    }

    private static float[] Noise(int count)
    {
        var random = new SeededRandom(61);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal())];
    }
}
