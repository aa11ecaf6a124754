using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class ReflectionSymmetryTests
{
    private static readonly UnitCell Four = UnitCell.FromAngstroms(4, 4, 4);

    [Theory]
    [InlineData(1, 0, 0, 6)]
    [InlineData(1, 1, 0, 12)]
    [InlineData(1, 1, 1, 8)]
    [InlineData(2, 1, 0, 24)]
    [InlineData(2, 1, 1, 24)]
    [InlineData(3, 2, 1, 48)]
    public void Multiplicities_of_the_full_cubic_group_are_those_of_the_books(int h, int k, int l, int multiplicity) =>
        Assert.Equal(multiplicity, SpaceGroups.Find("P m -3 m").Multiplicity(new MillerIndices(h, k, l)));

    [Theory]
    [InlineData("F d -3 m:2", 2, 0, 0, true)]
    [InlineData("F d -3 m:2", 4, 2, 0, true)]
    [InlineData("F d -3 m:2", 2, 1, 1, true)]
    [InlineData("F d -3 m:2", 1, 1, 1, false)]
    [InlineData("F d -3 m:2", 2, 2, 0, false)]
    [InlineData("F d -3 m:2", 2, 2, 2, false)]
    [InlineData("I m -3 m", 1, 0, 0, true)]
    [InlineData("I m -3 m", 1, 1, 0, false)]
    [InlineData("P 63/m m c", 0, 0, 1, true)]
    [InlineData("P 63/m m c", 1, 1, 1, true)]
    [InlineData("P 63/m m c", 1, 0, 1, false)]
    [InlineData("P 1 21/c 1", 0, 1, 0, true)]
    [InlineData("P 1 21/c 1", 1, 0, 1, true)]
    [InlineData("P 1 21/c 1", 1, 0, 2, false)]
    public void Centring_screws_and_glides_leave_out_what_the_books_say(string symbol, int h, int k, int l, bool isAbsent) =>
        Assert.Equal(isAbsent, SpaceGroups.Find(symbol).IsAbsent(new MillerIndices(h, k, l)));

    [Theory]
    [InlineData("P 63/m", 5, 7, 120)]
    [InlineData("I 41/a", 5, 7, 90)]
    [InlineData("P b n m", 5, 7, 90)]
    public void Equivalent_reflections_are_counted_by_the_multiplicity_and_are_absent_together(string symbol, double a, double c, double gamma)
    {
        SpaceGroup group = SpaceGroups.Find(symbol);
        UnitCell cell = UnitCell.FromAngstroms(a, a, c, 90, 90, gamma);
        for (int i = 1; i < 27; i++)
        {
            var h = new MillerIndices(i / 9, i / 3 % 3, i % 3);
            IReadOnlyCollection<MillerIndices> alike = group.Equivalents(h);
            Assert.Equal(group.Multiplicity(h), alike.Count);
            Assert.Contains(-h, alike);
            Assert.All(alike, e => Assert.Equal(group.IsAbsent(h), group.IsAbsent(e)));
            Assert.All(alike, e => Assert.InRange(cell.Spacing_angstrom(e) / cell.Spacing_angstrom(h), 1 - 1e-9, 1 + 1e-9));
        }
    }

    [Theory]
    [InlineData("P m -3 m")]
    [InlineData("P m m m")]
    [InlineData("P -1")]
    [InlineData("P 1")]
    public void Multiplicities_sum_to_the_lattice_points_of_the_sphere(string symbol)
    {
        // 6 + 12 + 8 + 6 + 24 + 24 points have squares of 1 to 6.
        IReadOnlyList<Reflection> list = ReflectionList.Within(SpaceGroups.Find(symbol), Four, 4 / Math.Sqrt(6.5));
        Assert.Equal(80, list.Sum(r => r.Multiplicity));
    }

    [Fact]
    public void Lines_of_the_group_of_diamond_come_in_the_order_of_their_sums_of_squares()
    {
        IReadOnlyList<Reflection> list = ReflectionList.Within(SpaceGroups.Find("F d -3 m:2"), Four, 4 / Math.Sqrt(27.5));
        Assert.Equal([3, 8, 11, 12, 16, 19, 24, 27, 27], list.Select(r => (int)Math.Round(16 / (r.Spacing_angstrom * r.Spacing_angstrom))));
    }

    [Fact]
    public void A_largest_spacing_leaves_out_what_lies_above_it()
    {
        SpaceGroup group = SpaceGroups.Find("P m -3 m");
        double least = 4 / Math.Sqrt(6.5);
        IReadOnlyList<Reflection> all = ReflectionList.Within(group, Four, least), less = ReflectionList.Within(group, Four, least, 4 / Math.Sqrt(1.5));
        Assert.Equal(new MillerIndices(1, 0, 0), all[0].Indices);
        Assert.Equal(all.Skip(1), less);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReflectionList.Within(group, Four, 0));
    }

    [Fact]
    public void Angle_and_energy_of_a_reflection_say_the_same_by_Bragg()
    {
        var line = new Reflection(new MillerIndices(1, 1, 1), 8, 3);
        Assert.Equal(60, line.TwoTheta_deg(3), 1e-9);
        Assert.Equal(180, line.TwoTheta_deg(6), 1e-9);
        Assert.True(double.IsNaN(line.TwoTheta_deg(6.01)));
        double energy = line.Energy_eV(25);
        Assert.Equal(25, line.TwoTheta_deg(Diffractogram.PlanckTimesLight_eV_angstrom / energy), 1e-9);
    }
}
