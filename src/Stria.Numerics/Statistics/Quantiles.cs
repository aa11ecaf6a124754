using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Stria.Numerics.Statistics;

/// <summary>Order statistics of finite values; NaN are passed over.</summary>
public static class Quantiles
{
    private const int Short = 16, Many = 1 << 14, SampleLength = 1024;

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
        var sample = new T[SampleLength];
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = values[(int)((long)i * values.Length / sample.Length)];
        }

        Array.Sort(sample);
        double share = (double)k / values.Length, margin = 3 + (4 * Math.Sqrt(SampleLength * share * (1 - share)));
        T from = sample[(int)Math.Max(0, (share * SampleLength) - margin)], to = sample[(int)Math.Min(SampleLength - 1, (share * SampleLength) + margin)];
        int below = 0, upTo = 0;
        foreach (T v in values)
        {
            below += v < from ? 1 : 0;
            upTo += v <= to ? 1 : 0;
        }

        if (k < below || k + 1 >= upTo)
        {
            return (values.Length, k);
        }

        int n = 0;
        foreach (T v in values)
        {
            if (v >= from && v <= to)
            {
                values[n++] = v;
            }
        }

        return (n, k - below);
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
