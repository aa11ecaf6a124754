using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Numerics.Fem;

public sealed class LevelMeasureTests
{
    [Fact]
    public void A_straight_level_line_has_its_exact_length_and_cuts_off_its_exact_area()
    {
        var square = new TriangleMesh([0, 0, 2, 0, 2, 2, 0, 2], [0, 1, 2, 0, 2, 3], 3);
        LevelMeasure half = LevelMeasure.Of(square, Nodal(square, (x, y) => x + y), 1);
        Assert.Equal(Math.Sqrt(2), half.Length, 1e-14);
        Assert.Equal(3.5, half.AreaAbove, 1e-14);
        Assert.Equal(4, half.Area, 1e-14);
        Assert.Equal(0.875, half.Fraction, 1e-14);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_circle_in_a_ring_sector_is_measured_at_second_order(int nodesPerCell)
    {
        // Inner radius 1, outer 2 µm, a quarter (see MadeMesh): the line r = 1.43 µm.
        double[] errors = [.. new[] { 8, 16 }.Select(n =>
        {
            TriangleMesh mesh = MadeMesh.Sector(n, 2 * n, nodesPerCell);
            (double inner, double outer, double angle) = Extent(mesh);
            double radius = inner + (0.43 * (outer - inner));
            LevelMeasure measure = LevelMeasure.Of(mesh, Nodal(mesh, (x, y) => Math.Sqrt((x * x) + (y * y))), radius);
            return Math.Abs(measure.Length - (angle * radius)) / (angle * radius);
        })];
        Assert.True(errors[0] > 0);
        Assert.InRange(errors[0] / errors[1], 3, 5.5);
    }

    [Fact]
    public void Above_and_below_add_up_and_turning_the_sign_swaps_them()
    {
        TriangleMesh mesh = MadeMesh.Sector(5, 7, 6);
        double[] wave = Nodal(mesh, (x, y) => Math.Sin(4e6 * x) + Math.Cos(3e6 * y));
        LevelMeasure up = LevelMeasure.Of(mesh, wave, 0.2), down = LevelMeasure.Of(mesh, [.. wave.Select(v => -v)], -0.2);
        Assert.Equal(up.Area, up.AreaAbove + down.AreaAbove, 1e-12 * up.Area);
        Assert.Equal(up.Length, down.Length, 1e-12 * up.Length);
        Assert.True(up.Length > 0);
    }

    [Fact]
    public void A_level_beyond_the_values_has_no_line()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 2);
        LevelMeasure all = LevelMeasure.Of(mesh, new double[mesh.NodeCount], -1), none = LevelMeasure.Of(mesh, new double[mesh.NodeCount], 1);
        Assert.Equal((1.0, 0.0, 0.0), (all.Fraction, all.Length, none.Length));
        Assert.Equal(0, none.AreaAbove);
        Assert.Throws<ArgumentException>(() => LevelMeasure.Of(mesh, [1], 0));
    }

    private static (double Inner, double Outer, double Angle) Extent(TriangleMesh mesh)
    {
        double[] radii = Nodal(mesh, (x, y) => Math.Sqrt((x * x) + (y * y))), angles = Nodal(mesh, (x, y) => Math.Atan2(y, x));
        return (radii.Min(), radii.Max(), angles.Max() - angles.Min());
    }

    private static double[] Nodal(TriangleMesh mesh, Func<double, double, double> value) =>
        [.. Enumerable.Range(0, mesh.NodeCount).Select(n => value(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))];
}
