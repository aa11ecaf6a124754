using System.Buffers;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Mean spectrum and spread of each cluster of pixels.</summary>
/// <remarks>The sums over the pixels of a block are one product of the matrix of memberships (0 or 1) with the spectra, in single precision about a
/// common centre; blocks are summed in double, always in the same order.</remarks>
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
        public unsafe void Invoke(int row)
        {
            int first = row * BlockLength, n = Math.Min(BlockLength, pixels.Length - first), energies = centre.Length;
            float[] spectra = ArrayPool<float>.Shared.Rent(energies * n), members = ArrayPool<float>.Shared.Rent(clusters * n);
            var sum = new float[2 * clusters * energies];
            Gather(pixels.AsSpan(first, n), spectra);
            members.AsSpan(0, clusters * n).Clear();
            for (int i = 0; i < n; i++)
            {
                members[(labels[first + i] * n) + i] = 1;
            }

            fixed (float* m = members, s = spectra, t = sum)
            {
                var membership = new MatrixView<float>(m, clusters, n);
                var deviation = new MatrixView<float>(s, energies, n);
                OpenBlas.MultiplyTransposed(membership, deviation, new MatrixView<float>(t, clusters, energies));
                Span<float> square = spectra.AsSpan(0, energies * n);
                TensorPrimitives.Multiply(square, square, square);
                OpenBlas.MultiplyTransposed(membership, deviation, new MatrixView<float>(t + (clusters * energies), clusters, energies));
            }

            ArrayPool<float>.Shared.Return(spectra);
            ArrayPool<float>.Shared.Return(members);
            sums[row] = sum;
        }

        private void Gather(ReadOnlySpan<int> mine, float[] spectra)
        {
            int n = mine.Length;
            bool contiguous = mine[^1] - mine[0] == n - 1;
            for (int e = 0; e < centre.Length; e++)
            {
                ReadOnlySpan<float> frame = values.Part(e, mine[0], mine[^1] - mine[0] + 1);
                Span<float> target = spectra.AsSpan(e * n, n);
                if (contiguous)
                {
                    TensorPrimitives.Subtract(frame, centre[e], target);
                    continue;
                }

                for (int i = 0; i < n; i++)
                {
                    target[i] = frame[mine[i] - mine[0]] - centre[e];
                }
            }
        }
    }
}
