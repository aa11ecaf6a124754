using System.Numerics;
using Stria.Numerics.Special;

namespace Stria.Tests.Numerics;

public sealed class ComplexHyperbolicTests
{
    public static TheoryData<double> Sizes => [.. Enumerable.Range(-8, 12).Select(k => Math.Pow(10, k)), 0.1999, 0.2001, 5, 19.9, 20.1, 27];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Functions_keep_their_identities_at_every_size(double size)
    {
        Complex z = Complex.FromPolarCoordinates(size, Math.PI / 4);
        (Complex coth, Complex csch) = ComplexHyperbolic.CothCsch(z);
        (Complex tanh, Complex sech) = ComplexHyperbolic.TanhSech(z);
        Assert.InRange(((coth * tanh) - 1).Magnitude, 0, 1e-14);
        Assert.InRange(((tanh * tanh) + (sech * sech) - 1).Magnitude, 0, 1e-14);
        Assert.InRange(((csch * tanh) - sech).Magnitude, 0, 1e-14);
        Assert.True(tanh.Magnitude > 0);
    }

    [Fact]
    public void Z_coth_z_less_1_is_continuous_where_the_series_ends()
    {
        Complex below = ComplexHyperbolic.ZCothZLess1(Complex.FromPolarCoordinates(0.2 - 1e-13, 0.7)), above = ComplexHyperbolic.ZCothZLess1(Complex.FromPolarCoordinates(0.2 + 1e-13, 0.7));
        Assert.InRange((above - below).Magnitude / above.Magnitude, 0, 2e-12);

        // tanh z = z/(1 + (z coth z − 1)), small z where the direct difference would lose all digits.
        Complex z = new(1e-5, 2e-5);
        Assert.InRange((ComplexHyperbolic.ZCothZLess1(z) / (z * z / 3) - 1).Magnitude, 0, 1e-9);
    }
}
