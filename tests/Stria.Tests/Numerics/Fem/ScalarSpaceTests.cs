using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Linear;
using Stria.Tests.Physics;

namespace Stria.Tests.Numerics.Fem;

/// <summary>Integrals of scalar fields in batches of cells.</summary>
public sealed class ScalarSpaceTests
{
    private static TriangleMesh[] Meshes =>
    [
        StructuredMesh.Rectangle(2, 1, 9, 7), StructuredMesh.Rectangle(2, 1, 9, 7, MeshOrder.Quadratic), StructuredMesh.Disk(1, 5, MeshOrder.Quadratic),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Meshes.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matrices_give_the_integrals_of_linear_fields(int number)
    {
        var space = new ScalarSpace(Meshes[number], QuadratureRule.Triangle(5));
        double[] x = Bodies.AtNodes(space.Mesh, (x, _) => x), one = Bodies.AtNodes(space.Mesh, (_, _) => 1);
        double exact = number == 2 ? Math.PI : 2, second = number == 2 ? Math.PI / 4 : 8.0 / 3;
        Assert.Equal(exact, space.Area, number == 2 ? 2e-4 : 1e-12);
        Assert.Equal(space.Area, Form(space, space.MassEntries(), one, one), 1e-12);
        Assert.Equal(second, Form(space, space.MassEntries(), x, x), number == 2 ? 4e-4 : 1e-12);
        Assert.Equal(space.Area, Form(space, space.StiffnessEntries(), x, x), 1e-12);
        Assert.Equal(0, Form(space, space.StiffnessEntries(), one, one), 1e-12);
        Assert.Equal(number == 2 ? 0 : 2, space.Integral(x), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_tensor_measures_gradients(int number)
    {
        ScalarSpace space = new(Meshes[number], QuadratureRule.Triangle(5)), turned = space.WithTensor([.. Enumerable.Range(0, 3 * space.Mesh.CellCount).Select(i => new[] { 2.0, 0.5, 3 }[i % 3])]);
        double[] f = Bodies.AtNodes(space.Mesh, (x, y) => x + (4 * y));
        Assert.Equal(space.Area * (2 + (2 * 0.5 * 4) + (3 * 16)), Form(space, turned.StiffnessEntries(), f, f), 1e-10);
        Assert.Throws<ArgumentException>(() => space.WithTensor(new double[3]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Integrals_of_fluxes_are_products_with_the_stiffness(int number)
    {
        var space = new ScalarSpace(Meshes[number], QuadratureRule.Triangle(5));
        double[] field = Bodies.AtNodes(space.Mesh, (x, y) => Math.Sin(2 * x) * Math.Cos(y)), entries = new double[space.Pattern.EntryCount], loads = new double[space.Count], product = new double[space.Count];
        for (int batch = 0; batch < space.BatchCount; batch++)
        {
            double[] v = new double[space.ValuesIn(batch)], a = new double[v.Length], b = new double[v.Length];
            space.Interpolate(batch, field, v);
            space.AddStiffness(batch, v, entries);
            space.Differentiate(batch, field, a, b);
            space.AddFlux(batch, v, a, b, loads);
        }

        space.Pattern.Matrix(entries).Multiply(field, product);
        Assert.True(Bodies.Largest(product) > 1e-2);
        Assert.All(product.Zip(loads), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void Loads_of_an_interpolated_field_are_products_with_the_mass()
    {
        var space = new ScalarSpace(Meshes[1], QuadratureRule.Triangle(4));
        double[] field = Bodies.AtNodes(space.Mesh, (x, y) => x * y), loads = new double[space.Count], product = new double[space.Count];
        for (int batch = 0; batch < space.BatchCount; batch++)
        {
            var v = new double[space.ValuesIn(batch)];
            space.Interpolate(batch, field, v);
            space.AddIntegral(batch, v, loads);
        }

        space.Pattern.Matrix(space.MassEntries()).Multiply(field, product);
        Assert.All(product.Zip(loads), p => Assert.Equal(p.First, p.Second, 1e-14));
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_periodic_box_has_one_unknown_for_matching_nodes(MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 12, 12, order);
        int side = 12 * (int)order;
        var space = new ScalarSpace(mesh, QuadratureRule.Triangle(4), PeriodicNodes.Of(mesh, true, true));
        Assert.Equal(side * side, space.Count);
        Assert.Equal((side + 1) * side, new ScalarSpace(mesh, QuadratureRule.Triangle(4), PeriodicNodes.Of(mesh, false, true)).Count);
        double[] wave = space.FromNodes(Bodies.AtNodes(mesh, (x, _) => Math.Sin(Math.Tau * x))), flow = new double[space.Count], mass = new double[space.Count];
        space.Pattern.Matrix(space.StiffnessEntries()).Multiply(wave, flow);
        space.Pattern.Matrix(space.MassEntries()).Multiply(wave, mass);
        double rate = wave.Zip(flow, (a, b) => a * b).Sum() / wave.Zip(mass, (a, b) => a * b).Sum();
        Assert.Equal(4 * Math.PI * Math.PI, rate, order == MeshOrder.Linear ? 1.2 : 0.01);

        // On linear cells a wave stays an eigenvector: no seam is felt.
        Assert.True(order == MeshOrder.Quadratic || flow.Zip(mass).All(p => Math.Abs(p.First - (rate * p.Second)) < 1e-10 * Bodies.Largest(flow)));
        double[] nodal = space.ToNodes(wave);
        Assert.Equal(nodal[0], nodal[side], 1e-15);
        Assert.Equal(nodal[0], nodal[^1], 1e-15);
    }

    [Fact]
    public void Borders_that_do_not_match_are_refused()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, 4, 4), bent = Bodies.Moved(mesh, (x, y) => (x, x > 0.99 ? y * y : y));
        Assert.Contains("matching", Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(bent, true, false)).Message, StringComparison.Ordinal);
        Assert.Contains("matching", Assert.Throws<ScenarioException>(() => PeriodicNodes.Of(StructuredMesh.Disk(1, 3), true, true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_fields_share_one_matrix()
    {
        var space = new ScalarSpace(StructuredMesh.Rectangle(1, 1, 4, 3), QuadratureRule.Triangle(4));
        double[] mass = space.MassEntries(), flow = space.StiffnessEntries(), both = new double[2 * space.Count], product = new double[both.Length];
        var held = new bool[both.Length];
        (held[3], held[8]) = (true, true);
        SymmetricMatrix whole = new PairedMatrix(space.Pattern).Of(flow, mass, mass), part = new PairedMatrix(space.Pattern).Of(flow, mass, mass, held);
        whole.Check();
        double[] a = SparseField(space.Count, 1), b = SparseField(space.Count, 2), ka = new double[a.Length], mb = new double[a.Length], ma = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            (both[2 * i], both[(2 * i) + 1]) = (a[i], b[i]);
        }

        whole.Multiply(both, product);
        space.Pattern.Matrix(flow).Multiply(a, ka);
        space.Pattern.Matrix(mass).Multiply(b, mb);
        space.Pattern.Matrix(mass).Multiply(a, ma);
        for (int i = 0; i < a.Length; i++)
        {
            Assert.Equal(ka[i] + mb[i], product[2 * i], 1e-13);
            Assert.Equal(ma[i] + mb[i], product[(2 * i) + 1], 1e-13);
        }

        part.Multiply(both, product);
        Assert.Equal((both[3], both[8]), (product[3], product[8]));
    }

    private static double[] SparseField(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => Math.Sin((seed * 1.7 * i) + seed))];

    private static double Form(ScalarSpace space, double[] entries, double[] a, double[] b)
    {
        var product = new double[space.Count];
        space.Pattern.Matrix(entries).Multiply(a, product);
        return product.Zip(b, (p, q) => p * q).Sum();
    }
}
