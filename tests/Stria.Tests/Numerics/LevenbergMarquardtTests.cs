using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class LevenbergMarquardtTests
{
    [Fact]
    public void The_valley_of_Rosenbrock_is_followed_to_its_end()
    {
        LeastSquaresResult found = LevenbergMarquardt.Minimise(new Rosenbrock(), [-1.2, 1]);
        Assert.True(found.Converged);
        Assert.Equal(1, found.Parameters[0], 10);
        Assert.Equal(1, found.Parameters[1], 10);
        Assert.True(found.History.Zip(found.History.Skip(1)).All(h => h.Second < h.First));
    }

    [Fact]
    public void A_bound_is_kept_and_the_rest_is_least_along_it()
    {
        // With x ≤ 0.5 the minimum lies at x = 0.5, y = x².
        LeastSquaresResult found = LevenbergMarquardt.Minimise(new Rosenbrock(), [-1.2, 1], new LevenbergMarquardtOptions { Upper = [0.5, 10], Lower = [-2, -2] });
        Assert.Equal(0.5, found.Parameters[0]);
        Assert.Equal(0.25, found.Parameters[1], 8);
        Assert.Equal(0.25, found.SumOfSquares, 10);
    }

    [Fact]
    public void A_start_outside_its_bounds_is_moved_onto_them()
    {
        LeastSquaresResult found = LevenbergMarquardt.Minimise(new Rosenbrock(), [7, 9], new LevenbergMarquardtOptions { Upper = [3, 5], Lower = [-2, -2] });
        Assert.Equal(1, found.Parameters[0], 8);
    }

    [Fact]
    public void A_start_without_a_value_is_refused() =>
        Assert.Throws<ArgumentException>(() => LevenbergMarquardt.Minimise(new Rosenbrock(), [double.NaN, 1]));

    [Fact]
    public void Covariance_of_a_straight_line_is_the_textbooks()
    {
        double[] x = [0, 1, 2, 3, 4], jacobian = [.. x.SelectMany(v => new[] { 1, v })];
        var covariance = ParameterCovariance.Of(jacobian, 2, 0.04);

        // Var(a) = s² Σx²/(n Σx² − (Σx)²) = 0.04·30/50, var(b) = s² n/50, cov = −s² Σx/50.
        Assert.Equal(Math.Sqrt(0.04 * 30 / 50), covariance.StandardDeviation(0), 12);
        Assert.Equal(Math.Sqrt(0.04 * 5 / 50), covariance.StandardDeviation(1), 12);
        Assert.Equal(-0.04 * 10 / 50, covariance.Of(0, 1), 12);
        Assert.Equal(-10 / Math.Sqrt(30 * 5), covariance.Correlation(0, 1), 12);
    }

    [Fact]
    public void What_does_not_change_the_residuals_is_not_determined()
    {
        // The first two columns are the same, the third stands alone, the fourth is empty.
        double[] jacobian = [1, 1, 0, 0, 2, 2, 1, 0, 3, 3, -1, 0, 1, 1, 2, 0];
        var covariance = ParameterCovariance.Of(jacobian, 4, 1);
        Assert.True(double.IsPositiveInfinity(covariance.StandardDeviation(0)));
        Assert.True(double.IsPositiveInfinity(covariance.StandardDeviation(1)));
        Assert.InRange(covariance.StandardDeviation(2), 0.3, 0.6);
        Assert.True(double.IsPositiveInfinity(covariance.StandardDeviation(3)));
    }

    [Theory]
    [InlineData(1, 12.7062)]
    [InlineData(3, 3.1824)]
    [InlineData(4, 2.7764)]
    [InlineData(5, 2.5706)]
    [InlineData(10, 2.2281)]
    [InlineData(30, 2.0423)]
    [InlineData(1000, 1.9623)]
    public void Factors_of_Student_are_those_of_the_tables(int freedom, double factor) =>
        Assert.InRange(StudentT.Factor95(freedom) / factor, 0.998, 1.002);

    private readonly struct Rosenbrock : ILeastSquaresProblem
    {
        public int ParameterCount => 2;

        public int ResidualCount => 2;

        public void Evaluate(ReadOnlySpan<double> p, Span<double> residuals, Span<double> jacobian)
        {
            (residuals[0], residuals[1]) = (10 * (p[1] - (p[0] * p[0])), 1 - p[0]);
            if (!jacobian.IsEmpty)
            {
                (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) = (-20 * p[0], 10, -1, 0);
            }
        }
    }
}
