using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Stria.Numerics;

/// <summary>Arithmetic on vectors whose results depend neither on where the values lie in memory nor on how far the code has been compiled: products and sums are rounded one by one, or fused where that is said, in one order.</summary>
public static class SteadyVectors
{
    private const double Least = -700, Most = 700, Log2E = 1.4426950408889634, Ln2High = 0.69314718036912382, Ln2Low = 1.9082149292705877e-10;
    private const double Magic = 6755399441055744.0; // 1.5 · 2⁵²: added to a number it leaves its nearest integer in the low bits
    private const int MantissaBits = 52, Lanes = 4;

    // 1/n! of the Taylor series, which on |r| ≤ ln 2 / 2 is exact to rounding with fourteen terms.
    private const double T2 = 1.0 / 2, T3 = T2 / 3, T4 = T3 / 4, T5 = T4 / 5, T6 = T5 / 6, T7 = T6 / 7, T8 = T7 / 8, T9 = T8 / 9, T10 = T9 / 10, T11 = T10 / 11, T12 = T11 / 12, T13 = T12 / 13;

    /// <summary>The exponential of each value, to some 2·10⁻¹⁶; beyond ±700 that of ±700, NaN where it is no number.</summary>
    /// <param name="x">The values.</param>
    /// <param name="result">Receives the exponentials; may be the values themselves.</param>
    public static void Exp(ReadOnlySpan<double> x, Span<double> result)
    {
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Exp(Vector256.Create(x.Slice(i, Lanes))).CopyTo(result[i..]);
        }

        if (i < x.Length)
        {
            Span<double> rest = stackalloc double[Lanes];
            x[i..].CopyTo(rest);
            Exp(Vector256.Create<double>(rest)).CopyTo(rest);
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

    /// <summary>The exponential of each value of a vector, as that of many.</summary>
    /// <param name="x">The values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        Vector256<double> bounded = Vector256.MinNative(Vector256.MaxNative(x, Vector256.Create(Least)), Vector256.Create(Most));
        Vector256<double> shifted = Vector256.FusedMultiplyAdd(bounded, Vector256.Create(Log2E), Vector256.Create(Magic)), whole = shifted - Vector256.Create(Magic);
        Vector256<double> rest = Vector256.FusedMultiplyAdd(whole, Vector256.Create(-Ln2Low), Vector256.FusedMultiplyAdd(whole, Vector256.Create(-Ln2High), bounded)), square = rest * rest, fourth = square * square;

        // Pairs of terms beside each other (Estrin): one after the other each would wait for the one before.
        Vector256<double> t2 = Term(T3, rest, T2), t4 = Term(T5, rest, T4), t6 = Term(T7, rest, T6), t8 = Term(T9, rest, T8), t10 = Term(T11, rest, T10), t12 = Term(T13, rest, T12);
        Vector256<double> low = Vector256.FusedMultiplyAdd(t4, square, t2), middle = Vector256.FusedMultiplyAdd(t8, square, t6), high = Vector256.FusedMultiplyAdd(t12, square, t10);
        Vector256<double> sum = Vector256.FusedMultiplyAdd(high, fourth * fourth, Vector256.FusedMultiplyAdd(middle, fourth, low));
        sum = Vector256.FusedMultiplyAdd(sum, square, rest) + Vector256<double>.One;
        Vector256<double> scaled = (sum.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), MantissaBits)).AsDouble();
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), scaled, Vector256.Create(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Term(double above, Vector256<double> rest, double below) => Vector256.FusedMultiplyAdd(Vector256.Create(above), rest, Vector256.Create(below));
}
