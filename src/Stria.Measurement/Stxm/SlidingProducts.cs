using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Stria.Measurement.Stxm;

/// <summary>Inner products of a line with a longer one at every place where it fits.</summary>
internal static class SlidingProducts
{
    private const int Together = 7, Few = 5;

    /// <summary>Adds Σᵢ a[i] b[i + d] to the sum of each displacement d.</summary>
    /// <param name="a">The line.</param>
    /// <param name="b">The longer line; as much longer as there are sums less one.</param>
    /// <param name="sums">One per displacement.</param>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> sums)
    {
        int d = 0;
        for (; a.Length >= Vector<float>.Count && d + Together <= sums.Length; d += Together)
        {
            AddSeven(a, b.Slice(d, a.Length + Together - 1), sums.Slice(d, Together));
        }

        for (; a.Length >= Vector<float>.Count && d + Few <= sums.Length; d += Few)
        {
            AddFive(a, b.Slice(d, a.Length + Few - 1), sums.Slice(d, Few));
        }

        for (; d < sums.Length; d++)
        {
            sums[d] += TensorPrimitives.Dot(a, b.Slice(d, a.Length));
        }
    }

    // Seven displacements at once: each part of the line is loaded once, and seven independent sums keep the multipliers busy.
    private static void AddSeven(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length + Together - 1);
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
        int width = Vector<float>.Count, i = 0;
        ref float from = ref MemoryMarshal.GetReference(a), near = ref MemoryMarshal.GetReference(b);
        for (; i + width <= a.Length; i += width)
        {
            Vector<float> line = Vector.LoadUnsafe(ref from, (nuint)i);
            s0 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i), s0);
            s1 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 1), s1);
            s2 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 2), s2);
            s3 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 3), s3);
            s4 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 4), s4);
            s5 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 5), s5);
            s6 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 6), s6);
        }

        // What is left over: the last vector once more, its lanes that were counted already set to zero.
        if (i < a.Length)
        {
            nuint last = (nuint)(a.Length - width);
            Vector<float> line = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(Vector<int>.Indices, new Vector<int>(width - (a.Length - i))), Vector.LoadUnsafe(ref from, last), Vector<float>.Zero);
            s0 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last), s0);
            s1 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 1), s1);
            s2 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 2), s2);
            s3 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 3), s3);
            s4 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 4), s4);
            s5 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 5), s5);
            s6 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 6), s6);
        }

        ReadOnlySpan<float> totals = [Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3), Vector.Sum(s4), Vector.Sum(s5), Vector.Sum(s6)];
        for (int d = 0; d < Together; d++)
        {
            sums[d] += totals[d];
        }
    }

    private static void AddFive(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length + Few - 1);
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        int width = Vector<float>.Count, i = 0;
        ref float from = ref MemoryMarshal.GetReference(a), near = ref MemoryMarshal.GetReference(b);
        for (; i + width <= a.Length; i += width)
        {
            Vector<float> line = Vector.LoadUnsafe(ref from, (nuint)i);
            s0 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i), s0);
            s1 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 1), s1);
            s2 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 2), s2);
            s3 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 3), s3);
            s4 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, (nuint)i + 4), s4);
        }

        // What is left over: the last vector once more, its lanes that were counted already set to zero.
        if (i < a.Length)
        {
            nuint last = (nuint)(a.Length - width);
            Vector<float> line = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(Vector<int>.Indices, new Vector<int>(width - (a.Length - i))), Vector.LoadUnsafe(ref from, last), Vector<float>.Zero);
            s0 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last), s0);
            s1 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 1), s1);
            s2 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 2), s2);
            s3 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 3), s3);
            s4 = Vector.FusedMultiplyAdd(line, Vector.LoadUnsafe(ref near, last + 4), s4);
        }

        ReadOnlySpan<float> totals = [Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3), Vector.Sum(s4)];
        for (int d = 0; d < Few; d++)
        {
            sums[d] += totals[d];
        }
    }
}
