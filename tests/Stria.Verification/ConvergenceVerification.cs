using Stria.Numerics.Images;
using Stria.Numerics.Interpolation;

namespace Stria.Verification;

/// <summary>Interpolation errors fall with the fourth power of the spacing, as theory says of cubic splines.</summary>
[Collection(VerificationCollection.Name)]
public sealed class ConvergenceVerification
{
    private const string Section = "Convergence rates";

    [Fact]
    public void Cubic_splines_converge_with_the_fourth_power()
    {
        double[] errors = [.. new[] { 20, 40, 80, 160, 320 }.Select(n => Worst(new CubicSpline(Nodes(n), [.. Nodes(n).Select(Math.Sin)])))];
        for (int i = 1; i < errors.Length; i++)
        {
            VerificationRecord.Between(Section, $"not-a-knot spline of sin on [0, 6], {20 << i} intervals: rate", 3.7, 4.6, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    [Fact]
    public void Resampling_of_images_converges_with_the_fourth_power()
    {
        double[] errors = [.. new[] { 1.0, 0.5, 0.25 }.Select(ErrorOfWaves)];
        for (int i = 1; i < errors.Length; i++)
        {
            VerificationRecord.Between(Section, $"image shifted by half a pixel, pixels of {1.0 / (1 << i)}: rate", 3.7, 4.5, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    private static double[] Nodes(int n) => [.. Enumerable.Range(0, n + 1).Select(i => 6.0 * i / n)];

    private static double Worst(CubicSpline spline) => Enumerable.Range(0, 20001).Select(i => 6.0 * i / 20000).Max(at => Math.Abs(spline.At(at) - Math.Sin(at)));

    private static double ErrorOfWaves(double pixel)
    {
        int n = (int)(40 / pixel), border = n / 4;
        float[] image = [.. Enumerable.Range(0, n * n).Select(i => (float)Wave(i / n * pixel, i % n * pixel))], moved = SplineShift.Sample(image, n, n, 0.5, 0.5);
        int[] inner = [.. Enumerable.Range(0, n * n).Where(i => i / n >= border && i / n < n - border && i % n >= border && i % n < n - border)];
        return Math.Sqrt(inner.Average(i => Math.Pow(moved[i] - Wave(((i / n) + 0.5) * pixel, ((i % n) + 0.5) * pixel), 2)));
    }

    private static double Wave(double y, double x) => Math.Sin(0.8 * y) * Math.Cos((0.7 * x) + (0.1 * y));
}
