using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Fem;

/// <summary>Rules integrate what they say; shape functions are what they should be.</summary>
public sealed class QuadratureTests
{
    public static TheoryData<int> Degrees => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Theory]
    [MemberData(nameof(Degrees))]
    public void A_rule_on_the_triangle_integrates_monomials_of_its_degree(int degree)
    {
        QuadratureRule rule = QuadratureRule.Triangle(degree);
        Assert.True(rule.Degree >= degree);
        for (int a = 0; a <= rule.Degree; a++)
        {
            for (int b = 0; a + b <= rule.Degree; b++)
            {
                double sum = Enumerable.Range(0, rule.Count).Sum(q => rule.Weights[q] * Math.Pow(rule.Points[2 * q], a) * Math.Pow(rule.Points[(2 * q) + 1], b));
                double exact = Factorial(a) * Factorial(b) / Factorial(a + b + 2);
                Assert.Equal(exact, sum, 1e-14 * 0.5);
            }
        }

        Assert.All(rule.Weights.ToArray(), w => Assert.True(w > 0));
        Assert.All(Enumerable.Range(0, rule.Count), q => Assert.True(rule.Points[2 * q] > 0 && rule.Points[(2 * q) + 1] > 0 && rule.Points[2 * q] + rule.Points[(2 * q) + 1] < 1));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void A_rule_on_the_edge_integrates_monomials_of_its_degree(int degree)
    {
        QuadratureRule rule = QuadratureRule.Edge(degree);
        for (int a = 0; a <= rule.Degree; a++)
        {
            Assert.Equal(1.0 / (a + 1), Enumerable.Range(0, rule.Count).Sum(q => rule.Weights[q] * Math.Pow(rule.Points[q], a)), 1e-14);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Shape_functions_are_one_at_their_own_node_and_slopes_are_their_derivatives(int nodes)
    {
        double[] places = [0, 0, 1, 0, 0, 1, 0.5, 0, 0.5, 0.5, 0, 0.5], n = new double[nodes], up = new double[nodes], down = new double[nodes], slopes = new double[2 * nodes];
        for (int k = 0; k < nodes; k++)
        {
            ReferenceTriangle.Shapes(nodes, places[2 * k], places[(2 * k) + 1], n);
            Assert.All(Enumerable.Range(0, nodes), i => Assert.Equal(i == k ? 1 : 0, n[i]));
        }

        ReferenceTriangle.Slopes(nodes, 0.2, 0.3, slopes);
        for (int axis = 0; axis < 2; axis++)
        {
            ReferenceTriangle.Shapes(nodes, 0.2 + (axis == 0 ? 1e-5 : 0), 0.3 + (axis == 1 ? 1e-5 : 0), up);
            ReferenceTriangle.Shapes(nodes, 0.2 - (axis == 0 ? 1e-5 : 0), 0.3 - (axis == 1 ? 1e-5 : 0), down);
            Assert.All(Enumerable.Range(0, nodes), i => Assert.Equal((up[i] - down[i]) / 2e-5, slopes[(2 * i) + axis], 1e-9));
        }
    }

    [Fact]
    public void Bent_cells_fill_the_disk()
    {
        double Area(MeshOrder order)
        {
            TriangleMesh mesh = StructuredMesh.Disk(1, 8, order);
            var cells = new CellValues(mesh, QuadratureRule.Triangle(4));
            double area = 0;
            for (int c = 0; c < mesh.CellCount; c++)
            {
                cells.MoveTo(c);
                area += Enumerable.Range(0, cells.PointCount).Sum(cells.Weight);
            }

            return area;
        }

        // Chords lose 2π³/(3·48²) of π; parabolas through the circle four orders less.
        Assert.Equal(Math.PI - (2 * Math.Pow(Math.PI, 3) / (3 * 48 * 48)), Area(MeshOrder.Linear), 1e-4);
        Assert.Equal(Math.PI, Area(MeshOrder.Quadratic), 2e-6);
    }

    [Fact]
    public void A_cell_turned_inside_out_is_named()
    {
        var mesh = new TriangleMesh([0, 0, 1, 0, 0, 1], [0, 2, 1], 3);
        var cells = new CellValues(mesh, QuadratureRule.Triangle(1));
        Assert.Contains("Cell 0", Assert.Throws<ScenarioException>(() => cells.MoveTo(0)).Message, StringComparison.Ordinal);
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (p, k) => p * k);
}
