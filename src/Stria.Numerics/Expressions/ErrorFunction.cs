namespace Stria.Numerics.Expressions;

/// <summary>The error function, erf x = 2/√π ∫₀ˣ exp(−t²) dt.</summary>
public static class ErrorFunction
{
    /// <summary>erf x to within a few units of the last digit.</summary>
    public static double Of(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x) || a < 1e-300)
        {
            return x * (2 / Math.Sqrt(Math.PI));
        }

        return a > 6 ? Math.Sign(x) : a < 2.5 ? Series(x) : Math.CopySign(1 - Complement(a), x);
    }

    // Abramowitz & Stegun 7.1.6: erf x = 2x/√π exp(−x²) Σ (2x²)ⁿ/(2n+1)!!; all terms are positive, so nothing cancels.
    private static double Series(double x)
    {
        double twice = 2 * x * x, term = 1, sum = 1;
        for (int n = 1; term > 1e-17 * sum; n++)
        {
            term *= twice / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * x * Math.Exp(-x * x) * sum;
    }

    // Abramowitz & Stegun 7.1.14, the continued fraction of erfc, evaluated from its tail; 60 terms suffice from x = 2.5.
    private static double Complement(double x)
    {
        double tail = x;
        for (int n = 60; n > 0; n--)
        {
            tail = x + (0.5 * n / tail);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * tail);
    }
}
