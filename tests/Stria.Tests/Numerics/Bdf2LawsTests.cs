using Stria.Numerics.Time;

namespace Stria.Tests.Numerics;

/// <summary>What the coefficients of backward differences obey for any ratio of steps.</summary>
public sealed class Bdf2LawsTests
{
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(0.3, 0.2)]
    [InlineData(1e-6, 4e-6)]
    public void A_constant_has_no_slope_and_stays(double step, double before)
    {
        var formula = new Bdf2(step, before);
        Assert.Equal(0, formula.New + formula.Old + formula.Older, 1e-14);
        double[] start = new double[2], ahead = new double[2];
        formula.Start([0.4, -3], [0.4, -3], start);
        formula.Extrapolate([0.4, -3], [0.4, -3], ahead);
        Assert.Equal(0.4, start[0], 1e-14);
        Assert.Equal(-3, start[1], 1e-14);
        Assert.Equal(0.4, ahead[0], 1e-14);
        Assert.Equal(-3, ahead[1], 1e-14);
    }

    [Fact]
    public void Equal_steps_have_the_coefficients_of_the_books()
    {
        var formula = new Bdf2(0.5, 0.5);
        Assert.Equal(1.5, formula.New);
        Assert.Equal(-2.0, formula.Old);
        Assert.Equal(0.5, formula.Older);
        Assert.Equal(1.0 / 3, formula.Weight, 1e-15);
        Assert.Equal(2.0 / 11, formula.ErrorShare(0.5), 1e-15);
    }

    [Fact]
    public void The_ratio_is_zero_in_the_first_step_only()
    {
        Assert.Equal(0.0, new Bdf2(0.5, 0).Ratio);
        Assert.Equal(2.0, new Bdf2(0.5, 0.25).Ratio);
        Assert.Equal(0.5, new Bdf2(0.25, 0.5).Ratio);
    }

    [Fact]
    public void The_second_root_leaves_the_unit_circle_just_above_the_largest_ratio()
    {
        // The roots of a₀ z² + a₁ z + a₂ are 1 and a₂/a₀.
        Bdf2 inside = new(Bdf2.LargestRatio, 1), outside = new(Bdf2.LargestRatio + 1e-3, 1);
        Assert.InRange(inside.Older / inside.New, 0.99, 1);
        Assert.True(outside.Older / outside.New > 1);
    }

    [Theory]
    [InlineData(1.0, 1.0, 1.0)]
    [InlineData(0.2, 0.1, 0.4)]
    [InlineData(2.0, 1.0, 0.5)]
    public void The_share_of_the_error_does_not_depend_on_the_unit_of_time(double step, double before, double beforeLast)
    {
        double share = new Bdf2(step, before).ErrorShare(beforeLast), inSeconds = new Bdf2(3600 * step, 3600 * before).ErrorShare(3600 * beforeLast);
        Assert.InRange(share, 0.01, 0.99);
        Assert.Equal(share, inSeconds, 1e-12);
    }
}
