using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Stria.Numerics.Statistics;

/// <summary>Order statistics of finite values; NaN are passed over.</summary>
public static class Quantiles
{
    private const int Short = 16, Many = 1 << 14, SampleLength = 4096, Exact = 128;

    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<float> values) => Of(values, 0.5);

    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<float> values, double q)
    {
        float[] finite = ArrayPool<float>.Shared.Rent(values.Length);
        (float low, float high, double fraction) = Neighbours(finite.AsSpan(0, CopyFinite(values, finite)), q);
        ArrayPool<float>.Shared.Return(finite);
        return low + (fraction * (high - low));
    }

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<double> values, double q)
    {
        double[] finite = ArrayPool<double>.Shared.Rent(values.Length);
        (double low, double high, double fraction) = Neighbours(finite.AsSpan(0, CopyFinite(values, finite)), q);
        ArrayPool<double>.Shared.Return(finite);
        return low + (fraction * (high - low));
    }

    /// <summary>Standard deviation as 1.4826 times the median absolute deviation; NaN when there is no finite value.</summary>
    public static double RobustDeviation(ReadOnlySpan<double> values)
    {
        double median = Median(values);
        var deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            deviations[i] = Math.Abs(values[i] - median);
        }

        return 1.4826 * Median(deviations);
    }

    private static int CopyFinite<T>(ReadOnlySpan<T> values, T[] finite)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (TensorPrimitives.IsFiniteAll(values))
        {
            values.CopyTo(finite);
            return values.Length;
        }

        int n = 0;
        foreach (T v in values)
        {
            if (T.IsFinite(v))
            {
                finite[n++] = v;
            }
        }

        return n;
    }

    // The two order statistics that the quantile lies between; the values are reordered only as far as that takes.
    private static (T Low, T High, double Fraction) Neighbours<T>(Span<T> values, double q)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (values.IsEmpty)
        {
            return (T.NaN, T.NaN, 0);
        }

        double at = q * (values.Length - 1);
        int low = (int)at, place = low;
        if (low + 1 < values.Length && values.Length >= Many)
        {
            (int count, place) = Narrow(values, low);
            values = values[..count];
        }

        Select(values, place);
        return place + 1 < values.Length ? (values[place], TensorPrimitives.Min<T>(values[(place + 1)..]), at - low) : (values[^1], values[^1], 0);
    }

    // Two values of a sample that the places k and k + 1 almost surely lie between (Floyd and Rivest 1975): what lies between them is moved to the front. All values where they do not.
    private static (int Count, int Place) Narrow<T>(Span<T> values, int k)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T[] sample = ArrayPool<T>.Shared.Rent(SampleLength);
        Span<T> drawn = sample.AsSpan(0, SampleLength);
        for (int i = 0; i < drawn.Length; i++)
        {
            // Multiples of the golden section spread evenly, and fall in with no period of the values: equal steps would meet an image in a few of its columns.
            drawn[i] = values[(int)((unchecked((uint)i * 0x9E3779B9u) * (ulong)values.Length) >> 32)];
        }

        double share = (double)k / values.Length, margin = 3 + (4 * Math.Sqrt(SampleLength * share * (1 - share)));
        int low = (int)Math.Max(0, (share * SampleLength) - margin), high = (int)Math.Min(SampleLength - 1, (share * SampleLength) + margin);
        Select(drawn, high);
        T to = drawn[high];
        Select(drawn[..(high + 1)], low);
        T from = drawn[low];
        ArrayPool<T>.Shared.Return(sample);
        (int below, int upTo) = Counts<T>(values, from, to);
        if (k < below || k + 1 >= upTo)
        {
            return (values.Length, k);
        }

        return (Gather(values, from, to), k - below);
    }

    // How many values lie below the first bound, and how many up to the second.
    private static (int Below, int UpTo) Counts<T>(ReadOnlySpan<T> values, T from, T to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int below = 0, upTo = 0, i = 0, lanes = Vector<T>.Count;
        Vector<T> first = new(from), last = new(to), one = Vector<T>.One;
        while (i + lanes <= values.Length)
        {
            // Whole numbers up to a few hundred are exact in every kind of number.
            Vector<T> less = Vector<T>.Zero, most = less;
            for (int end = Math.Min(values.Length - lanes, i + (Exact * lanes)); i <= end; i += lanes)
            {
                var v = new Vector<T>(values[i..]);
                less += Vector.LessThan(v, first) & one;
                most += Vector.LessThanOrEqual(v, last) & one;
            }

            (below, upTo) = (below + int.CreateTruncating(Vector.Sum(less)), upTo + int.CreateTruncating(Vector.Sum(most)));
        }

        for (; i < values.Length; i++)
        {
            below += values[i] < from ? 1 : 0;
            upTo += values[i] <= to ? 1 : 0;
        }

        return (below, upTo);
    }

    // Moves the values between the bounds to the front, in their order; few lie there, so that most vectors are passed over.
    private static int Gather<T>(Span<T> values, T from, T to)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int n = 0, lanes = Vector<T>.Count;
        Vector<T> first = new(from), last = new(to);
        for (int i = 0; i < values.Length; i += lanes)
        {
            int end = Math.Min(i + lanes, values.Length);
            if (i + lanes == end)
            {
                var v = new Vector<T>(values[i..]);
                if (Vector.EqualsAll(Vector.GreaterThanOrEqual(v, first) & Vector.LessThanOrEqual(v, last), Vector<T>.Zero))
                {
                    continue;
                }
            }

            // Without a branch, which nothing would foretell.
            for (int j = i; j < end; j++)
            {
                T value = values[j];
                values[n] = value;
                n += value >= from & value <= to ? 1 : 0;
            }
        }

        return n;
    }

    // Hoare's selection: afterwards place k holds what it would in sorted order, nothing before it is larger and nothing behind it smaller.
    private static void Select<T>(Span<T> values, int k)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int first = 0, last = values.Length - 1, rounds = 2 * (BitOperations.Log2((uint)values.Length) + 1);
        while (last - first > Short)
        {
            if (rounds-- == 0)
            {
                break; // badly ordered values: sorting the rest is safe
            }

            T pivot = MedianOfThree(values[first], values[first + ((last - first) / 2)], values[last]);
            (int i, int j) = Partition(values, first, last, pivot);
            if (k <= j)
            {
                last = j;
            }
            else if (k >= i)
            {
                first = i;
            }
            else
            {
                return;
            }
        }

        values[first..(last + 1)].Sort();
    }

    // Afterwards values up to j are ≤ pivot, values from i on are ≥ pivot, and what lies between equals it.
    private static (int I, int J) Partition<T>(Span<T> values, int first, int last, T pivot)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int i = first, j = last;
        while (i <= j)
        {
            while (values[i] < pivot)
            {
                i++;
            }

            while (values[j] > pivot)
            {
                j--;
            }

            if (i <= j)
            {
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
        }

        return (i, j);
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : struct, IBinaryFloatingPointIeee754<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
}
