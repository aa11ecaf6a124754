using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class SymmetryAlgebraTests
{
    private static readonly IntegerMatrix3 P = new(1, 2, 0, -1, 3, 1, 2, 0, -2), Q = new(0, 1, -1, 2, 1, 0, 1, 1, 3);

    [Fact]
    public void Determinants_multiply_and_three_turned_signs_turn_theirs()
    {
        Assert.Equal(P.Determinant * Q.Determinant, (P * Q).Determinant);
        Assert.Equal(-P.Determinant, (-P).Determinant);
        Assert.Equal(1, IntegerMatrix3.Identity.Determinant);
    }

    [Fact]
    public void A_product_acts_as_one_matrix_after_the_other()
    {
        (int x, int y, int z) = Q.Times(2, -3, 5);
        Assert.Equal(P.Times(x, y, z), (P * Q).Times(2, -3, 5));
        Assert.Equal(P, P * IntegerMatrix3.Identity);
        Assert.Equal(P, IntegerMatrix3.Identity * P);
    }

    [Fact]
    public void Indices_turn_so_that_their_product_with_a_point_stays()
    {
        var h = new MillerIndices(3, -1, 2);
        MillerIndices turned = P.TurnedBy(h);
        (int x, int y, int z) = P.Times(4, 7, -5);
        Assert.Equal((3 * x) - y + (2 * z), (turned.H * 4) + (turned.K * 7) - (turned.L * 5));
    }

    [Fact]
    public void A_Friedel_mate_has_all_signs_turned_and_is_written_with_blanks()
    {
        var h = new MillerIndices(1, 0, -2);
        Assert.Equal("1 0 -2", h.ToString());
        Assert.Equal(new MillerIndices(-1, 0, 2), -h);
        Assert.Equal(h, -(-h));
    }

    [Theory]
    [InlineData("-x,y+1/2,-z", 2)]
    [InlineData("-y,x,z+1/4", 4)]
    [InlineData("-y,x-y,z+1/3", 3)]
    [InlineData("x-y,x,z+1/6", 6)]
    [InlineData("x,-y,z+1/2", 2)]
    public void A_screw_or_glide_repeated_by_its_order_is_a_translation_of_the_lattice(string written, int order)
    {
        SymmetryOperation once = SymmetryOperation.Parse(written), power = once;
        for (int i = 1; i < order; i++)
        {
            Assert.NotEqual(SymmetryOperation.Identity, power);
            power *= once;
        }

        Assert.Equal(SymmetryOperation.Identity, power);
    }

    [Theory]
    [InlineData("P 1 21/c 1")]
    [InlineData("I 41/a")]
    [InlineData("R -3 m:H")]
    public void Operations_close_under_products_and_come_back_from_their_text(string symbol)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        HashSet<SymmetryOperation> known = [.. group.Operations];
        Assert.Equal(SymmetryOperation.Identity, group.Operations[0]);
        foreach (SymmetryOperation p in group.Operations)
        {
            Assert.Equal(p, SymmetryOperation.Parse(p.ToString()));
            Assert.True(known.SetEquals(group.Operations.Select(q => p * q)), $"{p} leads out of the group");
        }
    }

    [Theory]
    [InlineData("P m -3 m", 1)]
    [InlineData("C 2/m", 2)]
    [InlineData("I m -3 m", 2)]
    [InlineData("R -3 m:H", 3)]
    [InlineData("R -3 m:R", 1)]
    [InlineData("F d -3 m:2", 4)]
    public void The_order_is_that_of_the_point_group_times_the_lattice_points(string symbol, int points)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        Assert.Equal(points, group.LatticePoints);
        Assert.Equal(group.Operations.Count, group.PointGroup.Count() * points);
        Assert.True(group.IsCentric);
        Assert.Equal(group.PointGroup.Count(), group.LaueGroup.Count);
    }

    [Fact]
    public void A_group_without_inversion_has_a_Laue_group_of_twice_its_rotations()
    {
        SpaceGroup group = SpaceGroups.Find("P 21 21 21");
        Assert.False(group.IsCentric);
        Assert.Equal(4, group.PointGroup.Count());
        Assert.Equal(8, group.LaueGroup.Count);
    }

    [Theory]
    [InlineData("x,y", "it needs three parts, as in x,y,z.")]
    [InlineData("x,,z", "A part of the triplet is empty.")]
    [InlineData("x,x,z", "its matrix has the determinant 0, not ±1.")]
    [InlineData("x,y,z+0.3", "is not whole (translations are multiples of 1/24).")]
    [InlineData("x,y,q", "is neither a number nor a multiple of x, y, z.")]
    public void What_is_no_operation_is_refused_with_the_reason(string written, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => SymmetryOperation.Parse(written)).Message, StringComparison.Ordinal);
}
