using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Fem;

/// <summary>The matrix of two fields on one pattern.</summary>
public sealed class PairedMatrixTests
{
    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void Every_scalar_entry_becomes_a_block_of_four(MeshOrder order)
    {
        ScalarSpace space = Space(order);
        var paired = new PairedMatrix(space.Pattern);
        SymmetricMatrix matrix = paired.Of(space.MassEntries(), space.StiffnessEntries(), space.MassEntries());
        matrix.Check();
        Assert.Equal(2 * space.Count, paired.Order);
        Assert.Equal(paired.Order, matrix.Order);
        Assert.Equal((4 * space.Pattern.EntryCount) - space.Count, matrix.EntryCount);
        Assert.Equal(2, matrix.BlockSize);
    }

    [Fact]
    public void Fields_that_are_not_coupled_do_not_feel_each_other()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        double[] mass = space.MassEntries(), flow = space.StiffnessEntries(), none = new double[mass.Length];
        double[] one = Waves(space.Count, 1.3), product = new double[2 * space.Count], expected = new double[space.Count];
        new PairedMatrix(space.Pattern).Of(mass, none, flow).Multiply(Interleaved(one, new double[one.Length]), product);
        space.Pattern.Matrix(mass).Multiply(one, expected);
        for (int i = 0; i < one.Length; i++)
        {
            Assert.Equal(expected[i], product[2 * i], 1e-15);
            Assert.Equal(0.0, product[(2 * i) + 1]);
        }
    }

    [Fact]
    public void Exchanging_the_fields_exchanges_the_outer_matrices()
    {
        ScalarSpace space = Space(MeshOrder.Quadratic);
        double[] mass = space.MassEntries(), flow = space.StiffnessEntries(), across = [.. mass.Select((m, i) => m - (0.3 * flow[i]))];
        double[] a = Waves(space.Count, 0.7), b = Waves(space.Count, 2.1), one = new double[2 * space.Count], other = new double[2 * space.Count];
        var paired = new PairedMatrix(space.Pattern);
        paired.Of(mass, across, flow).Multiply(Interleaved(a, b), one);
        paired.Of(flow, across, mass).Multiply(Interleaved(b, a), other);
        for (int i = 0; i < a.Length; i++)
        {
            Assert.Equal(one[2 * i], other[(2 * i) + 1], 1e-12);
            Assert.Equal(one[(2 * i) + 1], other[2 * i], 1e-12);
        }
    }

    [Fact]
    public void A_held_unknown_is_cut_out_and_leaves_the_others_as_they_were()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        double[] mass = space.MassEntries(), flow = space.StiffnessEntries(), whole = new double[2 * space.Count], cut = new double[whole.Length];
        double[] field = Interleaved(Waves(space.Count, 0.9), Waves(space.Count, 1.9));
        var held = new bool[field.Length];
        held[5] = true;
        var paired = new PairedMatrix(space.Pattern);
        paired.Of(flow, mass, flow, held).Multiply(field, cut);
        Assert.Equal(field[5], cut[5]);

        // With zero in its place the held unknown gives nothing to the others, held or not.
        field[5] = 0;
        paired.Of(flow, mass, flow, held).Multiply(field, cut);
        paired.Of(flow, mass, flow).Multiply(field, whole);
        for (int i = 0; i < field.Length; i++)
        {
            Assert.Equal(i == 5 ? 0 : whole[i], cut[i], 1e-14);
        }
    }

    [Fact]
    public void Holding_everything_leaves_the_identity()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        double[] field = Interleaved(Waves(space.Count, 0.4), Waves(space.Count, 1.4)), product = new double[field.Length];
        bool[] held = [.. Enumerable.Repeat(true, field.Length)];
        new PairedMatrix(space.Pattern).Of(space.MassEntries(), space.StiffnessEntries(), space.MassEntries(), held).Multiply(field, product);
        Assert.Equal(field, product);
    }

    private static ScalarSpace Space(MeshOrder order) => new(StructuredMesh.Rectangle(2, 1, 3, 2, order), QuadratureRule.Triangle(4));

    private static double[] Waves(int count, double rate) => [.. Enumerable.Range(0, count).Select(i => Math.Sin((rate * i) + 0.2))];

    private static double[] Interleaved(double[] a, double[] b)
    {
        var both = new double[2 * a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            (both[2 * i], both[(2 * i) + 1]) = (a[i], b[i]);
        }

        return both;
    }
}
