using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Tests.Numerics.Outlines;

public sealed class MapSamplerTests
{
    private const double Pixel = Maps.Pixel;

    [Theory]
    [InlineData(MapInterpolation.Bilinear)]
    [InlineData(MapInterpolation.Cubic)]
    public void A_linear_map_is_reproduced_inside_with_y_upwards(MapInterpolation interpolation)
    {
        ScalarField map = Maps.Of(12, 17, (r, c) => 3 + (2 * c) - (4 * r));
        var sampler = new MapSampler(map, interpolation);
        foreach ((double row, double column) in Places(200, 12, 17))
        {
            Assert.Equal(3 + (2 * column) - (4 * row), sampler.At(column * Pixel, (11 - row) * Pixel), 1e-9);
        }
    }

    [Fact]
    public void Cubic_interpolation_reproduces_cubic_maps_away_from_edges()
    {
        static double Cubic(double r, double c) => (0.25 * c * c * c) - (0.5 * r * r * r) + (r * c * c) + c - 3;
        var sampler = new MapSampler(Maps.Of(10, 10, Cubic), MapInterpolation.Cubic);
        foreach ((double row, double column) in Places(200, 7, 7))
        {
            Assert.Equal(Cubic(row + 1, column + 1), sampler.At((column + 1) * Pixel, (8 - row) * Pixel), 1e-9);
        }
    }

    [Theory]
    [InlineData(MapInterpolation.Bilinear, 1.8, 2.3)]
    [InlineData(MapInterpolation.Cubic, 3.6, 4.4)]
    public void Errors_fall_with_the_order_of_the_interpolation(MapInterpolation interpolation, double low, double high)
    {
        double[] errors = [.. new[] { 20, 40 }.Select(n => Worst(n, interpolation))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), low, high);
    }

    [Theory]
    [InlineData(MapInterpolation.Bilinear)]
    [InlineData(MapInterpolation.Cubic)]
    public void Nothing_from_outside_is_blended_into_a_particle(MapInterpolation interpolation)
    {
        ScalarField map = Maps.Of(30, 30, (r, c) => Maps.Distance(r, c, 30) < 10 ? 0.75 : double.NaN);
        var sampler = new MapSampler(map, interpolation);
        foreach ((double row, double column) in Places(500, 30, 30))
        {
            Assert.Equal(0.75, sampler.At(column * Pixel, row * Pixel), 1e-12);
        }
    }

    [Fact]
    public void Where_no_pixel_around_has_a_value_the_nearest_stands_in_and_is_counted()
    {
        // Pixels of 20 nm × 60 nm: five columns away is nearer than two rows away.
        var grid = new ImageGrid(9, 9) { PixelSizeX = 20e-9, PixelSizeY = 60e-9 };
        var values = Enumerable.Repeat(float.NaN, 81).ToArray();
        (values[(4 * 9) + 0], values[(2 * 9) + 5]) = (1, 2);
        var sampler = new MapSampler(new ScalarField(grid, values, "x", "1"));
        var found = new double[3];
        double[] places = [5 * 20e-9, 4 * 60e-9, 5 * 20e-9, 4.8 * 60e-9, 0.5 * 20e-9, 4 * 60e-9];
        Assert.Equal(2, sampler.Sample(places, found));
        Assert.Equal([1, 2, 1], found);
    }

    [Fact]
    public void Beyond_the_image_its_outermost_values_continue()
    {
        var sampler = new MapSampler(Maps.Of(4, 4, (r, c) => c));
        Assert.Equal([0, 3, 3], [sampler.At(-0.4 * Pixel, Pixel), sampler.At(3.4 * Pixel, Pixel), sampler.At(9 * Pixel, -5 * Pixel)]);
    }

    [Fact]
    public void Maps_that_cannot_be_sampled_are_refused()
    {
        Assert.Throws<DataException>(() => new MapSampler(Maps.Of(3, 3, (_, _) => double.NaN)));
        Assert.Throws<ScenarioException>(() => new MapSampler(Maps.Of(3, 3, (_, _) => 1, double.NaN)));
    }

    private static double Worst(int n, MapInterpolation interpolation)
    {
        double pixel = 3.0 / n;
        var grid = new ImageGrid(n, n) { PixelSizeX = pixel, PixelSizeY = pixel };
        var plane = new ImagePlane(grid);
        static double Wave(double x, double y) => Math.Sin(2 * x) * Math.Cos(1.5 * y);
        var map = new ScalarField(grid, [.. Enumerable.Range(0, n * n).Select(i => (float)Wave(plane.X(i % n), plane.Y(i / n)))], "x", "1");
        var sampler = new MapSampler(map, interpolation);
        return Places(400, n - 4, n - 4).Max(p => Math.Abs(sampler.At((p.Column + 1.5) * pixel, (p.Row + 1.5) * pixel) - Wave((p.Column + 1.5) * pixel, (p.Row + 1.5) * pixel)));
    }

    private static IEnumerable<(double Row, double Column)> Places(int count, int height, int width)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * (height - 1), random.NextDouble() * (width - 1)))];
    }
}
