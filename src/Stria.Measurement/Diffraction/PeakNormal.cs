using System.Numerics.Tensors;

namespace Stria.Measurement;

/// <summary>The normal matrix of overlapping peaks: each with those that it overlaps, and with the columns of the border.</summary>
internal sealed class PeakNormal
{
    private readonly int[] order; // peaks by their first point
    private readonly int[][] neighbours; // in that order, by place: later peaks that overlap
    private readonly double[][] products;
    private readonly double[] diagonal;
    private readonly int borderCount;

    internal PeakNormal(PeakColumns columns, double[] weights, double[] weighted, double[][] border, double[] scratch)
    {
        int m = columns.Count;
        borderCount = border.Length;
        order = [.. Enumerable.Range(0, m).OrderBy(columns.First).ThenBy(columns.End)];
        neighbours = new int[m][];
        products = new double[m][];
        diagonal = new double[m];
        Right = new double[m];
        Border = new double[m * border.Length];
        var found = new List<int>();
        var values = new List<double>();
        for (int at = 0; at < m; at++)
        {
            int peak = order[at], first = columns.First(peak), end = columns.End(peak), n = end - first;
            Span<double> own = scratch.AsSpan(0, n);
            TensorPrimitives.Multiply(columns.Values(peak), weights.AsSpan(first, n), own);
            diagonal[peak] = TensorPrimitives.Dot(own, columns.Values(peak));
            Right[peak] = TensorPrimitives.Dot(columns.Values(peak), weighted.AsSpan(first, n));
            for (int b = 0; b < border.Length; b++)
            {
                Border[(peak * border.Length) + b] = TensorPrimitives.Dot(own, border[b].AsSpan(first, n));
            }

            found.Clear();
            values.Clear();
            for (int later = at + 1; later < m && columns.First(order[later]) < end; later++)
            {
                int other = order[later], start = columns.First(other), stop = Math.Min(end, columns.End(other));
                if (stop > start)
                {
                    found.Add(later);
                    values.Add(TensorPrimitives.Dot(own[(start - first)..(stop - first)], columns.Values(other)[..(stop - start)]));
                }
            }

            (neighbours[at], products[at]) = ([.. found], [.. values]);
        }
    }

    /// <summary>Aᵀ W y, peak by peak.</summary>
    internal double[] Right { get; }

    /// <summary>Aᵀ W B, peak by peak.</summary>
    internal double[] Border { get; }

    internal int Count => diagonal.Length;

    internal ReadOnlySpan<int> Order => order;

    internal double Diagonal(int peak) => diagonal[peak];

    /// <summary>The places of the peaks that overlap the one at a place and come later, and the products with them.</summary>
    internal (int[] Places, double[] Products) Later(int place) => (neighbours[place], products[place]);

    /// <summary>Moves intensities towards the best ones that are not negative, one after another, for a background that is held (projected Gauss–Seidel).</summary>
    /// <param name="intensities">Where to begin; receives the intensities.</param>
    /// <param name="b">The parts of the background.</param>
    /// <param name="sweeps">How often all are visited.</param>
    /// <param name="mayMove">Whether a peak takes part.</param>
    internal void Relax(double[] intensities, ReadOnlySpan<double> b, int sweeps, Func<int, bool> mayMove)
    {
        double[] gradient = Gradient(intensities, b);
        (int[] Peaks, double[] Products)[] overlaps = Overlaps();
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int peak = 0; peak < intensities.Length; peak++)
            {
                double moved = diagonal[peak] > 0 && mayMove(peak) ? Math.Max(0, intensities[peak] + (gradient[peak] / diagonal[peak])) - intensities[peak] : 0;
                if (moved == 0)
                {
                    continue;
                }

                intensities[peak] += moved;
                gradient[peak] -= diagonal[peak] * moved;
                (int[] peaks, double[] products) = overlaps[peak];
                for (int k = 0; k < peaks.Length; k++)
                {
                    gradient[peaks[k]] -= products[k] * moved;
                }
            }
        }
    }

    // For each peak all that it overlaps, before and behind.
    private (int[] Peaks, double[] Products)[] Overlaps()
    {
        (List<int> Peaks, List<double> Products)[] found = [.. Enumerable.Range(0, order.Length).Select(_ => (new List<int>(), new List<double>()))];
        for (int at = 0; at < order.Length; at++)
        {
            for (int k = 0; k < neighbours[at].Length; k++)
            {
                (int first, int second) = (order[at], order[neighbours[at][k]]);
                found[first].Peaks.Add(second);
                found[first].Products.Add(products[at][k]);
                found[second].Peaks.Add(first);
                found[second].Products.Add(products[at][k]);
            }
        }

        return [.. found.Select(f => (f.Peaks.ToArray(), f.Products.ToArray()))];
    }

    /// <summary>Aᵀ W (y − A I − B b).</summary>
    internal double[] Gradient(ReadOnlySpan<double> intensities, ReadOnlySpan<double> b)
    {
        double[] gradient = [.. Right];
        for (int at = 0; at < order.Length; at++)
        {
            int peak = order[at];
            gradient[peak] -= (diagonal[peak] * intensities[peak]) + TensorPrimitives.Dot(Border.AsSpan(peak * borderCount, borderCount), b);
            for (int k = 0; k < neighbours[at].Length; k++)
            {
                int other = order[neighbours[at][k]];
                gradient[peak] -= products[at][k] * intensities[other];
                gradient[other] -= products[at][k] * intensities[peak];
            }
        }

        return gradient;
    }
}
