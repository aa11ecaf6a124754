using System.Numerics;

namespace Stria.Numerics.Special;

/// <summary>Hyperbolic functions of complex numbers with a real part that is not negative, without overflow and without loss near zero.</summary>
public static class ComplexHyperbolic
{
    private const double Far = 20; // beyond, 1 differs from tanh by less than rounding

    /// <summary>coth z and 1/sinh z.</summary>
    /// <param name="z">Re z ≥ 0, z ≠ 0.</param>
    public static (Complex Coth, Complex Csch) CothCsch(Complex z)
    {
        if (z.Real > Far)
        {
            return (Complex.One, 2 * Complex.Exp(-z));
        }

        (Complex sinh, Complex cosh) = SinhCosh(z);
        Complex csch = 1 / sinh;
        return (cosh * csch, csch);
    }

    /// <summary>tanh z and 1/cosh z.</summary>
    /// <param name="z">Re z ≥ 0.</param>
    public static (Complex Tanh, Complex Sech) TanhSech(Complex z)
    {
        if (z.Real > Far)
        {
            return (Complex.One, 2 * Complex.Exp(-z));
        }

        (Complex sinh, Complex cosh) = SinhCosh(z);
        Complex sech = 1 / cosh;
        return (sinh * sech, sech);
    }

    /// <summary>z coth z − 1, which vanishes as z²/3.</summary>
    /// <param name="z">Re z ≥ 0.</param>
    public static Complex ZCothZLess1(Complex z)
    {
        Complex s = z * z;
        if (s.Magnitude < 0.04)
        {
            // Bernoulli series; the next term is below 1e-17.
            return s * ((1.0 / 3) - (s * ((1.0 / 45) - (s * ((2.0 / 945) - (s * ((1.0 / 4725) - (s * ((2.0 / 93555) - (s * ((1382.0 / 638512875) - (s * (4.0 / 18243225)))))))))))));
        }

        return (z * CothCsch(z).Coth) - 1;
    }

    private static (Complex Sinh, Complex Cosh) SinhCosh(Complex z)
    {
        double sinh = Math.Sinh(z.Real), cosh = Math.Sqrt(1 + (sinh * sinh));
        (double sin, double cos) = Math.SinCos(z.Imaginary);
        return (new Complex(sinh * cos, cosh * sin), new Complex(cosh * cos, sinh * sin));
    }
}
