using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using static Stria.Tests.Numerics.Meshing.MeshedShapes;

namespace Stria.Tests.Numerics.Meshing;

public sealed class BoundaryCurveTests
{
    public static TheoryData<string> Curves => ["line", "arc", "ellipse", "natural spline", "periodic spline"];

    [Theory]
    [MemberData(nameof(Curves))]
    public void Slopes_are_the_derivatives_of_places(string kind)
    {
        IBoundaryCurve curve = Curve(kind);
        for (double t = 0.013; t < 1; t += 0.0417)
        {
            const double Step = 1e-6;
            Point2 before = curve.At(t - Step), after = curve.At(t + Step), slope = curve.Slope(t);
            Assert.Equal((after.X - before.X) / (2 * Step), slope.X, 1e-7);
            Assert.Equal((after.Y - before.Y) / (2 * Step), slope.Y, 1e-7);
        }
    }

    [Fact]
    public void A_periodic_spline_through_points_of_a_circle_converges_with_the_fourth_power()
    {
        double Worst(int n)
        {
            var spline = new SplineCurve([.. Enumerable.Range(0, n).Select(i => new Point2(Math.Cos(Math.Tau * i / n), Math.Sin(Math.Tau * i / n)))], closed: true, "edge");
            return Enumerable.Range(0, 997).Max(k => Math.Abs(spline.At(k / 997.0).Distance(default) - 1));
        }

        Assert.InRange(Math.Log2(Worst(12) / Worst(24)), 3.8, 4.3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Splines_meet_their_points_and_have_no_kink(bool closed)
    {
        var random = new Random(5);
        Point2[] points = [.. Enumerable.Range(0, 12).Select(i => (R: 1 + random.NextDouble(), A: Math.Tau * i / 12)).Select(p => new Point2(p.R * Math.Cos(p.A), p.R * Math.Sin(p.A)))];
        var spline = new SplineCurve(points, closed, "edge");
        for (int i = 0; i < points.Length; i++)
        {
            double t = spline.Spans[i];
            Assert.Equal(0, spline.At(t).Distance(points[i]), 1e-13);
            if (closed || (i > 0 && i + 1 < points.Length))
            {
                // The second derivative is continuous: its jump across a point falls with the step.
                double Bend(double s) => (spline.Slope(s + 1e-5).X - spline.Slope(s - 1e-5).X) / 2e-5;
                Assert.Equal(Bend(t - 2e-5), Bend(t + 2e-5), 0.02 * (1 + Math.Abs(Bend(t))));
            }
        }
    }

    [Fact]
    public void An_outline_is_smooth_but_at_corners_and_straight_where_the_image_ends()
    {
        // Half a disk cut by the lower border of the image.
        double[] points = [.. Enumerable.Range(0, 25).Select(i => Math.PI * i / 24).SelectMany(a => new[] { 1e-6 * Math.Cos(a), 1e-6 * Math.Sin(a) })];
        string[] parts = [.. Enumerable.Repeat("edge", 24), "image border bottom"];
        var outline = new Outline("particle", new Ring(points, parts), []);
        TriangleMesh mesh = Mesh(PlanarDomain.Of([outline]), 0.1, Quadratic).Mesh;
        Whole(mesh, 1);
        Assert.Equal(["edge", "image border bottom"], mesh.PartNames);
        // The natural ends of the open spline are its largest error.
        Assert.Equal(Math.PI / 2 * 1e-12, MeshChecks.Area(mesh), 1e-15);
        Assert.All(MeshChecks.EdgesOf(mesh, "image border bottom"), e => Assert.All(mesh.Edge(e).ToArray(), n => Assert.Equal(0, mesh.Points[(2 * n) + 1], 1e-20)));
        TriangleMesh straight = TriangleMesher.Mesh(PlanarDomain.Of([outline], new OutlineStyle { Smooth = false }), new UniformSize(1e-7)).Mesh;
        Assert.Equal(outline.Area, MeshChecks.Area(straight), 1e-25);
    }

    [Fact]
    public void A_ring_with_holes_and_several_particles_are_regions_by_name()
    {
        Ring Circle(double x, double r, int sign) => new(
            [.. Enumerable.Range(0, 36).Select(i => sign * Math.Tau * i / 36).SelectMany(a => new[] { x + (r * Math.Cos(a)), r * Math.Sin(a) })], [.. Enumerable.Repeat(sign > 0 ? "edge" : "hole", 36)]);
        Outline[] outlines = [new("particle", Circle(0, 1e-6, 1), [Circle(0, 0.4e-6, -1)]), new("particle 2", Circle(2e-6, 0.7e-6, 1), [])];
        TriangleMesh mesh = Mesh(PlanarDomain.Of(outlines), 0.15, Quadratic).Mesh;
        Whole(mesh, 1);
        Assert.Equal(["particle", "particle 2"], mesh.RegionNames);
        Assert.Equal(0.84 * Math.PI * 1e-12, MeshChecks.Area(mesh, "particle"), 1e-16);
        Assert.Equal(0.49 * Math.PI * 1e-12, MeshChecks.Area(mesh, "particle 2"), 1e-16);
    }

    private static IBoundaryCurve Curve(string kind)
    {
        Point2[] points = [new(0, 0), new(1, 0.3), new(1.4, 1.5), new(0.2, 1.1), new(-0.5, 0.8)];
        return kind switch
        {
            "line" => new LineCurve(points[0], points[1], "edge"),
            "arc" => new ArcCurve(points[1], 0.7, 0.4, 2, "edge"),
            "ellipse" => new ArcCurve(points[1], new Point2(1, 0.5), new Point2(-0.2, 0.4), (0, Math.Tau), "edge"),
            "natural spline" => new SplineCurve(points, closed: false, "edge"),
            _ => new SplineCurve(points, closed: true, "edge"),
        };
    }
}
