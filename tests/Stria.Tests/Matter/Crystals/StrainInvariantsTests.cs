using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class StrainInvariantsTests
{
    // Stephens 1999, Table 1; 4/m, -3 and their like have a term more than 4/mmm and -3m.
    [Theory]
    [InlineData("P -1", 15)]
    [InlineData("C 2/m", 9)]
    [InlineData("P m m n", 6)]
    [InlineData("P 42/m n m", 4)]
    [InlineData("P 4/m", 5)]
    [InlineData("R -3 m:H", 4)]
    [InlineData("R -3 m:R", 4)]
    [InlineData("P -3", 5)]
    [InlineData("P 63/m", 3)]
    [InlineData("P 6/m m m", 3)]
    [InlineData("F d -3 m:2", 2)]
    [InlineData("P 2 3", 2)]
    public void Each_Laue_class_has_its_number_of_terms(string symbol, int terms) => Assert.Equal(terms, SpaceGroups.Find(symbol).StrainBasis().Length);

    [Theory]
    [InlineData("C 2/m")]
    [InlineData("P 4/m")]
    [InlineData("R -3 m:H")]
    [InlineData("P 63/m")]
    [InlineData("F d -3 m:2")]
    public void A_form_is_alike_for_all_reflections_that_are_alike(string symbol)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        var h = new MillerIndices(3, -1, 2);
        foreach (double[] form in group.StrainBasis())
        {
            double value = StrainInvariants.At(form, h);
            Assert.All(group.Equivalents(h), e => Assert.Equal(value, StrainInvariants.At(form, e), 1e-9));
        }
    }

    [Fact]
    public void The_square_of_the_metric_is_one_over_d_to_the_fourth()
    {
        var cell = UnitCell.FromAngstroms(9.8245, 8.8776, 6.8252, 90, 107.641);
        double[] square = StrainInvariants.SquareOf(cell.ReciprocalMetric_angstrom2());
        foreach (MillerIndices h in new MillerIndices[] { new(1, 0, 0), new(2, -1, 3), new(0, 4, -1) })
        {
            double d = cell.Spacing_angstrom(h);
            Assert.Equal(1, StrainInvariants.At(square, h) * d * d * d * d, 1e-10);
        }
    }

    [Fact]
    public void Terms_bear_the_names_of_their_first_monomial()
    {
        Assert.Equal(["S400", "S220", "S202", "S004"], SpaceGroups.Find("P 42/m n m").StrainBasis().Select(StrainInvariants.Name));
        Assert.Equal(15, StrainInvariants.Terms.Count);
        Assert.All(StrainInvariants.Terms, t => Assert.Equal(4, t.H + t.K + t.L));
    }
}
