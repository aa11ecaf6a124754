using Stria.Core;
using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

/// <summary>Shapes on a raster, each pixel whose middle lies inside; angles counter-clockwise as drawn.</summary>
internal static class Drawn
{
    internal static bool[] Of(int height, int width, Func<double, double, bool> inside) => [.. Enumerable.Range(0, height * width).Select(p => inside(p / width, p % width))];

    internal static bool[] Disk(int height, int width, (double Row, double Column) middle, double radius) => Ellipse(height, width, middle, (radius, radius), 0);

    internal static bool[] Ring(int height, int width, (double Row, double Column) middle, double outer, double inner) =>
        [.. Disk(height, width, middle, outer).Zip(Disk(height, width, middle, inner), (a, b) => a && !b)];

    internal static bool[] Bar(int height, int width, (double Row, double Column) middle, double length, double breadth, double angle) => Of(height, width, (r, c) =>
    {
        (double u, double v) = Turned(r, c, middle, angle);
        return Math.Abs(u) < length / 2 && Math.Abs(v) < breadth / 2;
    });

    internal static bool[] Ellipse(int height, int width, (double Row, double Column) middle, (double A, double B) half, double angle) => Of(height, width, (r, c) =>
    {
        (double u, double v) = Turned(r, c, middle, angle);
        return (u * u / (half.A * half.A)) + (v * v / (half.B * half.B)) < 1;
    });

    internal static bool[] Both(bool[] a, bool[] b) => [.. a.Zip(b, (x, y) => x || y)];

    internal static int[] Pixels(bool[] mask) => [.. Enumerable.Range(0, mask.Length).Where(p => mask[p])];

    internal static ImageGrid Grid(int height, int width, double pitch = 1e-6) => new(height, width) { PixelSizeX = pitch, PixelSizeY = pitch };

    internal static ParticleInstance Particle(bool[] mask, ImageGrid grid) => new(grid, Pixels(mask));

    /// <summary>An image in which each mask adds its height.</summary>
    internal static ScalarField Image(ImageGrid grid, params (bool[] Mask, double Height)[] parts) =>
        new(grid, [.. Enumerable.Range(0, grid.Count).Select(p => (float)parts.Sum(part => part.Mask[p] ? part.Height : 0))], "thickness", "nm");

    private static (double U, double V) Turned(double r, double c, (double Row, double Column) middle, double angle)
    {
        double right = c - middle.Column, up = middle.Row - r;
        return ((right * Math.Cos(angle)) + (up * Math.Sin(angle)), (up * Math.Cos(angle)) - (right * Math.Sin(angle)));
    }
}
