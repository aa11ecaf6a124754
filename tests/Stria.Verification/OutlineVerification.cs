using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Interpolation;

namespace Stria.Verification;

/// <summary>Outlines and samples of maps against closed forms, with their rates.</summary>
[Collection(VerificationCollection.Name)]
public sealed class OutlineVerification
{
    private const string Section = "Outlines and sampling of maps";

    [Fact]
    public void Outlines_of_a_smooth_map_converge_with_the_square_of_the_pixel()
    {
        int[] sizes = [32, 64, 128, 256, 512];
        (double Distance, double Area)[] errors = [.. sizes.Select(Ellipse)];
        for (int i = 1; i < sizes.Length; i++)
        {
            VerificationRecord.Between(Section, $"ellipse, {sizes[i]} pixels: rate of the largest distance from it", 1.6, 2.5, Math.Log2(errors[i - 1].Distance / errors[i].Distance));
            VerificationRecord.Between(Section, $"ellipse, {sizes[i]} pixels: rate of the area", 1.6, 2.6, Math.Log2(errors[i - 1].Area / errors[i].Area));
        }

        VerificationRecord.AtMost(Section, "ellipse of axes 369 and 236 pixels: largest distance of the outline from it [px]", 0.002, errors[^1].Distance * 512);
    }

    [Fact]
    public void A_blurred_edge_is_found_at_half_of_the_plateau()
    {
        foreach (double blur in new[] { 0.5, 1, 2, 4 })
        {
            ScalarField map = Map(101, (r, c) => 50 * (1 + Math.Tanh((35 - Radius(r, c, 50)) / blur)));
            TracedOutlines traced = OutlineTracer.Trace(map, Raw with { Level = null });
            VerificationRecord.Add(Section, $"disc of radius 35 px, blurred over {blur} px: mean radius of the outline at the default level [px]", 35, MeanRadius(traced.Outlines[0].Outer, 50), 0.05);
        }
    }

    [Fact]
    public void Smoothing_keeps_area_and_circle()
    {
        var random = new Random(11);
        ScalarField noisy = Map(201, (r, c) => 80 - Radius(r, c, 100) + (2 * random.NextDouble()) - 1), clean = Map(201, (r, c) => 80 - Radius(r, c, 100));
        double raw = OutlineTracer.Trace(noisy, Raw).Outlines[0].Area;
        foreach (double sigma in new[] { 1.0, 2, 4, 8 })
        {
            OutlineOptions smoothing = Raw with { Smoothing_px = sigma, Spacing_px = 1 };
            Outline smooth = OutlineTracer.Trace(noisy, smoothing).Outlines[0];
            VerificationRecord.AtMost(Section, $"noisy circle of radius 80 px, smoothed over {sigma} px: relative change of the area", 1e-12, Math.Abs((smooth.Area / raw) - 1));
            VerificationRecord.AtMost(Section, $"clean circle of radius 80 px, smoothed over {sigma} px: r.m.s. distance from it [px]", 0.003, Deviation(OutlineTracer.Trace(clean, smoothing).Outlines[0].Outer, 100, 80));
        }

        double rough = Deviation(OutlineTracer.Trace(noisy, Raw).Outlines[0].Outer, 100, 80), calm = Deviation(OutlineTracer.Trace(noisy, Raw with { Smoothing_px = 4, Spacing_px = 1 }).Outlines[0].Outer, 100, 80);
        VerificationRecord.AtLeast(Section, "noisy circle, smoothed over 4 px: r.m.s. noise before over after", 2.5, rough / calm);
    }

    [Theory]
    [InlineData(MapInterpolation.Bilinear, 1.9, 2.2)]
    [InlineData(MapInterpolation.Cubic, 3.7, 4.3)]
    public void Samples_converge_with_the_order_of_the_interpolation(MapInterpolation interpolation, double low, double high)
    {
        int[] sizes = [20, 40, 80];
        double[] errors = [.. sizes.Select(n => SamplingError(n, interpolation))];
        for (int i = 1; i < sizes.Length; i++)
        {
            VerificationRecord.Between(Section, $"{interpolation} samples of sin 2x cos 1.5y, {sizes[i]} pixels on 3: rate", low, high, Math.Log2(errors[i - 1] / errors[i]));
        }
    }

    private static OutlineOptions Raw => new() { Level = 0, Smoothing_px = 0, Spacing_px = 0, NarrowestNeck_px = 0 };

    private static ScalarField Map(int size, Func<double, double, double> value) => new(
        new ImageGrid(size, size) { PixelSizeX = 1, PixelSizeY = 1 }, [.. Enumerable.Range(0, size * size).Select(i => (float)value(i / size, i % size))], "t", "nm");

    private static double Radius(double r, double c, double centre) => Math.Sqrt(Math.Pow(r - centre, 2) + Math.Pow(c - centre, 2));

    private static double[] Radii(Ring ring, double centre) => [.. Enumerable.Range(0, ring.Count).Select(i => Radius(ring.Points[(2 * i) + 1], ring.Points[2 * i], centre))];

    private static double MeanRadius(Ring ring, double centre) => Radii(ring, centre).Average();

    private static double Deviation(Ring ring, double centre, double radius) => Math.Sqrt(Radii(ring, centre).Average(r => Math.Pow(r - radius, 2)));

    private static (double Distance, double Area) Ellipse(int size)
    {
        double a = 0.36 * size, b = 0.23 * size, x0 = (0.5 * size) + 0.137, y0 = (0.5 * size) - 0.291;
        double Level(double y, double x) => Math.Sqrt(Math.Pow((x - x0) / a, 2) + Math.Pow((y - y0) / b, 2));
        Ring ring = OutlineTracer.Trace(Map(size, (r, c) => Math.Exp(-Math.Pow(Level(size - 1 - r, c), 2))), Raw with { Level = Math.Exp(-1) }).Outlines.Single().Outer;
        double worst = Enumerable.Range(0, ring.Count).Max(i => Math.Abs(Level(ring.Points[(2 * i) + 1], ring.Points[2 * i]) - 1) * b);
        return (worst / size, Math.Abs((ring.SignedArea / (Math.PI * a * b)) - 1));
    }

    private static double SamplingError(int n, MapInterpolation interpolation)
    {
        double pixel = 3.0 / n;
        var plane = new ImagePlane(new ImageGrid(n, n) { PixelSizeX = pixel, PixelSizeY = pixel });
        static double Wave(double x, double y) => Math.Sin(2 * x) * Math.Cos(1.5 * y);
        var sampler = new MapSampler(new ScalarField(plane.Grid, [.. Enumerable.Range(0, n * n).Select(i => (float)Wave(plane.X(i % n), plane.Y(i / n)))], "x", "1"), interpolation);
        double worst = 0;
        for (double x = 2 * pixel; x < (n - 3) * pixel; x += 0.37 * pixel)
        {
            for (double y = 2 * pixel; y < (n - 3) * pixel; y += 0.37 * pixel)
            {
                worst = Math.Max(worst, Math.Abs(sampler.At(x, y) - Wave(x, y)));
            }
        }

        return worst;
    }
}
