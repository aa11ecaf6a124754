using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics.Outlines;

/// <summary>Maps whose level lines are known.</summary>
internal static class Maps
{
    internal const double Pixel = 20e-9;

    internal static ScalarField Of(int height, int width, Func<double, double, double> value, double pixel = Pixel) => new(
        new ImageGrid(height, width) { PixelSizeX = pixel, PixelSizeY = pixel },
        [.. Enumerable.Range(0, height * width).Select(i => (float)value(i / width, i % width))],
        "t",
        "nm");

    /// <summary>A disc whose edge is blurred: 100 inside, 0 outside, 50 at the radius [px].</summary>
    internal static ScalarField Disc(int size, double radius, double blur = 1.5) =>
        Of(size, size, (r, c) => 50 * (1 + Math.Tanh((radius - Distance(r, c, size)) / blur)));

    internal static double Distance(double row, double column, int size) => Math.Sqrt(Math.Pow(row - ((size - 1) / 2.0), 2) + Math.Pow(column - ((size - 1) / 2.0), 2));

    /// <summary>The outline as the pixels cut it.</summary>
    internal static OutlineOptions Raw(double level) => new() { Level = level, Smoothing_px = 0, Spacing_px = 0, SmallestParticle_px = 0, SmallestHole_px = 0, NarrowestNeck_px = 0 };

    /// <summary>Points of a ring in pixels.</summary>
    internal static (double Row, double Column)[] Places(Ring ring, ImageGrid grid)
    {
        var plane = new ImagePlane(grid);
        return [.. Enumerable.Range(0, ring.Count).Select(i => (plane.Row(ring.Points[(2 * i) + 1]), plane.Column(ring.Points[2 * i])))];
    }
}
