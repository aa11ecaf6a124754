using Stria.Core;
using Stria.Numerics.Integration;

namespace Stria.Tests.Numerics.Integration;

public sealed class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void A_rule_of_n_points_is_exact_to_the_degree_2n_minus_1(int points)
    {
        var rule = new GaussLegendre(points);
        for (int power = 0; power < 2 * points; power++)
        {
            double sum = 0;
            for (int i = 0; i < points; i++)
            {
                sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], power);
            }

            Assert.Equal(power % 2 == 0 ? 2.0 / (power + 1) : 0, sum, 1e-14);
        }

        double beyond = 0;
        for (int i = 0; i < points; i++)
        {
            beyond += rule.Weights[i] * Math.Pow(rule.Nodes[i], 2 * points);
        }

        Assert.True(2.0 / ((2 * points) + 1) - beyond > 1e-13, "The next even power is not exact, or the test would pass for any rule.");
    }

    [Fact]
    public void Parts_are_halved_until_the_integral_settles()
    {
        var rule = new GaussLegendre(8);
        Assert.Equal(Math.Log(1001), rule.Integrate(Fill(x => 1 / (x + 0.001)), 0, 1), 1e-10);
        ConvergenceException caught = Assert.Throws<ConvergenceException>(() => rule.Integrate(Fill(x => Math.Sin(1e9 * x * x)), 0, 1, 0));
        Assert.True(caught.Residuals.Count > 5);
    }

    private static Action<double[], double[]> Fill(Func<double, double> f) => (x, y) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = f(x[i]);
        }
    };
}
