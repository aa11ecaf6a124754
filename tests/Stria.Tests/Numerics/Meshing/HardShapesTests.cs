using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using static Stria.Tests.Numerics.Meshing.MeshedShapes;

namespace Stria.Tests.Numerics.Meshing;

/// <summary>Small angles, curves that touch or lie on each other, boundaries that cross themselves, and shapes by chance.</summary>
public sealed class HardShapesTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(12)]
    [InlineData(5)]
    [InlineData(1)]
    public void In_a_wedge_only_cells_at_its_tip_are_sharp(double angle_deg)
    {
        (double sin, double cos) = Math.SinCos(angle_deg * Math.PI / 180);
        TriangleMesh mesh = Mesh(Corners((0, 0), (1, 0), (cos, sin)), 0.1);
        Whole(mesh, 1, Math.Min(28, 0.99 * angle_deg));
        Assert.Equal(sin / 2 * 1e-12, MeshChecks.Area(mesh), 1e-24);
        AssertSharpOnlyNear(mesh, 0.1, At(0, 0));
    }

    [Fact]
    public void In_a_star_with_thin_spikes_only_cells_at_the_tips_are_sharp()
    {
        (double X, double Y)[] corners = [.. Enumerable.Range(0, 14).Select(i => (i % 2 == 0 ? 1 : 0.15, Math.PI * i / 7)).Select(p => (p.Item1 * Math.Cos(p.Item2), p.Item1 * Math.Sin(p.Item2)))];
        TriangleMesh mesh = Mesh(Corners(corners), 0.1);
        Whole(mesh, 1, 5);
        AssertSharpOnlyNear(mesh, 0.1, [.. corners.Where((_, i) => i % 2 == 0).Select(c => At(c.X, c.Y))]);
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void Between_two_circles_and_the_line_they_touch_only_cells_at_the_contacts_are_sharp(MeshOrder order)
    {
        var domain = new PlanarDomain(new DomainRegion("matrix", Box(-3, 0, 6, 3)), new DomainRegion("a", Disk(-1.2, 1, 1)), new DomainRegion("b", Disk(1, 1, 1)));
        MeshedDomain made = Mesh(domain, 0.2, new MesherOptions { Order = order });
        Whole(made.Mesh, 1, 0.5);
        Assert.Equal(18e-12, MeshChecks.Area(made.Mesh), 1e-24);
        AssertSharpOnlyNear(made.Mesh, 0.2, At(-1.2, 0), At(1, 0));
        Assert.Equal(0, made.Report.NodesBesideCurves);
    }

    [Fact]
    public void Two_disks_may_touch_in_one_node()
    {
        TriangleMesh mesh = Mesh(CombinedShape.Union(Disk(0, 0, 1), Disk(1.5, 0, 0.5)), 0.1, Quadratic);
        Whole(mesh, 1);
        Assert.Equal(1.25 * Math.PI * 1e-12, MeshChecks.Area(mesh), 1e-17);
    }

    [Fact]
    public void A_teardrop_whose_curve_comes_back_to_its_corner_is_meshed()
    {
        double[] points = [.. Enumerable.Range(0, 40).Select(i => i / 40.0 * Math.Tau).SelectMany(a => new[] { -1e-6 * Math.Cos(a), 1e-6 * Math.Sin(a) * Math.Sin(a / 2) * Math.Sin(a / 2) })];
        TriangleMesh mesh = TriangleMesher.Mesh(PlanarDomain.Of([new Outline("drop", new Ring(points, [.. Enumerable.Repeat("edge", 40)]), [])]), new UniformSize(1e-7), Quadratic).Mesh;
        MeshChecks.Whole(mesh, 1).IsDelaunay();
    }

    public static TheoryData<string, (double, double)[]> Crossing => new()
    {
        { "a bow tie", [(0, 0), (1, 1), (1, 0), (0, 1)] },
        { "a neck without width", [(0, 0), (0.5, 0.5), (1, 0), (1, 1), (0.5, 0.5), (0, 1)] },
        { "a corner on a side", [(0, 0), (1, 0), (1, 1), (0.5, 0), (0, 1)] },
        { "a side back on itself", [(0, 0), (0.5, 0), (0.2, 0), (0.2, 1)] },
        { "a neck of 5 fm", [(0, 0), (0.5, 0.499999995), (1, 0), (1, 1), (0.5, 0.5), (0, 1)] },
    };

    [Theory]
    [MemberData(nameof(Crossing))]
    public void A_boundary_that_crosses_or_touches_itself_is_refused_with_the_place(string what, (double, double)[] corners)
    {
        ScenarioException refused = Assert.Throws<ScenarioException>(() => Mesh(Corners(corners), 0.1));
        Assert.True(refused.Message.Contains("(0.5, 0", StringComparison.Ordinal) && refused.Message.Contains("µm", StringComparison.Ordinal), $"{what}: {refused.Message}");
        Assert.Contains("Perhaps", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hole_that_touches_the_outline_is_refused()
    {
        Ring Square(double x, double side, bool clockwise)
        {
            double[][] corners = [[x, x], [x + side, x], [x + side, x + side], [x, x + side]];
            return new Ring([.. (clockwise ? corners.Reverse() : corners).SelectMany(c => c).Select(v => v * 1e-6)], [.. Enumerable.Repeat("edge", 4)]);
        }

        Assert.Equal(0, MeshChecks.Whole(MeshOutline(Square(0, 3, false), Square(1, 1, true)), 0).EulerCharacteristic());
        Assert.Throws<ScenarioException>(() => MeshOutline(Square(0, 3, false), Square(2, 1, true)));
    }

    [Fact]
    public void What_cannot_be_meshed_is_refused_in_words()
    {
        Assert.Contains("covers", Assert.Throws<ScenarioException>(() => Mesh(CombinedShape.Difference(Disk(0, 0, 1), Disk(0, 0, 2)), 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("unit", Assert.Throws<ScenarioException>(() => Mesh(Disk(0, 0, 1), 0.01, new MesherOptions { MaximumCells = 100 })).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => Mesh(Disk(0, 0, 1), 0.1, new MesherOptions { MinimumAngle_deg = 50 }));
        Assert.Throws<ScenarioException>(() => new UniformSize(0));
        Assert.Throws<ScenarioException>(() => Disk(0, 0, -1));
        Assert.Throws<ScenarioException>(() => new PlanarDomain());
        Assert.Throws<ScenarioException>(() => Corners((0, 0), (1, 0), (1, 0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Boxes_by_chance_whose_sides_lie_on_each_other_give_the_area_of_the_squares_they_cover(int seed)
    {
        var random = new Random(seed);
        const int N = 8;
        var regions = new List<DomainRegion>();
        var painted = new int[N, N];
        for (int k = 1; k <= 6; k++)
        {
            int x = random.Next(N - 1), y = random.Next(N - 1), w = random.Next(1, N - x + 1), h = random.Next(1, N - y + 1);
            regions.Add(new DomainRegion($"box {k}", Box(x, y, w, h)));
            for (int i = x; i < x + w; i++)
            {
                for (int j = y; j < y + h; j++)
                {
                    painted[i, j] = k;
                }
            }
        }

        TriangleMesh mesh = Mesh(new PlanarDomain(regions), 0.4).Mesh;
        MeshChecks checks = MeshChecks.Whole(mesh, Euler(painted, N));
        checks.IsDelaunay();
        Assert.InRange(MeshChecks.SmallestAngle(mesh), 28, 60);
        for (int k = 1; k <= 6; k++)
        {
            Assert.Equal(painted.Cast<int>().Count(p => p == k) * 1e-12, MeshChecks.Area(mesh, $"box {k}"), 1e-24);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Polygons_by_chance_with_holes_are_meshed_exactly(int seed)
    {
        var random = new Random(seed);
        Point2[] Around(double x, double y, double low, double high, int n) =>
            [.. Enumerable.Range(0, n).Select(i => (R: low + ((high - low) * random.NextDouble()), A: Math.Tau * (i + (0.8 * random.NextDouble())) / n)).Select(p => At(x + (p.R * Math.Cos(p.A)), y + (p.R * Math.Sin(p.A))))];
        Point2[] outer = Around(0, 0, 1.4, 2, 40), first = Around(0.6, 0.1, 0.1, 0.4, 9), second = Around(-0.6, 0, 0.2, 0.5, 17);
        IShape shape = CombinedShape.Difference(new Polygon(outer), CombinedShape.Union(new Polygon(first), new Polygon(second)));
        TriangleMesh mesh = Mesh(shape, 0.15);
        MeshChecks.Whole(mesh, -1).IsDelaunay();
        Assert.Equal(Area(outer) - Area(first) - Area(second), MeshChecks.Area(mesh), 1e-23);
        Point2[] corners = [.. outer, .. first, .. second];
        AssertSharpOnlyNear(mesh, 0.15, corners);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(94)]
    [InlineData(287)]
    [InlineData(977)]
    public void Shapes_by_chance_over_each_other_are_meshed_whole_with_all_nodes_on_their_curves(int seed) => Assert.InRange(ChanceShapes.Check(seed), 0, 0.02);

    // Cells sharper than 28° have a corner near one of the places.
    private static void AssertSharpOnlyNear(TriangleMesh mesh, double size_um, params Point2[] places)
    {
        int sharp = 0;
        for (int c = 0; c < mesh.CellCount; c++)
        {
            if (MeshChecks.SmallestAngle(mesh, c) < 28)
            {
                double nearest = mesh.Cell(c)[..3].ToArray().Min(n => places.Min(p => p.Distance(new(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))));
                Assert.InRange(nearest, 0, size_um * Micrometre);
                sharp++;
            }
        }

        // One at each tip, and two more for every time that the circle round it was halved.
        Assert.InRange(sharp, 0, 16 * places.Length);
    }

    private static double Area(Point2[] ring) => Enumerable.Range(0, ring.Length).Sum(i => (ring[i].X * ring[(i + 1) % ring.Length].Y) - (ring[i].Y * ring[(i + 1) % ring.Length].X)) / 2;

    private static TriangleMesh MeshOutline(Ring outer, Ring hole) => TriangleMesher.Mesh(PlanarDomain.Of([new Outline("particle", outer, [hole])]), new UniformSize(3e-7)).Mesh;

    // Corners − sides + squares of the painted squares, each corner and side once.
    private static int Euler(int[,] painted, int n)
    {
        bool Filled(int i, int j) => i >= 0 && j >= 0 && i < n && j < n && painted[i, j] > 0;
        int euler = 0;
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= n; j++)
            {
                euler += Filled(i, j) ? 1 : 0;
                euler -= Filled(i, j) || Filled(i - 1, j) ? 1 : 0;
                euler -= Filled(i, j) || Filled(i, j - 1) ? 1 : 0;
                euler += Filled(i, j) || Filled(i - 1, j) || Filled(i, j - 1) || Filled(i - 1, j - 1) ? 1 : 0;
            }
        }

        return euler;
    }
}
