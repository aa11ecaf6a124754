using Stria.Numerics.Integration;

namespace Stria.Tests.Numerics.Integration;

/// <summary>Symmetries of the rules and of the integrals made with them.</summary>
public sealed class GaussLegendreRuleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(20)]
    public void Points_ascend_and_mirror_each_other_with_their_weights(int points)
    {
        var rule = new GaussLegendre(points);
        Assert.Equal(points, rule.Nodes.Length);
        for (int i = 0; i < points; i++)
        {
            Assert.InRange(rule.Nodes[i], -1, 1);
            Assert.True(rule.Weights[i] > 0);
            Assert.True(i == 0 || rule.Nodes[i] > rule.Nodes[i - 1]);
            Assert.Equal(-rule.Nodes[i], rule.Nodes[points - 1 - i], 1e-14);
            Assert.Equal(rule.Weights[i], rule.Weights[points - 1 - i], 1e-13);
        }
    }

    [Fact]
    public void Two_points_lie_at_one_over_the_root_of_three()
    {
        var rule = new GaussLegendre(2);
        Assert.Equal(-1 / Math.Sqrt(3), rule.Nodes[0], 1e-15);
        Assert.Equal(1, rule.Weights[0], 1e-14);
    }

    [Fact]
    public void An_integral_changes_its_sign_with_its_direction_and_adds_up_over_its_parts()
    {
        var rule = new GaussLegendre(10);
        double whole = rule.Sum(Exponential, -0.5, 2), left = rule.Sum(Exponential, -0.5, 0.7), right = rule.Sum(Exponential, 0.7, 2);
        Assert.Equal(Math.Exp(2) - Math.Exp(-0.5), whole, 1e-13);
        Assert.Equal(whole, left + right, 1e-13);
        Assert.Equal(-whole, rule.Sum(Exponential, 2, -0.5), 1e-13);
        Assert.Equal(whole, rule.Sum(Exponential, -0.5, 2, 9), 1e-13);
        Assert.Equal(0, rule.Sum(Exponential, 1, 1));
    }

    [Fact]
    public void A_rule_needs_a_point() => Assert.Throws<ArgumentOutOfRangeException>(() => new GaussLegendre(0));

    private static void Exponential(double[] x, double[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Exp(x[i]);
        }
    }
}
