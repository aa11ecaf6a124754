using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Fem;

/// <summary>What a mesh can represent is found again at any place of it, and nothing outside.</summary>
public sealed class MeshSamplerTests
{
    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_linear_field_is_found_everywhere_on_straight_cells(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2e-6, 1e-6, 7, 4, order);
        Compare(mesh, Places(500, 2e-6, 1e-6), (x, y) => 0.3 + (2e6 * x) - (1e6 * y), 1e-12);
    }

    [Fact]
    public void A_quadratic_field_is_found_on_straight_cells_of_six_nodes()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(2e-6, 1e-6, 7, 4, MeshOrder.Quadratic);
        Compare(mesh, Places(500, 2e-6, 1e-6), (x, y) => (1e12 * x * x) - (3e12 * x * y) + (0.5e12 * y * y) + 1, 1e-11);
    }

    [Fact]
    public void A_linear_field_is_found_on_curved_cells_up_to_the_edge()
    {
        // Curved cells are mapped by their own shape functions, so that linear fields are exact on them; quadratic ones only where sides are straight.
        TriangleMesh mesh = StructuredMesh.Disk(1e-6, 3, MeshOrder.Quadratic);
        Compare(mesh, Polar(400, 0.999), (x, y) => 0.3 + (2e6 * x) - (1e6 * y), 1e-11);
        Compare(mesh, Polar(400, 0.5), (x, y) => (1e12 * x * x) - (3e12 * x * y) + 1, 1e-11);
    }

    [Fact]
    public void A_quadratic_field_on_curved_cells_converges_with_the_third_power_of_their_size()
    {
        double[] error = [.. new[] { 3, 6, 12 }.Select(n => Largest(StructuredMesh.Disk(1e-6, n, MeshOrder.Quadratic)))];
        Assert.True(error[0] > 1e-6);
        Assert.True(error[0] / error[1] > 6 && error[1] / error[2] > 6, string.Join(", ", error));
    }

    [Fact]
    public void Nodes_are_found_with_their_own_values()
    {
        TriangleMesh mesh = StructuredMesh.Disk(1e-6, 4, MeshOrder.Quadratic);
        double[] nodal = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => Math.Sin(n))], found = new double[mesh.NodeCount];
        Assert.Equal(0, new MeshSampler(mesh).Sample(nodal, mesh.Points, found));
        for (int n = 0; n < found.Length; n++)
        {
            Assert.Equal(nodal[n], found[n], 1e-9);
        }
    }

    [Fact]
    public void Places_outside_are_not_a_number_and_are_counted()
    {
        TriangleMesh ring = StructuredMesh.RingSector(1e-6, 2e-6, Math.PI / 2, 2, 5, MeshOrder.Quadratic);
        double[] places = [0.5e-6, 0.5e-6, 1.2e-6, 0.6e-6, -1e-6, 1e-6, 5e-6, 5e-6, 1.5e-6, 1.5e-6], found = new double[5];
        double[] nodal = new double[ring.NodeCount];
        Array.Fill(nodal, 3);
        Assert.Equal(4, new MeshSampler(ring).Sample(nodal, places, found));
        Assert.Equal([double.NaN, 3, double.NaN, double.NaN, double.NaN], [.. found.Select(v => Math.Round(v, 12))]);
    }

    private static double Largest(TriangleMesh mesh)
    {
        double[] places = Polar(600, 0.99), found = new double[600];
        static double Field(double x, double y) => (1e12 * x * x) - (3e12 * x * y);
        Assert.Equal(0, new MeshSampler(mesh).Sample(Nodal(mesh, Field), places, found));
        return Enumerable.Range(0, found.Length).Max(i => Math.Abs(found[i] - Field(places[2 * i], places[(2 * i) + 1])));
    }

    private static void Compare(TriangleMesh mesh, double[] places, Func<double, double, double> field, double tolerance)
    {
        var found = new double[places.Length / 2];
        Assert.Equal(0, new MeshSampler(mesh).Sample(Nodal(mesh, field), places, found));
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(field(places[2 * i], places[(2 * i) + 1]), found[i], tolerance);
        }
    }

    private static double[] Nodal(TriangleMesh mesh, Func<double, double, double> field)
    {
        var values = new double[mesh.NodeCount];
        for (int n = 0; n < values.Length; n++)
        {
            values[n] = field(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
        }

        return values;
    }

    private static double[] Places(int count, double width, double height)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).SelectMany(_ => (double[])[width * random.NextDouble(), height * random.NextDouble()])];
    }

    private static double[] Polar(int count, double reach)
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, count).SelectMany(_ =>
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            double radius = 1e-6 * reach * Math.Sqrt(random.NextDouble());
            return (double[])[radius * cosine, radius * sine];
        })];
    }
}
