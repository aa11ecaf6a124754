using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>Principal components of many observations of a few variables, from the covariance matrix summed in blocks.</summary>
/// <remarks>Blocks are multiplied in single precision about a provisional mean and summed in double, always in the same order:
/// the result does not depend on the number of threads.</remarks>
public sealed class Pca
{
    private const int BlockLength = 8192, PartLength = 1024; // a part of 150 variables stays in the second cache
    private const long MomentsLength = 8_000_000; // values in the moments that are held at a time: 32 MB

    private Pca(double[] mean, double[] eigenvalues, double[] components, int count)
    {
        (Mean, Eigenvalues, Components, ObservationCount) = (mean, eigenvalues, components, count);
    }

    /// <summary>Mean of each variable.</summary>
    public double[] Mean { get; }

    /// <summary>Variances along the components, descending; as many as there are variables.</summary>
    public double[] Eigenvalues { get; }

    /// <summary>Components as rows: [component, variable], each of unit length; the largest loading is positive.</summary>
    public double[] Components { get; }

    /// <summary>Number of observations used.</summary>
    public int ObservationCount { get; }

    /// <summary>Finds the components of chosen observations.</summary>
    /// <param name="values">[variable, observation], row by row.</param>
    /// <param name="variables">Number of variables.</param>
    /// <param name="chosen">Indices of the observations to use, ascending.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="ArgumentException">Fewer than two observations.</exception>
    public static Pca Of(float[] values, int variables, int[] chosen, int threads = 1, CancellationToken cancel = default) =>
        Of(new MemoryFrames(values, variables), chosen, threads, cancel);

    /// <summary>Finds the components of chosen observations that may lie outside memory.</summary>
    /// <param name="values">One frame per variable, one value per observation.</param>
    /// <param name="chosen">Indices of the observations to use, ascending.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="ArgumentException">Fewer than two observations.</exception>
    public static Pca Of(FrameStore values, int[] chosen, int threads = 1, CancellationToken cancel = default) => Of(values, chosen, MomentsLength, threads, cancel);

    /// <summary>The same, with a bound on the values in the moments that are held at a time; the result does not depend on it.</summary>
    internal static Pca Of(FrameStore values, int[] chosen, long momentsLength, int threads, CancellationToken cancel = default)
    {
        int variables = values.FrameCount;
        if (chosen.Length < 2)
        {
            throw new ArgumentException($"Principal components need at least 2 observations, not {chosen.Length}.", nameof(chosen));
        }

        int blocks = (chosen.Length + BlockLength - 1) / BlockLength;
        float[] provisional = ProvisionalMean(values, chosen);
        int atOnce = (int)Math.Clamp(momentsLength / ((long)variables * variables), threads, Math.Max(threads, blocks));
        BlockMoments[] moments = [.. Enumerable.Range(0, Math.Min(atOnce, blocks)).Select(_ => new BlockMoments(new float[variables], new float[variables * variables]))];
        var sum = new double[variables];
        var covariance = new double[variables * variables];

        // Moments of many variables are large: those of a few blocks are added up, block by block, before the next ones are formed.
        for (int first = 0; first < blocks; first += atOnce)
        {
            int count = Math.Min(atOnce, blocks - first);
            Rows.For(count, threads, new MomentsOfBlock(values, chosen, provisional, moments, first), cancel);
            foreach (BlockMoments block in moments.AsSpan(0, count))
            {
                Add(block.Sum, sum);
                Add(block.Gram, covariance);
            }
        }

        return FromMoments(sum, covariance, provisional, chosen.Length);
    }

