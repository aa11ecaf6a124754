using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Mean spectrum and spread of each cluster of pixels.</summary>
/// <remarks>The sums over the pixels of a block are products with memberships (0 or 1), in single precision about a common centre; blocks are summed
/// in double, always in the same order.</remarks>
/// <param name="Sizes">Number of pixels of each cluster.</param>
/// <param name="Means">Mean of each cluster, one value per energy.</param>
/// <param name="Spreads">Standard deviation over the pixels of each cluster, one value per energy.</param>
internal sealed record ClusterSpectra(int[] Sizes, double[][] Means, double[][] Spreads)
{
    private const int BlockLength = 1024; // a block of 150 energies stays in the second cache

    /// <summary>Averages the spectra of each cluster.</summary>
    /// <param name="values">Optical densities [energy, pixel of the image], finite at the pixels used.</param>
    /// <param name="centre">A spectrum near all others; deviations from it are summed.</param>
    /// <param name="pixels">The pixels used.</param>
    /// <param name="labels">Cluster of each of them.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    public static ClusterSpectra Of(FrameStore values, double[] centre, int[] pixels, int[] labels, int clusters, int threads)
    {
        int energies = centre.Length, blocks = (pixels.Length + BlockLength - 1) / BlockLength;
        float[] about = [.. centre.Select(c => (float)c)];
        var sums = new float[blocks][];
        Rows.For(blocks, threads, new SumBlock(values, about, pixels, labels, clusters, sums));
        var total = new double[2 * clusters * energies];
        foreach (float[] block in sums)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += block[i];
            }
        }

        var sizes = new int[clusters];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        double[][] means = [.. sizes.Select(_ => new double[energies])], spreads = [.. sizes.Select(_ => new double[energies])];
        for (int c = 0; c < clusters; c++)
        {
            int n = Math.Max(1, sizes[c]);
            for (int e = 0; e < energies; e++)
            {
                double mean = total[(c * energies) + e] / n, square = total[((clusters + c) * energies) + e] / n;
                (means[c][e], spreads[c][e]) = sizes[c] == 0 ? (double.NaN, double.NaN) : (about[e] + mean, Math.Sqrt(Math.Max(0, square - (mean * mean))));
            }
        }

        return new ClusterSpectra(sizes, means, spreads);
    }

    private readonly struct SumBlock(FrameStore values, float[] centre, int[] pixels, int[] labels, int clusters, float[][] sums) : IRowOperation
    {
        public void Invoke(int row)
        {
            int first = row * BlockLength, n = Math.Min(BlockLength, pixels.Length - first), energies = centre.Length;
            ReadOnlySpan<int> mine = pixels.AsSpan(first, n);
            float[] members = ArrayPool<float>.Shared.Rent(clusters * n);
            var sum = new float[2 * clusters * energies];
            members.AsSpan(0, clusters * n).Clear();
            for (int i = 0; i < n; i++)
            {
                members[(labels[first + i] * n) + i] = 1;
            }

            Span<float> deviation = stackalloc float[n];
            Span<int> ends = stackalloc int[n];
            ends = ends[..PixelRuns.Find(mine, ends)];
            for (int e = 0; e < energies; e++)
            {
                Deviation(mine, ends, e, deviation);
                for (int c = 0; c < clusters; c++)
                {
                    (sum[(c * energies) + e], sum[((clusters + c) * energies) + e]) = Sums(deviation, members.AsSpan(c * n, n));
                }
            }

            ArrayPool<float>.Shared.Return(members);
            sums[row] = sum;
        }

        // Sum and sum of squares of the members, in one walk over a row that stays in the first cache.
        private static (float Sum, float Square) Sums(ReadOnlySpan<float> deviation, ReadOnlySpan<float> member)
        {
            Vector<float> sum = Vector<float>.Zero, square = Vector<float>.Zero, sum2 = Vector<float>.Zero, square2 = Vector<float>.Zero;
            int width = Vector<float>.Count, i = 0;
            for (; i <= deviation.Length - (2 * width); i += 2 * width)
            {
                Vector<float> d = new(deviation[i..]), own = d * new Vector<float>(member[i..]), d2 = new(deviation[(i + width)..]), own2 = d2 * new Vector<float>(member[(i + width)..]);
                sum += own;
                sum2 += own2;
                square += own * d;
                square2 += own2 * d2;
            }

            (float s, float q) = (Vector.Sum(sum + sum2), Vector.Sum(square + square2));
            for (; i < deviation.Length; i++)
            {
                float own = deviation[i] * member[i];
                (s, q) = (s + own, q + (own * deviation[i]));
            }

            return (s, q);
        }

        private void Deviation(ReadOnlySpan<int> mine, ReadOnlySpan<int> ends, int energy, Span<float> target)
        {
            ReadOnlySpan<float> frame = values.Part(energy, mine[0], mine[^1] - mine[0] + 1);
            for (int run = 0, from = 0; run < ends.Length; from = ends[run++])
            {
                TensorPrimitives.Subtract(frame.Slice(mine[from] - mine[0], ends[run] - from), centre[energy], target[from..]);
            }
        }
    }
}
