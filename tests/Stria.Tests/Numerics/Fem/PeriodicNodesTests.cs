using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Tests.Physics;

namespace Stria.Tests.Numerics.Fem;

/// <summary>Which nodes of a box that repeats itself are one.</summary>
public sealed class PeriodicNodesTests
{
    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_box_that_does_not_repeat_itself_keeps_every_node(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 3, 2, order);
        int[] expected = [.. Enumerable.Range(0, mesh.NodeCount)];
        Assert.Equal(expected, PeriodicNodes.Of(mesh, false, false));
    }

    [Fact]
    public void Along_x_the_right_border_is_the_left_one()
    {
        // Nodes run along x first, four in a row; unknowns three in a row.
        int[] expected = [0, 1, 2, 0, 3, 4, 5, 3, 6, 7, 8, 6];
        Assert.Equal(expected, PeriodicNodes.Of(StructuredMesh.Rectangle(3, 2, 3, 2), true, false));
    }

    [Fact]
    public void Along_y_the_upper_border_is_the_lower_one()
    {
        int[] expected = [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3];
        Assert.Equal(expected, PeriodicNodes.Of(StructuredMesh.Rectangle(3, 2, 3, 2), false, true));
    }

    [Fact]
    public void Along_both_the_four_corners_are_one()
    {
        int[] expected = [0, 1, 2, 0, 3, 4, 5, 3, 0, 1, 2, 0];
        Assert.Equal(expected, PeriodicNodes.Of(StructuredMesh.Rectangle(3, 2, 3, 2), true, true));
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1.0)]
    [InlineData(1e6)]
    public void The_size_of_the_box_does_not_matter(double size)
    {
        int[] expected = PeriodicNodes.Of(StructuredMesh.Rectangle(1, 1, 5, 4), true, true);
        Assert.Equal(expected, PeriodicNodes.Of(StructuredMesh.Rectangle(size, size, 5, 4), true, true));
        Assert.Equal(20, expected.Distinct().Count());
    }

    [Fact]
    public void A_node_without_a_partner_is_named_with_its_place()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 4, 4);
        TriangleMesh bentRight = Bodies.Moved(mesh, (x, y) => (x, x > 0.99 ? y * y : y)), bentTop = Bodies.Moved(mesh, (x, y) => (y > 0.99 ? x * x : x, y));
        string alongX = Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(bentRight, true, false)).Message;
        string alongY = Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(bentTop, false, true)).Message;
        Assert.Contains("the node at y = 0.25 m has its nearest partner at 0.0625 m", alongX, StringComparison.Ordinal);
        Assert.Contains("the node at x = 0.25 m has its nearest partner at 0.0625 m", alongY, StringComparison.Ordinal);
        Assert.Contains("Perhaps mesh it regularly.", alongX, StringComparison.Ordinal);

        // The other borders still match.
        Assert.Equal(20, PeriodicNodes.Of(bentRight, false, true).Distinct().Count());
    }

    [Fact]
    public void Borders_of_different_numbers_of_nodes_are_counted_in_the_refusal()
    {
        TriangleMesh dented = Bodies.Moved(StructuredMesh.Rectangle(1, 1, 4, 4), (x, y) => (x > 0.99 && y > 0.4 && y < 0.6 ? 0.9 : x, y));
        string message = Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(dented, true, false)).Message;
        Assert.Contains("5 nodes stand at x = 0 m and 4 at 1 m", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void What_acts_on_tied_nodes_adds_up_and_their_values_are_one(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 4, 3, order);
        var tied = new TiedNodes(mesh, true, true);
        double[] nodal = [.. Enumerable.Range(0, 2 * mesh.NodeCount).Select(i => Math.Sin(i))], sums = tied.Gather(nodal, 2), values = new double[nodal.Length], other = [.. Enumerable.Range(0, 2 * tied.Count).Select(i => Math.Cos(3 * i))];
        tied.Spread(other, 2, values);
        // Gathering is the transpose of spreading.
        Assert.Equal(nodal.Zip(values, (a, b) => a * b).Sum(), sums.Zip(other, (a, b) => a * b).Sum(), 1e-12);
        Assert.Equal(12 * (order == MeshOrder.Linear ? 1 : 4), tied.Count);
        Assert.Equal(values[0], values[^2]);
        Assert.Equal(mesh.CellCount, tied.Topology.CellCount);
        Assert.Equal(0, tied.UnknownOf[tied.NodeOf[0]]);
    }

    [Fact]
    public void A_cell_that_reaches_across_the_box_is_refused() => Assert.Contains(
        "reaches from one border to the opposite one", Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(StructuredMesh.Rectangle(1, 1, 1, 3), true, false)).Message, StringComparison.Ordinal);
}
