using Stria.Core;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Meshing;

public sealed class StructuredMeshTests
{
    public static TheoryData<MeshOrder> Orders => [MeshOrder.Linear, MeshOrder.Quadratic];

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_rectangle_is_covered_once_and_its_four_sides_are_named(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(3e-6, 2e-6, 5, 4, order);
        MeshChecks.Whole(mesh, 1);
        Assert.Equal(40, mesh.CellCount);
        Assert.Equal(((5 * (int)order) + 1) * ((4 * (int)order) + 1), mesh.NodeCount);
        Assert.Equal(6e-12, MeshChecks.Area(mesh), 1e-26);
        Assert.Equal([2e-6, 2e-6, 3e-6, 3e-6], new[] { "left", "right", "bottom", "top" }.Select(p => MeshChecks.Length(mesh, p)), (a, b) => Math.Abs(a - b) < 1e-20);
        Assert.All(MeshChecks.EdgesOf(mesh, "right"), e => Assert.Equal(3e-6, mesh.Points[2 * mesh.Edge(e)[0]]));
        Assert.All(MeshChecks.EdgesOf(mesh, "bottom"), e => Assert.Equal(0, mesh.Points[(2 * mesh.Edge(e)[0]) + 1]));
    }

    [Fact]
    public void Boxes_are_cut_from_lower_left_to_upper_right()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 1, 1);
        Assert.Equal([0, 1, 3, 0, 3, 2], mesh.Cells.ToArray());
        Assert.Equal([0, 0, 1, 0, 0, 1, 1, 1], mesh.Points.ToArray());
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_sector_of_a_ring_has_its_nodes_on_circles(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.RingSector(1.8, 2.2, Math.PI / 2, 3, 24, order);
        MeshChecks.Whole(mesh, 1);
        Assert.Equal(0.4, MeshChecks.Length(mesh, "start"), 1e-14);
        Assert.Equal(0.4, MeshChecks.Length(mesh, "end"), 1e-14);
        Assert.All(MeshChecks.EdgesOf(mesh, "inner"), e => Assert.All(mesh.Edge(e).ToArray(), n => Assert.Equal(1.8, Radius(mesh, n), 1e-14)));
        Assert.All(MeshChecks.EdgesOf(mesh, "outer"), e => Assert.All(mesh.Edge(e).ToArray(), n => Assert.Equal(2.2, Radius(mesh, n), 1e-14)));
        Assert.All(MeshChecks.EdgesOf(mesh, "end"), e => Assert.Equal(0, mesh.Points[2 * mesh.Edge(e)[0]], 1e-14));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_whole_ring_is_closed(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.RingSector(1, 2, Math.Tau, 2, 12, order);
        MeshChecks.Whole(mesh, 0);
        Assert.Empty(MeshChecks.EdgesOf(mesh, "start"));
        Assert.Equal(24, mesh.EdgeCount);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_disk_is_covered_by_nearly_equilateral_cells(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Disk(1e-6, 7, order);
        MeshChecks.Whole(mesh, 1);
        Assert.Equal(6 * 49, mesh.CellCount);
        Assert.InRange(MeshChecks.SmallestAngle(mesh), 40, 60);
        Assert.All(MeshChecks.EdgesOf(mesh, "edge"), e => Assert.All(mesh.Edge(e).ToArray(), n => Assert.Equal(1e-6, Radius(mesh, n), 1e-20)));
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 1.9, 2.1)]
    [InlineData(MeshOrder.Quadratic, 3.8, 4.2)]
    public void The_area_of_a_disk_and_a_sector_converges_with_the_order_of_the_sides(MeshOrder order, double low, double high)
    {
        double Disk(int n) => Math.Abs(MeshChecks.Area(StructuredMesh.Disk(1, n, order)) - Math.PI);
        double Sector(int n) => Math.Abs(MeshChecks.Area(StructuredMesh.RingSector(1, 2, 1, n, 2 * n, order)) - 1.5);
        Assert.InRange(Math.Log2(Disk(4) / Disk(8)), low, high);
        Assert.InRange(Math.Log2(Sector(2) / Sector(4)), low, high);
    }

    [Fact]
    public void What_is_no_shape_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StructuredMesh.Rectangle(0, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => StructuredMesh.Rectangle(1, 1, 0, 1));
        Assert.Throws<ArgumentException>(() => StructuredMesh.RingSector(2, 1, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => StructuredMesh.RingSector(1, 2, 7, 1, 1));
        Assert.Throws<ArgumentException>(() => StructuredMesh.Disk(double.NaN, 1));
    }

    private static double Radius(TriangleMesh mesh, int node)
    {
        (double x, double y) = MeshChecks.Point(mesh, node);
        return Math.Sqrt((x * x) + (y * y));
    }
}
