using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using static Stria.Tests.Numerics.Meshing.MeshedShapes;

namespace Stria.Tests.Numerics.Meshing;

public sealed class SizeFieldTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.05)]
    [InlineData(0.025)]
    public void Sides_are_as_long_as_wanted_on_average(double size_um)
    {
        MeshQuality quality = Mesh(PlanarDomain.Of(Box(0, 0, 3, 2)), size_um).Report.Quality;
        Assert.InRange(quality.MeanSide, 0.95 * size_um * Micrometre, 1.07 * size_um * Micrometre);
    }

    [Fact]
    public void A_raster_is_bilinear_between_its_points_and_constant_beyond()
    {
        var raster = new SizeRaster(new(1, 2), 3, 2, 0.5, 0.25);
        double Plane(Point2 p) => 3 + p.X + (2 * p.Y) + (p.X * p.Y);
        var size = new RasterSize([.. Enumerable.Range(0, 6).Select(i => Plane(raster.At(i % 3, i / 3)))], raster);
        Point2[] places = [new(1, 2), new(1.2, 2.1), new(1.9, 2.2), new(2, 2.25), new(5, 2.1), new(1.3, -7)];
        var found = new double[places.Length];
        size.Fill(places, found);
        double[] expected = [Plane(places[0]), Plane(places[1]), Plane(places[2]), Plane(places[3]), Plane(new(2, 2.1)), Plane(new(1.3, 2))];
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Limited_growth_round_a_point_is_a_cone()
    {
        SizeRaster raster = SizeRaster.Over(new(-1, -1), new(1, 1), 0.02);
        double[] sizes = [.. Enumerable.Range(0, raster.Count).Select(i => raster.At(i % raster.Columns, i / raster.Columns).Distance(default) < 1e-9 ? 0.01 : 1)];
        RasterSize limited = new RasterSize(sizes, raster).Limited(0.3);
        double worst = Enumerable.Range(0, raster.Count).Max(i => Math.Abs(limited.Sizes[i] - (0.01 + (0.3 * raster.At(i % raster.Columns, i / raster.Columns).Distance(default)))));
        // First order, with the logarithm that a point source costs.
        Assert.InRange(worst, 1e-4, 0.02 * 0.3 * Math.Log(50));
    }

    [Fact]
    public void Cells_are_small_at_edges_and_grow_inwards_as_told()
    {
        PlanarDomain domain = PlanarDomain.Of(Disk(0, 0, 1));
        TriangleMesh mesh = TriangleMesher.Mesh(domain, RasterSize.FromEdges(domain, 2e-8, 2e-7, 0.2)).Mesh;
        Whole(mesh, 1);
        double MeanSide(double low, double high) => Enumerable.Range(0, mesh.CellCount).Where(c => Radius(mesh, c) >= low && Radius(mesh, c) < high).Average(c => Math.Sqrt(mesh.TwiceCornerArea(c) * 2 / Math.Sqrt(3)));
        Assert.InRange(MeanSide(0.98e-6, 1e-6), 1.5e-8, 2.6e-8);
        Assert.InRange(MeanSide(0.48e-6, 0.52e-6), 0.8 * 1.2e-7, 1.15 * 1.2e-7);
        Assert.InRange(MeanSide(0.25e-6, 0.35e-6), 0.8 * 1.6e-7, 1.15 * 1.6e-7);
    }

    [Fact]
    public void Growth_is_limited_round_a_sudden_change()
    {
        PlanarDomain domain = PlanarDomain.Of(Box(0, 0, 3, 2));
        var sudden = new FunctionSize(p => p.Distance(At(1.5, 1)) < 2e-7 ? 2e-8 : 3e-7);
        int Cells(double? growth)
        {
            MeshedDomain made = TriangleMesher.Mesh(domain, sudden, new MesherOptions { Growth = growth });
            Whole(made.Mesh, 1);
            return made.Mesh.CellCount;
        }

        Assert.InRange((double)Cells(0.1) / Cells(null), 1.8, 8);
    }

    [Fact]
    public void Sizes_that_are_none_are_refused_with_the_place()
    {
        var raster = new SizeRaster(default, 2, 2, 1, 1);
        Assert.Contains("column 1, row 0", Assert.Throws<ScenarioException>(() => new RasterSize([1, double.NaN, 1, 1], raster)).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => new RasterSize([1, 1, 1], raster));
        Assert.Throws<ScenarioException>(() => new RasterSize([1, 1], new SizeRaster(default, 2, 1, 1, 1)));
        Assert.Throws<ScenarioException>(() => TriangleMesher.Mesh(PlanarDomain.Of(Box(0, 0, 1, 1)), new FunctionSize(_ => -1)));
    }

    private static double Radius(TriangleMesh mesh, int cell) =>
        new Point2(mesh.Cell(cell).ToArray().Average(n => mesh.Points[2 * n]), mesh.Cell(cell).ToArray().Average(n => mesh.Points[(2 * n) + 1])).Distance(default);
}
