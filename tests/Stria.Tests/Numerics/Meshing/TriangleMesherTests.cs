using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using static Stria.Tests.Numerics.Meshing.MeshedShapes;

namespace Stria.Tests.Numerics.Meshing;

public sealed class TriangleMesherTests
{
    private const double SquareMicrometre = 1e-12;

    [Fact]
    public void A_rectangle_is_meshed_exactly_and_its_sides_keep_their_names()
    {
        TriangleMesh mesh = Mesh(Box(-1, 2, 3, 2), 0.2);
        Whole(mesh, 1);
        Assert.Equal(6 * SquareMicrometre, MeshChecks.Area(mesh), 1e-25);
        Assert.Equal(["bottom", "left", "right", "top"], mesh.PartNames.Order());
        Assert.Equal(2e-6, MeshChecks.Length(mesh, "left"), 1e-20);
        Assert.Equal(3e-6, MeshChecks.Length(mesh, "top"), 1e-20);
        Assert.All(MeshChecks.EdgesOf(mesh, "left"), e => Assert.Equal(-1e-6, mesh.Points[2 * mesh.Edge(e)[1]]));
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 1.8, 2.2)]
    [InlineData(MeshOrder.Quadratic, 3.7, 4.6)]
    public void The_area_of_an_ellipse_converges_with_the_order_of_the_sides(MeshOrder order, double low, double high)
    {
        double exact = 2 * Math.PI * SquareMicrometre;
        double Error(double size)
        {
            TriangleMesh mesh = Mesh(new Ellipse(At(0, 0), 2e-6, 1e-6, 0.2), size, new MesherOptions { Order = order, MaximumTurning_deg = 40 });
            Whole(mesh, 1);
            return Math.Abs(MeshChecks.Area(mesh) - exact);
        }

        Assert.InRange(Math.Log2(Error(0.16) / Error(0.04)) / 2, low, high);
    }

    [Fact]
    public void Nodes_of_a_curved_boundary_lie_on_the_curve_and_inner_sides_are_straight()
    {
        TriangleMesh mesh = Mesh(Disk(0.3, -0.2, 1), 0.3, Quadratic);
        Whole(mesh, 1);
        int[] edge = [.. MeshChecks.EdgesOf(mesh, "edge").SelectMany(e => mesh.Edge(e).ToArray())];
        Assert.All(edge, n => Assert.Equal(1e-6, Distance(mesh, n, At(0.3, -0.2)), 1e-20));
        var outer = edge.ToHashSet();
        int straight = 0;
        for (int c = 0; c < mesh.CellCount; c++)
        {
            for (int k = 0; k < 3; k++)
            {
                int middle = mesh.Cell(c)[3 + k];
                if (!outer.Contains(middle))
                {
                    (double x0, double y0) = MeshChecks.Point(mesh, mesh.Cell(c)[k]);
                    (double x1, double y1) = MeshChecks.Point(mesh, mesh.Cell(c)[(k + 1) % 3]);
                    Assert.Equal(0, Distance(mesh, middle, new((x0 + x1) / 2, (y0 + y1) / 2)), 1e-21);
                    straight++;
                }
            }
        }

        Assert.True(straight > mesh.CellCount);
    }

    [Fact]
    public void A_core_in_a_shell_is_two_regions_with_an_interface()
    {
        var domain = new PlanarDomain(new DomainRegion("shell", Disk(0, 0, 1)), new DomainRegion("core", Disk(0.1, 0, 0.6)));
        TriangleMesh mesh = Mesh(domain, 0.12, Quadratic).Mesh;
        Whole(mesh, 1);
        Assert.Equal(["shell", "core"], mesh.RegionNames);
        Assert.Equal(0.36 * Math.PI * SquareMicrometre, MeshChecks.Area(mesh, "core"), 1e-17);
        Assert.Equal(0.64 * Math.PI * SquareMicrometre, MeshChecks.Area(mesh, "shell"), 1e-17);
        Assert.Equal(["edge", "shell/core"], mesh.PartNames);
        Assert.All(MeshChecks.EdgesOf(mesh, "shell/core"), e => Assert.All(mesh.Edge(e).ToArray(), n => Assert.Equal(0.6e-6, Distance(mesh, n, At(0.1, 0)), 1e-20)));
        int core = mesh.RegionNames.ToList().IndexOf("core");
        IReadOnlyDictionary<(int, int), int> sides = MeshChecks.Whole(mesh, 1).Sides;
        Assert.All(MeshChecks.EdgesOf(mesh, "shell/core"), e => Assert.Equal(core, mesh.CellRegions[sides[(mesh.Edge(e)[0], mesh.Edge(e)[1])]]));
    }

    [Fact]
    public void An_interface_keeps_its_own_name()
    {
        var domain = new PlanarDomain(new DomainRegion("shell", Disk(0, 0, 1)), new DomainRegion("core", Disk(0, 0, 0.6, "phase boundary")));
        Assert.Equal(["edge", "phase boundary"], Mesh(domain, 0.2).Mesh.PartNames);
    }

    [Fact]
    public void A_strip_of_two_materials_shares_the_nodes_of_its_interface()
    {
        var domain = new PlanarDomain(new DomainRegion("substrate", Box(0, 0, 4, 1)), new DomainRegion("film", Box(0, 1, 4, 0.2)));
        TriangleMesh mesh = Mesh(domain, 0.15).Mesh;
        Whole(mesh, 1);
        Assert.Equal(4 * SquareMicrometre, MeshChecks.Area(mesh, "substrate"), 1e-25);
        Assert.Equal(0.8 * SquareMicrometre, MeshChecks.Area(mesh, "film"), 1e-25);
        Assert.Equal(4e-6, MeshChecks.Length(mesh, "substrate/film"), 1e-20);
        Assert.Equal(1.2e-6, MeshChecks.Length(mesh, "left"), 1e-20);
        Assert.Equal(4e-6, MeshChecks.Length(mesh, "top"), 1e-20);
    }

    [Fact]
    public void Two_disks_together_have_the_area_of_both_less_that_of_the_lens()
    {
        TriangleMesh mesh = Mesh(CombinedShape.Union(Disk(0, 0, 1, "left edge"), Disk(1.2, 0, 0.7, "right edge")), 0.08, Quadratic);
        Whole(mesh, 1);
        Assert.Equal((((1 + 0.49) * Math.PI) - Lens(1, 0.7, 1.2)) * SquareMicrometre, MeshChecks.Area(mesh), 2e-18);
        TriangleMesh both = Mesh(CombinedShape.Intersection(Disk(0, 0, 1), Disk(1.2, 0, 0.7)), 0.05, Quadratic);
        Assert.Equal(Lens(1, 0.7, 1.2) * SquareMicrometre, MeshChecks.Area(both), 2e-18);
        TriangleMesh rest = Mesh(CombinedShape.Difference(Disk(0, 0, 1), Disk(1.2, 0, 0.7)), 0.05, Quadratic);
        Assert.Equal((Math.PI - Lens(1, 0.7, 1.2)) * SquareMicrometre, MeshChecks.Area(rest), 2e-18);
    }

    [Fact]
    public void A_sector_of_a_ring_has_four_parts_and_a_whole_ring_two()
    {
        TriangleMesh sector = Mesh(new RingSector(At(0, 0), 1.8e-6, 2.2e-6, 0.3, Math.PI / 2), 0.1, Quadratic);
        Whole(sector, 1);
        Assert.Equal(["end", "inner", "outer", "start"], sector.PartNames.Order());
        Assert.Equal(0.4e-6, MeshChecks.Length(sector, "start"), 1e-20);
        Assert.Equal(Math.PI / 4 * 1.6 * SquareMicrometre, MeshChecks.Area(sector), 1e-17);
        TriangleMesh ring = Mesh(new RingSector(At(0, 0), 1e-6, 2e-6, 0, Math.Tau), 0.3, Quadratic);
        Whole(ring, 0);
        Assert.Equal(["outer", "inner"], ring.PartNames);
    }

    [Fact]
    public void The_same_input_gives_the_same_mesh_to_the_last_bit()
    {
        TriangleMesh first = Mesh(EllipseWithHole(), 0.05, Quadratic), second = Mesh(EllipseWithHole(), 0.05, Quadratic);
        Assert.Equal(first.Points.ToArray(), second.Points.ToArray());
        Assert.Equal(first.Cells.ToArray(), second.Cells.ToArray());
        Assert.Equal(first.Edges.ToArray(), second.Edges.ToArray());
    }

    [Fact]
    public void Neighbours_in_the_plane_are_neighbours_in_memory()
    {
        TriangleMesh mesh = Mesh(EllipseWithHole(), 0.02);
        Assert.True(mesh.CellCount > 10_000);
        double mean = Enumerable.Range(0, mesh.CellCount).Average(c => mesh.Cell(c).ToArray().Max() - mesh.Cell(c).ToArray().Min());
        // Without order it would be half the number of nodes, and row by row the root of that number.
        Assert.InRange(mean, 1, 2 * Math.Sqrt(mesh.NodeCount));
    }

    [Fact]
    public void The_summary_agrees_with_the_mesh()
    {
        MeshedDomain made = Mesh(PlanarDomain.Of(EllipseWithHole()), 0.1);
        MeshQuality quality = made.Report.Quality;
        Assert.Equal(MeshChecks.SmallestAngle(made.Mesh), quality.MinimumAngle_deg, 1e-9);
        Assert.Equal(quality.MinimumAngle_deg, MeshChecks.SmallestAngle(made.Mesh, quality.WorstCell), 1e-9);
        Assert.Equal(MeshChecks.Area(made.Mesh), quality.Area, 1e-24);
        Assert.Equal(quality.Cells, quality.AngleCounts.Sum());
        Assert.InRange(quality.MeanMinimumAngle_deg, 44, 60);
        Assert.Equal((0, 0), (made.Report.StraightenedSides, made.Report.NodesBesideCurves));
    }

    [Fact]
    public void A_run_is_watched_and_can_be_stopped()
    {
        var told = new List<double>();
        TriangleMesher.Mesh(PlanarDomain.Of(EllipseWithHole()), new UniformSize(5e-8), null, new Told(told));
        Assert.All(told, f => Assert.InRange(f, 0, 1));
        Assert.NotEmpty(told);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => TriangleMesher.Mesh(PlanarDomain.Of(EllipseWithHole()), new UniformSize(5e-8), null, null, stop.Token));
    }

    private static IShape EllipseWithHole() => CombinedShape.Difference(new Ellipse(At(0, 0), 2e-6, 1e-6, 0.2), Disk(0.3, 0.1, 0.4, "hole"));

    private static double Distance(TriangleMesh mesh, int node, Point2 place) => new Point2(mesh.Points[2 * node], mesh.Points[(2 * node) + 1]).Distance(place);

    // Area that two disks share, by their two circular segments.
    private static double Lens(double r, double s, double d)
    {
        double a = ((d * d) + (r * r) - (s * s)) / (2 * d), b = d - a;
        return (r * r * Math.Acos(a / r)) - (a * Math.Sqrt((r * r) - (a * a))) + (s * s * Math.Acos(b / s)) - (b * Math.Sqrt((s * s) - (b * b)));
    }

    private sealed class Told(List<double> fractions) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => fractions.Add(value.Fraction);
    }
}
