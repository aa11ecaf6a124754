using System.Numerics;

namespace Stria.Numerics.Statistics;

/// <summary>k-means by Lloyd's iteration from k-means++ starts (Arthur and Vassilvitskii 2007); repeats for a given seed.</summary>
/// <remarks>The starts compete on a sample of the points; the winner is then iterated on all of them.</remarks>
public sealed class KMeans
{
    private const int SampleSize = 16384, BlockLength = 4096;

    private KMeans(int[] labels, float[] centres, int[] sizes, double inertia, int iterations)
    {
        (Labels, Centres, Sizes, Inertia, Iterations) = (labels, centres, sizes, inertia, iterations);
    }

    /// <summary>Cluster of each point, 0 … k − 1; clusters are numbered by size, largest first.</summary>
    public int[] Labels { get; }

    /// <summary>Centres as rows: [cluster, dimension].</summary>
    public float[] Centres { get; }

    /// <summary>Number of points in each cluster.</summary>
    public int[] Sizes { get; }

    /// <summary>Sum of squared distances from the points to their centres.</summary>
    public double Inertia { get; }

    /// <summary>Lloyd iterations on all points.</summary>
    public int Iterations { get; }

    /// <summary>Finds k clusters.</summary>
    /// <param name="points">[dimension, point], row by row; finite.</param>
    /// <param name="dimensions">Number of dimensions.</param>
    /// <param name="options">How many clusters, starts and iterations.</param>
    /// <param name="cancel">Stops between iterations.</param>
    /// <exception cref="ArgumentException">Fewer points than clusters.</exception>
    public static KMeans Of(float[] points, int dimensions, KMeansOptions options, CancellationToken cancel = default)
    {
        int n = points.Length / dimensions, k = options.Clusters;
        if (n < k || k < 1)
        {
            throw new ArgumentException($"{k} clusters of {n} points.", nameof(options));
        }

        var random = new SeededRandom(options.Seed);
        float[] sample = Sample(points, dimensions, n, random);
        float[]? best = null;
        double lowest = double.PositiveInfinity;
        for (int start = 0; start < Math.Max(1, options.Starts); start++)
        {
            var trial = new LloydIteration(sample, dimensions, PlusPlus(sample, dimensions, k, random), 1);
            trial.Run(options.MaximumIterations, cancel);
            if (trial.Inertia < lowest)
            {
                (lowest, best) = (trial.Inertia, trial.Centres);
            }
        }

        var lloyd = new LloydIteration(points, dimensions, best!, options.Threads);
        int iterations = lloyd.Run(options.MaximumIterations, cancel);
        return Ordered(lloyd, dimensions, k, iterations);
    }

    /// <summary>The nearest centre of each of other points.</summary>
    /// <param name="points">[dimension, point], row by row.</param>
    /// <param name="threads">Degree of parallelism.</param>
    public int[] Nearest(float[] points, int threads = 1)
    {
        var assignment = new LloydIteration(points, Centres.Length / Sizes.Length, [.. Centres], threads);
        assignment.Run(1, CancellationToken.None);
        return assignment.Labels;
    }

    private static KMeans Ordered(LloydIteration lloyd, int dimensions, int k, int iterations)
    {
        int[] order = [.. Enumerable.Range(0, k).OrderByDescending(c => lloyd.Sizes[c]).ThenBy(c => c)];
        var rank = new int[k];
        var centres = new float[k * dimensions];
        var sizes = new int[k];
        for (int i = 0; i < k; i++)
        {
            rank[order[i]] = i;
            sizes[i] = lloyd.Sizes[order[i]];
            Array.Copy(lloyd.Centres, order[i] * dimensions, centres, i * dimensions, dimensions);
        }

        var labels = new int[lloyd.Labels.Length];
        for (int p = 0; p < labels.Length; p++)
        {
            labels[p] = rank[lloyd.Labels[p]];
        }

        return new KMeans(labels, centres, sizes, lloyd.Inertia, iterations);
    }

    private static float[] Sample(float[] points, int dimensions, int n, SeededRandom random)
    {
        if (n <= SampleSize)
        {
            return points;
        }

        // One random point of each of SampleSize equal stretches: even over the image, without repeats.
        var sample = new float[dimensions * SampleSize];
        for (int i = 0; i < SampleSize; i++)
        {
            long low = (long)i * n / SampleSize, high = (long)(i + 1) * n / SampleSize;
            long p = low + random.Below((int)(high - low));
            for (int d = 0; d < dimensions; d++)
            {
                sample[(d * SampleSize) + i] = points[((long)d * n) + p];
            }
        }

        return sample;
    }

    private static float[] PlusPlus(float[] points, int dimensions, int k, SeededRandom random)
    {
        int n = points.Length / dimensions;
        var centres = new float[k * dimensions];
        var distance = new double[n];
        Array.Fill(distance, double.PositiveInfinity);
        int chosen = random.Below(n);
        for (int c = 0; ; c++)
        {
            for (int d = 0; d < dimensions; d++)
            {
                centres[(c * dimensions) + d] = points[(d * n) + chosen];
            }

            if (c == k - 1)
            {
                return centres;
            }

            double total = 0;
            for (int p = 0; p < n; p++)
            {
                double squared = 0;
                for (int d = 0; d < dimensions; d++)
                {
                    double difference = points[(d * n) + p] - centres[(c * dimensions) + d];
                    squared += difference * difference;
                }

                distance[p] = Math.Min(distance[p], squared);
                total += distance[p];
            }

            double target = random.Uniform() * total;
            chosen = 0;
            while (chosen < n - 1 && (target -= distance[chosen]) > 0)
            {
                chosen++;
            }
        }
    }