    private static void Add(float[] part, double[] sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += part[i];
        }
    }

    /// <summary>Scores of chosen observations on the first components.</summary>
    /// <param name="values">[variable, observation], row by row, as the components were found from.</param>
    /// <param name="chosen">Indices of the observations.</param>
    /// <param name="count">How many components.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <returns>[component, chosen observation], row by row.</returns>
    public float[] Scores(float[] values, int[] chosen, int count, int threads = 1) => Scores(new MemoryFrames(values, Mean.Length), chosen, count, threads);

    /// <summary>Scores of chosen observations that may lie outside memory.</summary>
    /// <param name="values">One frame per variable, as the components were found from.</param>
    /// <param name="chosen">Indices of the observations.</param>
    /// <param name="count">How many components.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <returns>[component, chosen observation], row by row.</returns>
    public float[] Scores(FrameStore values, int[] chosen, int count, int threads = 1)
    {
        int variables = Mean.Length;
        var scores = new float[count * chosen.Length];
        float[] centre = [.. Mean.Select(m => (float)m)];
        float[] basis = [.. Components.Take(count * variables).Select(c => (float)c)];
        int blocks = (chosen.Length + PartLength - 1) / PartLength;
        Rows.For(blocks, threads, new ScoresOfBlock(values, chosen, centre, basis, scores));
        return scores;
    }

    /// <summary>Number of significant components by Malinowski's indicator function IND (Anal. Chem. 1977, 49, 612), at least 1.</summary>
    /// <param name="maximum">The most that is returned.</param>
    public int SignificantCount(int maximum)
    {
        int n = Eigenvalues.Length, best = 1;
        double lowest = double.PositiveInfinity, tail = Eigenvalues.Sum(v => Math.Max(v, 0));
        for (int k = 1; k <= Math.Min(maximum, n - 2); k++)
        {
            tail -= Math.Max(Eigenvalues[k - 1], 0);
            double indicator = Math.Sqrt(Math.Max(tail, 0) / (n - k)) / Math.Pow(n - k, 2);
            if (indicator < lowest * (1 - 1e-9))
            {
                (lowest, best) = (indicator, k);
            }
        }

        return best;
    }

    /// <summary>The components of the second moments about zero instead of those about the mean: the first is near the mean itself. The mean of the result is zero.</summary>
    public Pca Uncentred()
    {
        int n = Mean.Length;
        var moments = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double m = Mean[i] * Mean[j];
                for (int k = 0; k < n; k++)
                {
                    m += Eigenvalues[k] * Components[(k * n) + i] * Components[(k * n) + j];
                }

                moments[(i * n) + j] = moments[(j * n) + i] = m;
            }
        }

        return FromMatrix(new double[n], moments, ObservationCount);
    }

    /// <summary>From components of scaled variables to those of the variables themselves: each loading is taken back to its scale, and the directions are made orthonormal one after the other, so that the first of them still span the same space. The eigenvalues stay those of the scaled variables.</summary>
    /// <param name="scales">What each variable was divided by, positive.</param>
    public Pca Unscaled(double[] scales)
    {
        int n = Mean.Length;
        var turned = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            Span<double> row = turned.AsSpan(k * n, n);
            TensorPrimitives.Multiply(Components.AsSpan(k * n, n), scales, row);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < k; j++)
                {
                    ReadOnlySpan<double> before = turned.AsSpan(j * n, n);
                    TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot(before, row), row, row);
                }
            }

            TensorPrimitives.Multiply(row, 1 / TensorPrimitives.Norm<double>(row), row);
        }

        return new Pca([.. Mean.Zip(scales, (m, s) => m * s)], Eigenvalues, turned, ObservationCount);
    }

    private static float[] ProvisionalMean(FrameStore values, int[] chosen)
    {
        int variables = values.FrameCount, stride = Math.Max(1, chosen.Length / 256);
        var mean = new float[variables];
        for (int v = 0; v < variables; v++)
        {
            double sum = 0;
            int n = 0;
            ReadOnlySpan<float> frame = values.Frame(v);
            for (int i = 0; i < chosen.Length; i += stride, n++)
            {
                sum += frame[chosen[i]];
            }

            mean[v] = (float)(sum / n);
        }

        return mean;
    }

    private static Pca FromMoments(double[] sum, double[] gram, float[] provisional, int count)
    {
        int n = sum.Length;
        double[] mean = new double[n], matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            mean[i] = provisional[i] + (sum[i] / count);
            for (int j = i; j < n; j++)
            {
                double c = (gram[(i * n) + j] / count) - (sum[i] / count * (sum[j] / count));
                matrix[(i * n) + j] = c;
                matrix[(j * n) + i] = c;
            }
        }

        return FromMatrix(mean, matrix, count);
    }

    private static Pca FromMatrix(double[] mean, double[] matrix, int count)
    {
        int n = mean.Length;
        double[] ascending = OpenBlas.SymmetricEigen(matrix, n);
        double[] eigenvalues = new double[n], components = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            eigenvalues[k] = ascending[n - 1 - k];
            ReadOnlySpan<double> source = matrix.AsSpan((n - 1 - k) * n, n);
            double sign = source[TensorPrimitives.IndexOfMaxMagnitude(source)] < 0 ? -1 : 1;
            TensorPrimitives.Multiply(source, sign, components.AsSpan(k * n, n));
        }

        return new Pca(mean, eigenvalues, components, count);
    }

    private static void Gather(FrameStore values, ReadOnlySpan<int> chosen, float[] centre, float[] block)
    {
        int variables = values.FrameCount, n = chosen.Length;
        var part = new ChosenPart(chosen);
        for (int v = 0; v < variables; v++)
        {
            Deviation(values.Part(v, chosen[0], chosen[^1] - chosen[0] + 1), part, centre[v], block.AsSpan(v * n, n));
        }
    }

    // The chosen values of one variable, from the first chosen one on, less their centre.
    private static void Deviation(ReadOnlySpan<float> source, ChosenPart chosen, float centre, Span<float> target)
    {
        if (chosen.Contiguous)
        {
            TensorPrimitives.Subtract(source, centre, target);
            return;
        }

        int first = chosen.Indices[0];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = source[chosen.Indices[i] - first] - centre;
        }
    }

    private readonly ref struct ChosenPart(ReadOnlySpan<int> indices)
    {
        public ReadOnlySpan<int> Indices { get; } = indices;

        public bool Contiguous { get; } = indices[^1] - indices[0] == indices.Length - 1;
    }

    private sealed record BlockMoments(float[] Sum, float[] Gram);

    private readonly struct MomentsOfBlock(FrameStore values, int[] chosen, float[] centre, BlockMoments[] moments, int firstBlock) : IRowOperation
    {
        public unsafe void Invoke(int row)
        {
            int begin = (firstBlock + row) * BlockLength, variables = values.FrameCount;
            ReadOnlySpan<int> mine = chosen.AsSpan(begin, Math.Min(BlockLength, chosen.Length - begin));
            float[] block = System.Buffers.ArrayPool<float>.Shared.Rent(variables * PartLength), gram = moments[row].Gram, sum = moments[row].Sum;
            Array.Clear(sum);
            for (int first = 0; first < mine.Length; first += PartLength)
            {
                ReadOnlySpan<int> part = mine.Slice(first, Math.Min(PartLength, mine.Length - first));
                Gather(values, part, centre, block);
                for (int v = 0; v < variables; v++)
                {
                    sum[v] += TensorPrimitives.Sum(block.AsSpan(v * part.Length, part.Length));
                }

                fixed (float* a = block, g = gram)
                {
                    OpenBlas.Gram(new MatrixView<float>(a, variables, part.Length), new MatrixView<float>(g, variables, variables), accumulate: first > 0);
                }
            }

            System.Buffers.ArrayPool<float>.Shared.Return(block);
        }
    }

    private readonly struct ScoresOfBlock(FrameStore values, int[] chosen, float[] centre, float[] basis, float[] scores) : IRowOperation
    {
        // Row by row of the part in the first cache: with so few components a product of matrices would move more than it multiplies.
        public void Invoke(int row)
        {
            int first = row * PartLength;
            ReadOnlySpan<int> mine = chosen.AsSpan(first, Math.Min(PartLength, chosen.Length - first));
            int variables = values.FrameCount, count = basis.Length / variables;
            Span<float> deviation = stackalloc float[mine.Length];
            var part = new ChosenPart(mine);
            for (int v = 0; v < variables; v++)
            {
                Deviation(values.Part(v, mine[0], mine[^1] - mine[0] + 1), part, centre[v], deviation);
                for (int k = 0; k < count; k++)
                {
                    Span<float> score = scores.AsSpan((k * chosen.Length) + first, mine.Length);
                    TensorPrimitives.MultiplyAdd(deviation, basis[(k * variables) + v], score, score);
                }
            }
        }
    }
}
