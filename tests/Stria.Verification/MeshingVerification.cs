using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using Stria.Tests.Numerics.Meshing;

namespace Stria.Verification;

/// <summary>Angles, areas and sizes of meshes that the mesher made.</summary>
[Collection(VerificationCollection.Name)]
public sealed class MeshingVerification
{
    private const string Section = "Meshes";
    private static readonly double[] Sizes = [0.32e-6, 0.08e-6, 0.02e-6];

    [Theory]
    [InlineData(MeshOrder.Linear, 1.9, 2.1)]
    [InlineData(MeshOrder.Quadratic, 3.8, 4.3)]
    public void The_area_of_an_ellipse_converges_with_the_order_of_the_sides(MeshOrder order, double low, double high)
    {
        double exact = 2e-12 * Math.PI;
        double[] errors = [.. Sizes.Select(h => Math.Abs(MeshChecks.Area(Mesh(new Ellipse(default, 2e-6, 1e-6), h, order).Mesh) - exact) / exact)];
        for (int i = 1; i < errors.Length; i++)
        {
            VerificationRecord.Between(Section, $"area of an ellipse, {order.ToString().ToLowerInvariant()} cells, sides of {Sizes[i] * 1e9:G3} nm: rate", low, high, Math.Log(errors[i - 1] / errors[i]) / Math.Log(Sizes[i - 1] / Sizes[i]));
        }
    }

    [Fact]
    public void Large_meshes_keep_their_angles()
    {
        IShape shape = CombinedShape.Difference(new Ellipse(default, 2e-6, 1e-6), Ellipse.Disk(new Point2(0.3e-6, 0.1e-6), 0.4e-6, "hole"));
        MeshedDomain made = Mesh(shape, 8e-9, MeshOrder.Quadratic);
        MeshChecks checks = MeshChecks.Whole(made.Mesh, 0);
        checks.IsDelaunay();
        MeshQuality quality = made.Report.Quality;
        double exact = ((2 * 1) - 0.16) * Math.PI * 1e-12;
        VerificationRecord.AtLeast(Section, "ellipse with a hole, more than 100 000 cells: cells", 100_000, quality.Cells);
        VerificationRecord.AtLeast(Section, "ellipse with a hole: smallest angle [°]", 28, quality.MinimumAngle_deg);
        VerificationRecord.AtLeast(Section, "ellipse with a hole: mean of the cells' smallest angles [°]", 45, quality.MeanMinimumAngle_deg);
        VerificationRecord.AtMost(Section, "ellipse with a hole, quadratic cells: relative error of the area", 1e-9, Math.Abs(MeshChecks.Area(made.Mesh) - exact) / exact);
        VerificationRecord.Between(Section, "ellipse with a hole: mean side over wanted size", 0.95, 1.07, quality.MeanSide / 8e-9);
    }

    [Fact]
    public void Random_polygons_with_holes_keep_their_area_and_their_angles()
    {
        double worst = 0;
        int sharp = 0, cells = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(1000 + seed);
            Point2[] outer = Around(random, default, 1.4e-6, 2e-6), hole = Around(random, new(0.3e-6, 0.1e-6), 0.3e-6, 0.9e-6);
            TriangleMesh mesh = Mesh(CombinedShape.Difference(new Polygon(outer), new Polygon(hole)), 0.1e-6, MeshOrder.Linear).Mesh;
            MeshChecks.Whole(mesh, 0).IsDelaunay();
            worst = Math.Max(worst, Math.Abs((MeshChecks.Area(mesh) / (Area(outer) - Area(hole))) - 1));
            Point2[] corners = [.. outer, .. hole];
            sharp += Enumerable.Range(0, mesh.CellCount).Count(c => MeshChecks.SmallestAngle(mesh, c) < 28 && mesh.Cell(c).ToArray().All(n => corners.Min(p => p.Distance(new(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))) > 0.1e-6));
            cells += mesh.CellCount;
        }

        VerificationRecord.AtMost(Section, "200 polygons by chance with holes: largest relative error of the area", 1e-12, worst);
        VerificationRecord.AtMost(Section, "200 polygons by chance with holes: cells below 28° farther than a side from every corner", 0, sharp);
        VerificationRecord.AtLeast(Section, "200 polygons by chance with holes: cells in all", 100_000, cells);
    }

    [Fact]
    public void Shapes_by_chance_over_each_other_are_meshed_whole()
    {
        const int Domains = 200;
        double[] sharp = [.. Enumerable.Range(0, Domains).Select(ChanceShapes.Check)];
        VerificationRecord.AtMost(Section, $"{Domains} domains of shapes by chance, whole, Delaunay, nodes on curves: mean share of cells below 28°", 0.002, sharp.Average());
    }

    private static MeshedDomain Mesh(IShape shape, double size, MeshOrder order) =>
        TriangleMesher.Mesh(PlanarDomain.Of(shape), new UniformSize(size), new MesherOptions { Order = order, MaximumTurning_deg = 40 });

    private static Point2[] Around(Random random, Point2 centre, double low, double high)
    {
        int n = random.Next(5, 40);
        return [.. Enumerable.Range(0, n).Select(i => (R: low + ((high - low) * random.NextDouble()), A: Math.Tau * (i + (0.8 * random.NextDouble())) / n)).Select(p => new Point2(centre.X + (p.R * Math.Cos(p.A)), centre.Y + (p.R * Math.Sin(p.A))))];
    }

    private static double Area(Point2[] ring) => Enumerable.Range(0, ring.Length).Sum(i => (ring[i].X * ring[(i + 1) % ring.Length].Y) - (ring[i].Y * ring[(i + 1) % ring.Length].X)) / 2;
}
