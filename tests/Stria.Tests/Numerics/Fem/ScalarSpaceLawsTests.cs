using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Tests.Physics;

namespace Stria.Tests.Numerics.Fem;

/// <summary>Scalar fields on the unit square and what scaling, batches and tensors do to their integrals.</summary>
public sealed class ScalarSpaceLawsTests
{
    [Fact]
    public void The_square_of_two_cells_has_the_matrices_of_the_books()
    {
        // Nodes: lower left, lower right, upper left, upper right; the cut runs from the first to the last.
        var space = new ScalarSpace(StructuredMesh.Rectangle(1, 1, 1, 1), QuadratureRule.Triangle(4));
        AssertNear([1.0 / 3, 1.0 / 6, 1.0 / 6, 1.0 / 3], space.Shares);
        AssertNear([1.0 / 6, 1.0 / 24, 1.0 / 24, 1.0 / 12], Product(space, space.MassEntries(), [1, 0, 0, 0]));
        AssertNear([1, -0.5, -0.5, 0], Product(space, space.StiffnessEntries(), [1, 0, 0, 0]));
        AssertNear([-0.5, 1, 0, -0.5], Product(space, space.StiffnessEntries(), [0, 1, 0, 0]));
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void The_mass_grows_with_the_area_and_the_stiffness_does_not(MeshOrder order)
    {
        ScalarSpace small = new(StructuredMesh.Rectangle(1, 0.5, 3, 2, order), QuadratureRule.Triangle(4)), large = new(StructuredMesh.Rectangle(3, 1.5, 3, 2, order), QuadratureRule.Triangle(4));
        AssertNear([.. small.MassEntries().Select(m => 9 * m)], large.MassEntries());
        AssertNear(small.StiffnessEntries(), large.StiffnessEntries());
        AssertNear([.. small.Shares.Select(s => 9 * s)], large.Shares);
    }

    [Fact]
    public void Batches_hold_all_cells_and_their_weights_all_of_the_area()
    {
        var space = new ScalarSpace(StructuredMesh.Rectangle(2, 1, 9, 7), QuadratureRule.Triangle(4));
        Assert.Equal(2, space.BatchCount);
        Assert.Equal(ScalarSpace.BatchSize, space.CellsIn(0));
        Assert.Equal(126 - ScalarSpace.BatchSize, space.CellsIn(1));
        Assert.Equal(space.PointCount * 62, space.ValuesIn(1));
        double area = 0;
        for (int batch = 0; batch < space.BatchCount; batch++)
        {
            Assert.Equal(space.ValuesIn(batch), space.Weights(batch).Length);
            foreach (double weight in space.Weights(batch))
            {
                Assert.True(weight > 0);
                area += weight;
            }
        }

        Assert.Equal(2, area, 1e-13);
        Assert.Equal(2, space.Area, 1e-13);
    }

    [Fact]
    public void Quadratic_cells_integrate_parabolas_exactly()
    {
        var space = new ScalarSpace(StructuredMesh.Rectangle(2, 1, 3, 2, MeshOrder.Quadratic), QuadratureRule.Triangle(4));
        Assert.Equal(8.0 / 3, space.Integral(Bodies.AtNodes(space.Mesh, (x, _) => x * x)), 1e-13);
        Assert.Equal(1, space.Integral(Bodies.AtNodes(space.Mesh, (x, y) => x * y)), 1e-13);
    }

    [Fact]
    public void A_constant_is_itself_everywhere_and_has_no_slope()
    {
        var space = new ScalarSpace(StructuredMesh.Disk(1, 3, MeshOrder.Quadratic), QuadratureRule.Triangle(5));
        double[] field = [.. Enumerable.Repeat(0.7, space.Count)], values = new double[space.ValuesIn(0)], alongXi = new double[values.Length], alongEta = new double[values.Length];
        space.Interpolate(0, field, values);
        space.Differentiate(0, field, alongXi, alongEta);
        Assert.All(values, v => Assert.Equal(0.7, v, 1e-14));
        Assert.All(alongXi, v => Assert.Equal(0, v, 1e-14));
        Assert.All(alongEta, v => Assert.Equal(0, v, 1e-14));
    }

    [Fact]
    public void The_balanced_rule_shares_the_area_as_the_exact_one_does()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2, 1, 4, 3);
        ScalarSpace exact = new(mesh, QuadratureRule.Triangle(4)), balanced = new(mesh, QuadratureRule.BalancedTriangle());
        AssertNear(exact.Shares, balanced.Shares);
        AssertNear(exact.StiffnessEntries(), balanced.StiffnessEntries());
    }

    [Fact]
    public void Values_of_a_periodic_box_go_to_the_nodes_and_back_unchanged()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 4, 3);
        var space = new ScalarSpace(mesh, QuadratureRule.Triangle(4), PeriodicNodes.Of(mesh, true, true));
        double[] values = [.. Enumerable.Range(0, space.Count).Select(i => Math.Cos(i))];
        Assert.Equal(12, space.Count);
        Assert.Equal(values, space.FromNodes(space.ToNodes(values)));
        Assert.Equal(mesh.NodeCount, space.ToNodes(values).Length);

        // Every unknown of a regular periodic box is like every other.
        Assert.All(space.Shares, s => Assert.Equal(1.0 / 12, s, 1e-14));
    }

    [Fact]
    public void A_tensor_changes_the_stiffness_only()
    {
        var space = new ScalarSpace(StructuredMesh.Rectangle(1, 1, 3, 2), QuadratureRule.Triangle(4));
        double[] unity = [.. Enumerable.Range(0, 36).Select(i => i % 3 == 1 ? 0.0 : 1)], triple = [.. unity.Select(t => 3 * t)];
        ScalarSpace same = space.WithTensor(unity), stiffer = space.WithTensor(triple);
        Assert.Same(space.Pattern, stiffer.Pattern);
        Assert.Equal(space.Area, stiffer.Area);
        AssertNear(space.MassEntries(), stiffer.MassEntries());
        AssertNear(space.StiffnessEntries(), same.StiffnessEntries());
        AssertNear([.. space.StiffnessEntries().Select(k => 3 * k)], stiffer.StiffnessEntries());
    }

    [Fact]
    public void A_tensor_that_does_not_fit_is_refused_with_both_numbers()
    {
        var space = new ScalarSpace(StructuredMesh.Rectangle(1, 1, 3, 2), QuadratureRule.Triangle(4));
        double[] three = new double[3];
        Assert.Contains("3 tensor components for 12 cells (three each).", Assert.Throws<ArgumentException>(() => space.WithTensor(three)).Message, StringComparison.Ordinal);
    }

    private static double[] Product(ScalarSpace space, double[] entries, double[] field)
    {
        var product = new double[space.Count];
        space.Pattern.Matrix(entries).Multiply(field, product);
        return product;
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-13);
        }
    }
}
