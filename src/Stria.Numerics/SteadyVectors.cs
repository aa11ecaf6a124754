using System.Numerics;

namespace Stria.Numerics;

/// <summary>Arithmetic on vectors whose results depend neither on where the values lie in memory nor on how far the code has been compiled: products and sums are rounded one by one, in one order.</summary>
public static class SteadyVectors
{
    private const double Least = -700, Most = 700, Log2E = 1.4426950408889634, Ln2High = 0.69314718036912382, Ln2Low = 1.9082149292705877e-10;
    private const double Magic = 6755399441055744.0; // 1.5 · 2⁵²: added to a number it leaves its nearest integer in the low bits
    private const int MantissaBits = 52;

    // 1/n! of the Taylor series, which on |r| ≤ ln 2 / 2 is exact to rounding with fourteen terms.
    private const double T2 = 1.0 / 2, T3 = T2 / 3, T4 = T3 / 4, T5 = T4 / 5, T6 = T5 / 6, T7 = T6 / 7, T8 = T7 / 8, T9 = T8 / 9, T10 = T9 / 10, T11 = T10 / 11, T12 = T11 / 12, T13 = T12 / 13;

    /// <summary>The exponential of each value, to some 2·10⁻¹⁶; beyond ±700 that of ±700, NaN where it is no number.</summary>
    /// <param name="x">The values.</param>
    /// <param name="result">Receives the exponentials; may be the values themselves.</param>
    public static void Exp(ReadOnlySpan<double> x, Span<double> result)
    {
        int lanes = Vector<double>.Count, i = 0;
        for (; i + lanes <= x.Length; i += lanes)
        {
            Exp(new Vector<double>(x[i..])).CopyTo(result[i..]);
        }

        if (i < x.Length)
        {
            Span<double> rest = stackalloc double[lanes];
            x[i..].CopyTo(rest);
            Exp(new Vector<double>(rest)).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(result[i..]);
        }
    }

    /// <summary>y += a·x.</summary>
    /// <param name="x">The values.</param>
    /// <param name="a">Their factor.</param>
    /// <param name="y">What they are added to.</param>
    public static void AddMultiple(ReadOnlySpan<double> x, double a, Span<double> y)
    {
        int lanes = Vector<double>.Count, i = 0;
        for (; i + lanes <= x.Length; i += lanes)
        {
            (new Vector<double>(y[i..]) + (a * new Vector<double>(x[i..]))).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            y[i] += a * x[i];
        }
    }

    private static Vector<double> Exp(Vector<double> x)
    {
        Vector<double> bounded = Vector.Min(Vector.Max(x, new Vector<double>(Least)), new Vector<double>(Most));
        Vector<double> shifted = (bounded * Log2E) + new Vector<double>(Magic), whole = shifted - new Vector<double>(Magic);
        Vector<double> rest = bounded - (whole * Ln2High) - (whole * Ln2Low), sum = new(T13);
        sum = (sum * rest) + new Vector<double>(T12);
        sum = (sum * rest) + new Vector<double>(T11);
        sum = (sum * rest) + new Vector<double>(T10);
        sum = (sum * rest) + new Vector<double>(T9);
        sum = (sum * rest) + new Vector<double>(T8);
        sum = (sum * rest) + new Vector<double>(T7);
        sum = (sum * rest) + new Vector<double>(T6);
        sum = (sum * rest) + new Vector<double>(T5);
        sum = (sum * rest) + new Vector<double>(T4);
        sum = (sum * rest) + new Vector<double>(T3);
        sum = (sum * rest) + new Vector<double>(T2);
        sum = (sum * rest) + Vector<double>.One;
        sum = (sum * rest) + Vector<double>.One;
        Vector<double> scaled = Vector.AsVectorDouble(Vector.AsVectorInt64(sum) + Vector.ShiftLeft(Vector.AsVectorInt64(shifted), MantissaBits));
        return Vector.ConditionalSelect(Vector.Equals(x, x), scaled, new Vector<double>(double.NaN));
    }
}
