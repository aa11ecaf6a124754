using Stria.Numerics.Interpolation;

namespace Stria.Tests.Numerics;

public sealed class CubicSplineTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(23)]
    public void Cubics_are_exact_on_uneven_points(int n)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => i + (0.3 * Math.Sin(2.1 * i)))];
        var spline = new CubicSpline(x, [.. x.Select(Cubic)]);
        for (double at = x[0]; at <= x[^1]; at += 0.07)
        {
            Assert.Equal(Cubic(at), spline.At(at), 1e-11 * (1 + Math.Abs(Cubic(at))));
        }
    }

    [Fact]
    public void One_two_and_three_points_give_constant_line_and_parabola()
    {
        Assert.Equal(7, new CubicSpline([2], [7]).At(99));
        Assert.Equal(2.5, new CubicSpline([0, 2], [1, 4]).At(1), 1e-15);
        var parabola = new CubicSpline([0, 1, 3], [0, 1, 9]);
        Assert.Equal(4, parabola.At(2), 1e-14);
        Assert.Equal(0.25, parabola.At(0.5), 1e-14);
    }

    [Fact]
    public void Beyond_the_ends_the_end_value_stands()
    {
        var spline = new CubicSpline([0, 1, 2, 3, 4], [5, 1, 2, 1, -3]);
        Assert.Equal([5, 5, -3, -3], spline.At([-10, 0, 4, 1e9]));
    }

    [Fact]
    public void The_points_themselves_are_met()
    {
        double[] x = [0, 0.1, 2, 2.5, 7, 8], y = [1, -4, 2, 2, 9, 0];
        Assert.All(new CubicSpline(x, y).At(x).Zip(y), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void A_shift_moves_the_points_that_are_asked_for()
    {
        var spline = new CubicSpline([0, 1, 2, 3, 4], [0, 1, 8, 27, 64]);
        Assert.Equal([spline.At(0.8), spline.At(1.3)], spline.At([0.5, 1.0], 0.3));
    }

    [Fact]
    public void First_and_second_derivatives_are_continuous_at_the_points()
    {
        double[] x = [0, 0.7, 1.9, 2.5, 4, 5.2], y = [1, -4, 2, 2, 9, 0];
        var spline = new CubicSpline(x, y);
        const double H = 1e-4;
        foreach (double knot in x[1..^1])
        {
            double left = (3 * spline.At(knot)) - (4 * spline.At(knot - H)) + spline.At(knot - (2 * H)), right = (-3 * spline.At(knot)) + (4 * spline.At(knot + H)) - spline.At(knot + (2 * H));
            Assert.Equal(left / (2 * H), right / (2 * H), 1e-4);
            double bendLeft = (spline.At(knot) - (2 * spline.At(knot - H)) + spline.At(knot - (2 * H))) / (H * H);
            double bendRight = (spline.At(knot) - (2 * spline.At(knot + H)) + spline.At(knot + (2 * H))) / (H * H);
            Assert.Equal(bendLeft, bendRight, 0.05);
            Assert.True(Math.Abs(bendLeft) > 0.5);
        }
    }

    [Fact]
    public void Halving_the_distance_of_the_points_divides_the_error_by_sixteen()
    {
        double[] errors = [.. new[] { 20, 40, 80, 160 }.Select(WorstErrorOfSine)];
        double[] rates = [.. errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine))];
        Assert.All(rates, r => Assert.InRange(r, 3.7, 4.6));
    }

    [Fact]
    public void Points_out_of_order_or_of_unequal_number_are_refused()
    {
        Assert.Contains("1 follows 1", Assert.Throws<ArgumentException>(() => new CubicSpline([0, 1, 1], [0, 0, 0])).Message);
        Assert.Throws<ArgumentException>(() => new CubicSpline([0, double.NaN], [0, 0]));
        Assert.Throws<ArgumentException>(() => new CubicSpline([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new CubicSpline([], []));
    }

    private static double Cubic(double x) => 0.5 - (2 * x) + (0.7 * x * x) - (0.11 * x * x * x);

    private static double WorstErrorOfSine(int n)
    {
        double[] x = [.. Enumerable.Range(0, n + 1).Select(i => 6.0 * i / n)];
        var spline = new CubicSpline(x, [.. x.Select(Math.Sin)]);
        return Enumerable.Range(0, 5001).Select(i => 6.0 * i / 5000).Max(at => Math.Abs(spline.At(at) - Math.Sin(at)));
    }
}
