using Stria.Numerics.Jets;

namespace Stria.Tests.Numerics.Jets;

/// <summary>Rules of algebra and calculus that jets obey.</summary>
public sealed class JetAlgebraTests
{
    private static readonly Jet A = new(1.7, -0.4, 2.1), B = new(0.6, 1.3, -0.8);

    [Fact]
    public void Sums_and_products_commute()
    {
        Close(A + B, B + A);
        Close(A * B, B * A);
        Close(A - B, -(B - A));
    }

    [Fact]
    public void A_quotient_undoes_a_product()
    {
        Close(A, A * B / B);
        Close(Jet.Constant(1), A / A);
        Close(A * A, A / (Jet.Constant(1) / A));
    }

    [Fact]
    public void Products_distribute_over_sums() => Close(A * (A + B), (A * A) + (A * B));

    [Fact]
    public void A_constant_acts_as_a_jet_that_does_not_vary()
    {
        Close(A + Jet.Constant(3), A + 3);
        Close(A - Jet.Constant(3), A - 3);
        Close(Jet.Constant(3) - A, 3 - A);
        Close(Jet.Constant(3) * A, 3 * A);
    }

    [Fact]
    public void The_logarithm_of_a_product_is_the_sum_of_the_logarithms()
    {
        Close(Jet.Log(A) + Jet.Log(B), Jet.Log(A * B));
        Close(Jet.Log(A) - Jet.Log(B), Jet.Log(A / B));
    }

    [Fact]
    public void The_variable_has_slope_one_and_its_logarithm_the_known_derivatives()
    {
        Assert.Equal(new Jet(4, 1, 0), Jet.Variable(4));
        Assert.Equal(new Jet(Math.Log(4), 0.25, -0.0625), Jet.Log(Jet.Variable(4)));
        Assert.True(double.IsNaN(Jet.Log(Jet.Variable(-1)).Value));
    }

    private static void Close(Jet expected, Jet found)
    {
        Assert.Equal(expected.Value, found.Value, 1e-13);
        Assert.Equal(expected.Slope, found.Slope, 1e-13);
        Assert.Equal(expected.Curvature, found.Curvature, 1e-12);
    }
}