    /// <summary>Lloyd's iteration on one set of points.</summary>
    private sealed class LloydIteration(float[] points, int dimensions, float[] centres, int threads)
    {
        private readonly int n = points.Length / dimensions, k = centres.Length / dimensions;

        public float[] Centres { get; } = centres;

        public int[] Labels { get; } = new int[points.Length / dimensions];

        public int[] Sizes { get; } = new int[centres.Length / dimensions];

        public double Inertia { get; private set; }

        public int Run(int maximumIterations, CancellationToken cancel)
        {
            int blocks = (n + BlockLength - 1) / BlockLength;
            var sums = new double[blocks * ((k * dimensions) + 1)];
            var counts = new int[blocks * k];
            double previous = double.PositiveInfinity;
            for (int iteration = 1; ; iteration++)
            {
                Rows.For(blocks, threads, new AssignBlock(this, sums, counts), cancel);
                Collect(blocks, sums, counts, out double[] total);
                if (iteration >= maximumIterations || Inertia >= previous * (1 - 1e-6))
                {
                    return iteration;
                }

                previous = Inertia;
                Move(total);
            }
        }

        private void Collect(int blocks, double[] sums, int[] counts, out double[] total)
        {
            int length = (k * dimensions) + 1;
            total = new double[length];
            Array.Clear(Sizes);
            for (int b = 0; b < blocks; b++)
            {
                for (int i = 0; i < length; i++)
                {
                    total[i] += sums[(b * length) + i];
                }

                for (int c = 0; c < k; c++)
                {
                    Sizes[c] += counts[(b * k) + c];
                }
            }

            Inertia = total[^1];
        }

        private void Move(double[] total)
        {
            for (int c = 0; c < k; c++)
            {
                // An empty cluster stays where it is: it may win points back when its neighbours move.
                for (int d = 0; d < dimensions && Sizes[c] > 0; d++)
                {
                    Centres[(c * dimensions) + d] = (float)(total[(c * dimensions) + d] / Sizes[c]);
                }
            }
        }

        private readonly struct AssignBlock(LloydIteration owner, double[] sums, int[] counts) : IRowOperation
        {
            public void Invoke(int row)
            {
                int first = row * BlockLength, length = Math.Min(BlockLength, owner.n - first), slots = (owner.k * owner.Dimensions) + 1;
                Span<float> nearest = stackalloc float[length];
                owner.Assign(first, length, nearest);
                Span<double> mine = sums.AsSpan(row * slots, slots);
                Span<int> count = counts.AsSpan(row * owner.k, owner.k);
                mine.Clear();
                count.Clear();
                for (int i = 0; i < length; i++)
                {
                    int c = owner.Labels[first + i];
                    count[c]++;
                    mine[^1] += nearest[i];
                }

                for (int d = 0; d < owner.Dimensions; d++)
                {
                    ReadOnlySpan<float> x = owner.Points.AsSpan((d * owner.n) + first, length);
                    for (int i = 0; i < length; i++)
                    {
                        mine[(owner.Labels[first + i] * owner.Dimensions) + d] += x[i];
                    }
                }
            }
        }

        private int Dimensions => dimensions;

        private float[] Points => points;

        private void Assign(int first, int length, Span<float> nearest)
        {
            Span<int> label = Labels.AsSpan(first, length);
            int width = Vector<float>.Count, vectorised = length - (length % width);
            for (int i = 0; i < vectorised; i += width)
            {
                var best = new Vector<float>(float.PositiveInfinity);
                Vector<int> which = Vector<int>.Zero;
                for (int c = 0; c < k; c++)
                {
                    Vector<float> squared = Vector<float>.Zero;
                    for (int d = 0; d < dimensions; d++)
                    {
                        Vector<float> difference = new Vector<float>(points, (d * n) + first + i) - new Vector<float>(Centres[(c * dimensions) + d]);
                        squared += difference * difference;
                    }

                    Vector<int> closer = Vector.LessThan(squared, best);
                    best = Vector.ConditionalSelect(closer, squared, best);
                    which = Vector.ConditionalSelect(closer, new Vector<int>(c), which);
                }

                best.CopyTo(nearest[i..]);
                which.CopyTo(label[i..]);
            }

            for (int i = vectorised; i < length; i++)
            {
                (nearest[i], label[i]) = Nearest(first + i);
            }
        }

        private (float Squared, int Cluster) Nearest(int point)
        {
            (float Squared, int Cluster) best = (float.PositiveInfinity, 0);
            for (int c = 0; c < k; c++)
            {
                float squared = 0;
                for (int d = 0; d < dimensions; d++)
                {
                    float difference = points[(d * n) + point] - Centres[(c * dimensions) + d];
                    squared += difference * difference;
                }

                best = squared < best.Squared ? (squared, c) : best;
            }

            return best;
        }
    }
}

/// <summary>What k-means needs to know.</summary>
/// <param name="Clusters">Number of clusters, at least 1.</param>
/// <param name="Seed">Start of the random numbers.</param>
public sealed record KMeansOptions(int Clusters, long Seed = 1)
{
    /// <summary>How many k-means++ starts compete.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>The most Lloyd iterations of one run.</summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}
