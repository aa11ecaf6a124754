using Stria.Core;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Closed forms and symmetries of the mobilities, and of tensors about crystal axes.</summary>
public sealed class MobilityLawsTests
{
    [Fact]
    public void A_lattice_without_ions_or_without_room_lets_nothing_move()
    {
        var law = new LatticeMobility(3);
        double[] m = new double[4], slope = new double[4];
        law.Evaluate([0, 1, 0.5, 0.25], m, slope);
        double[] mobilities = [0, 0, 0.75, 0.5625], slopes = [3, -3, 0, 1.5];
        Assert.Equal(mobilities, m);
        Assert.Equal(slopes, slope);
        Assert.Equal(0.75, law.Largest);
        Assert.Equal(3.0, law.Diffusivity);
    }

    [Fact]
    public void Beyond_its_rows_a_table_keeps_its_end_values()
    {
        var law = new TabulatedMobility([0.2, 0.5, 0.8], [0.4, 2, 1.5]);
        double[] m = new double[4], slope = new double[4], expected = [0.4, 0.4, 1.5, 1.5];
        law.Evaluate([-1, 0.1, 0.9, 7], m, slope);
        Assert.Equal(expected, m);
        Assert.All(slope, s => Assert.Equal(0.0, s));
        Assert.Equal(2.0, law.Largest);
    }

    [Fact]
    public void Two_rows_are_joined_by_a_smooth_step()
    {
        var law = new TabulatedMobility([0, 1], [1, 3]);
        double[] m = new double[3], slope = new double[3];
        law.Evaluate([0.25, 0.5, 0.75], m, slope);
        Assert.Equal(1 + (2 * 0.15625), m[0], 1e-14);
        Assert.Equal(2, m[1], 1e-14);
        Assert.Equal(3 - (2 * 0.15625), m[2], 1e-14);
        Assert.Equal(3, slope[1], 1e-14);
        Assert.Equal(slope[0], slope[2], 1e-14);
    }

    [Fact]
    public void A_table_of_equal_values_is_constant()
    {
        double[] c = [.. Enumerable.Range(0, 30).Select(i => i / 29.0)], m = new double[30], slope = new double[30];
        new TabulatedMobility([0, 0.1, 0.6, 1], [2, 2, 2, 2]).Evaluate(c, m, slope);
        Assert.All(m, v => Assert.Equal(2, v, 1e-14));
        Assert.All(slope, s => Assert.Equal(0, s, 1e-14));
    }

    [Fact]
    public void A_mirrored_table_has_mirrored_values()
    {
        double[] c = [.. Enumerable.Range(0, 40).Select(i => (i + 0.5) / 40)], mirrored = [.. c.Select(x => 1 - x)];
        double[] one = new double[40], other = new double[40], slope = new double[40], otherSlope = new double[40];
        new TabulatedMobility([0, 0.2, 0.5, 1], [0.1, 0.4, 2, 1.5]).Evaluate(c, one, slope);
        new TabulatedMobility([0, 0.5, 0.8, 1], [1.5, 2, 0.4, 0.1]).Evaluate(mirrored, other, otherSlope);
        for (int i = 0; i < c.Length; i++)
        {
            Assert.Equal(one[i], other[i], 1e-12);
            Assert.Equal(slope[i], -otherSlope[i], 1e-11);
        }
    }

    [Fact]
    public void Refusals_say_what_is_wrong_with_which_row()
    {
        Assert.Contains("A table of mobility has 2 compositions and 3 mobilities; it needs two or more rows of both.", Refusal([0, 1], [1, 1, 1]), StringComparison.Ordinal);
        Assert.Contains("must ascend, but 0.4 follows 0.5.", Refusal([0, 0.5, 0.4], [1, 1, 1]), StringComparison.Ordinal);
        Assert.Contains("must ascend, but 0.5 follows 0.5.", Refusal([0, 0.5, 0.5], [1, 1, 1]), StringComparison.Ordinal);
        Assert.Contains("The mobility at c = 0.5 is -2; it must be above 0.", Refusal([0, 0.5], [1, -2]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Values_that_are_not_above_zero_are_refused(double value)
    {
        Assert.Contains("it must be above 0. Perhaps it is missing.", Assert.Throws<ScenarioException>(() => new ConstantMobility(value)).Message, StringComparison.Ordinal);
        Assert.Contains("The diffusivity is ", Assert.Throws<ScenarioException>(() => new LatticeMobility(value)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.2)]
    [InlineData(-2.0)]
    public void Turning_a_crystal_keeps_trace_and_determinant(double angle)
    {
        double[] t = new CrystalTensor(4, 0.5).InCells(1, [angle]), opposite = new CrystalTensor(4, 0.5).InCells(1, [angle + Math.PI]), square = new CrystalTensor(0.5, 4).InCells(1, [angle + (Math.PI / 2)]);
        Assert.Equal(4.5, t[0] + t[2], 1e-14);
        Assert.Equal(2, (t[0] * t[2]) - (t[1] * t[1]), 1e-14);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(t[k], opposite[k], 1e-14);
            Assert.Equal(t[k], square[k], 1e-14);
        }
    }

    private static string Refusal(double[] compositions, double[] mobilities) => Assert.Throws<ScenarioException>(() => new TabulatedMobility(compositions, mobilities)).Message;
}
