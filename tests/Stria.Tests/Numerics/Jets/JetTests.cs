using System.Numerics;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Jets;

namespace Stria.Tests.Numerics.Jets;

/// <summary>Arithmetic that differentiates.</summary>
public sealed class JetTests
{
    private static T Formula<T>(T x)
        where T : struct, IJet<T> => ((3 * (x * x)) - (2 * x) + 1 - (T.Log(x + 0.5) / (1 - x))) * -(0.7 - x);

    // The same formula and its derivatives by hand.
    private static Jet ByHand(double x)
    {
        double l = Math.Log(x + 0.5), u = 1 - x, s = x + 0.5;
        double g = (3 * x * x) - (2 * x) + 1 - (l / u), g1 = (6 * x) - 2 - (1 / (s * u)) - (l / (u * u));
        double g2 = 6 + (1 / (s * s * u)) - (2 / (s * u * u)) - (2 * l / (u * u * u));
        return new(g * (x - 0.7), (g1 * (x - 0.7)) + g, (g2 * (x - 0.7)) + (2 * g1));
    }

    [Fact]
    public void Value_slope_and_curvature_of_a_formula_are_those_found_by_hand()
    {
        foreach (double x in new[] { -0.3, 0.1, 0.42, 0.9, 1.8 })
        {
            Jet found = Formula(Jet.Variable(x)), hand = ByHand(x);
            Assert.Equal(hand.Value, found.Value, 1e-13);
            Assert.Equal(hand.Slope, found.Slope, 1e-12);
            Assert.Equal(hand.Curvature, found.Curvature, 1e-11 * Math.Max(1, Math.Abs(hand.Curvature)));
        }
    }

    [Fact]
    public void Lanes_carry_one_place_each()
    {
        var places = new Vector<double>([.. Enumerable.Range(0, Vector<double>.Count).Select(i => 0.05 + (0.2 * i))]);
        JetLanes lanes = Formula(JetLanes.Variable(places));
        for (int i = 0; i < Vector<double>.Count; i++)
        {
            Jet one = Formula(Jet.Variable(places[i]));
            Assert.Equal(one.Value, lanes.Value[i], 1e-14);
            Assert.Equal(one.Slope, lanes.Slope[i], 1e-13);
            Assert.Equal(one.Curvature, lanes.Curvature[i], 1e-12);
        }
    }

    [Fact]
    public void The_chain_rule_holds_through_a_function_with_branches()
    {
        var square = new PiecewisePolynomial([0, 1, 3], [0, 0, 1, 1, 2, 1]);
        Jet x = Jet.Variable(0.8), inner = x * x * x;
        Assert.Equal(inner * inner, Jet.Apply(square, inner));
        Jet beyond = (2 * x) + 0.5;
        Assert.Equal((beyond * beyond).Value, Jet.Apply(square, beyond).Value, 1e-15);
        Assert.Equal(8, Jet.Apply(square, beyond).Curvature, 1e-14);
    }

    [Fact]
    public void Lanes_take_their_own_branches()
    {
        var broken = new PiecewisePolynomial([0, 0.25, 1, 9], [1, 0, 2, 5, 3, 0]);
        var places = new Vector<double>([.. Enumerable.Range(0, Vector<double>.Count).Select(i => 0.2 + (0.5 * i))]);
        JetLanes lanes = JetLanes.Apply(broken, JetLanes.Variable(places));
        for (int i = 0; i < Vector<double>.Count; i++)
        {
            Assert.Equal(broken.At(Jet.Variable(places[i])), new Jet(lanes.Value[i], lanes.Slope[i], lanes.Curvature[i]));
        }

        Assert.Equal([1, 2, 3], new[] { 0.2, 0.7, 1.2 }.Select(c => broken.At(Jet.Variable(c)).Value - (broken.At(Jet.Variable(c)).Slope * (c < 0.25 ? c : c < 1 ? c - 0.25 : 0))));
    }

    [Fact]
    public void Outside_its_knots_a_piecewise_polynomial_is_no_number()
    {
        var line = new PiecewisePolynomial([0, 1], [2, 3]);
        Assert.Equal(5, line.At(Jet.Variable(1)).Value);
        Assert.True(double.IsNaN(line.At(Jet.Variable(1.0001)).Value) && double.IsNaN(line.At(Jet.Variable(-1e-9)).Slope) && double.IsNaN(line.At(Jet.Variable(double.NaN)).Curvature));
        Assert.Throws<ArgumentException>(() => new PiecewisePolynomial([0, 1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new PiecewisePolynomial([0, 1, 2], [1, 2, 3]));
    }

    [Fact]
    public void The_pieces_of_a_spline_are_the_spline_with_continuous_curvature()
    {
        double[] x = [0, 0.3, 0.5, 0.6, 1], y = [1, -0.2, 0.4, 0.1, 2];
        var spline = new CubicSpline(x, y);
        PiecewisePolynomial pieces = spline.Pieces();
        for (int i = 0; i <= 50; i++)
        {
            Assert.Equal(spline.At(i / 50.0), pieces.At(Jet.Variable(i / 50.0)).Value, 1e-14);
        }

        foreach (double knot in x[1..^1])
        {
            Jet left = pieces.At(Jet.Variable(knot - 1e-12)), right = pieces.At(Jet.Variable(knot + 1e-12));
            Assert.Equal(left.Slope, right.Slope, 1e-9);
            Assert.Equal(left.Curvature, right.Curvature, 1e-8);
        }

        Assert.Throws<InvalidOperationException>(() => new CubicSpline([1], [2]).Pieces());
    }
}
