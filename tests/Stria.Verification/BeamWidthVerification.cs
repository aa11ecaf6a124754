using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Verification;

/// <summary>The width of the beam, read from rounded plates that it blurs, and the outlines that come back.</summary>
[Collection(VerificationCollection.Name)]
public sealed class BeamWidthVerification
{
    private const string Section = "Width of the beam and outlines without blur";
    private const int Side = 72, Seeds = 3;

    [Theory]
    [InlineData(0.5, 0.0015)]
    [InlineData(0.75, 0.0015)]
    [InlineData(1, 0.0015)]
    [InlineData(0.75, 0.004)]
    public void The_width_is_that_of_the_blur(double width, double noise)
    {
        PointSpread[] found = [.. Enumerable.Range(1, Seeds).Select(seed => Found(width, noise, seed))];
        string what = $"{width} px, noise {noise} of 1 − T ≈ 0.45, {Seeds} draws";
        VerificationRecord.AtMost(Section, $"{what}: largest relative error of the width", 0.03, found.Max(f => Math.Abs((f.Width_px / width) - 1)));
        VerificationRecord.AtMost(Section, $"{what}: largest stated relative error", 0.06, found.Max(f => f.Deviation_px / f.Width_px));
    }

    [Fact]
    public void Outlines_hold_the_pixels_that_the_sample_touches()
    {
        foreach (double blur in (double[])[0.5, 0.75, 1])
        {
            var random = new SeededRandom(7);
            float[] truth = [.. Plate.Select(t => 60 * (float)t)], seen = GaussianFilter.Smooth(truth, Side, Side, blur);
            var total = new ScalarField(new ImageGrid(Side, Side), [.. seen.Select(v => (float)Math.Max(0, v + (0.6 * random.Normal())))], "t", "nm");
            bool[] sample = SharpAmounts.Find(total, [.. seen.Select(_ => 0.6f)], blur).Sample;
            double both = sample.Zip(truth).Count(p => p.First && p.Second > 0), either = sample.Zip(truth).Count(p => p.First || p.Second > 0);
            VerificationRecord.AtLeast(Section, $"plate of 60 nm with noise of 0.6 nm, blurred over {blur} px: intersection over union of the pixels touched", 0.97, both / either);
        }
    }

    private static PointSpread Found(double width, double noise, long seed)
    {
        var random = new SeededRandom(seed);
        float[] seen = GaussianFilter.Smooth([.. Plate.Select(t => 1 - (float)Math.Exp(-0.6 * t))], Side, Side, width);
        var absorbed = new ScalarField(new ImageGrid(Side, Side), [.. seen.Select(v => v + (float)(noise * random.Normal()))], "1 − T", "1");
        return PointSpread.Find(absorbed, [.. seen.Select(_ => (float)noise)], new PixelMask(Side, Side, [.. Plate.Select(t => t > 0)]), seed, threads: 2)!;
    }

    // Two crossing plates with rounded rims, on a raster three times finer than the pixels.
    private static double[] Plate { get; } = [.. Enumerable.Range(0, Side * Side).Select(p => Enumerable.Range(0, 9).Average(k =>
        Height((p / Side) + (((k / 3) - 1) / 3.0), (p % Side) + (((k % 3) - 1) / 3.0), 0.5) + Height((p / Side) + (((k / 3) - 1) / 3.0), (p % Side) + (((k % 3) - 1) / 3.0), -0.9)))];

    private static double Height(double row, double column, double angle)
    {
        (double y, double x) = (row - 35.5, column - 35.5);
        double u = ((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / 27.3, v = ((y * Math.Cos(angle)) - (x * Math.Sin(angle))) / 6.2, rho = Math.Pow(u, 16) + Math.Pow(v, 8);
        return rho < 1 ? Math.Pow(1 - rho, 0.25) : 0;
    }
}
