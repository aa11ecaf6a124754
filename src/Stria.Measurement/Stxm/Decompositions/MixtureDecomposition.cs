using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>A mixture of normal distributions: clusters may be long and of unequal width, and each pixel has a probability. The number by the integrated completed likelihood.</summary>
public sealed class MixtureDecomposition : IDecomposition
{
    private const int MostTraining = 20000;

    /// <inheritdoc/>
    public string Name => "gaussian_mixture";

    /// <inheritdoc/>
    public Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel)
    {
        float[] sample = Sample(input.Training, input.Dimensions);
        var tried = new List<(int, double)>();
        GaussianMixture? best = null;
        int bestCount = 0;
        foreach (int k in groups is { } given ? (int[])[given] : [.. Enumerable.Range(1, KMeansDecomposition.MostClusters)])
        {
            int count = Math.Min(k, sample.Length / input.Dimensions);
            KMeans start = KMeans.Of(sample, input.Dimensions, KMeansDecomposition.Settings(options, count), cancel);
            var mixture = GaussianMixture.Of(sample, input.Dimensions, start.Labels, count, cancel);
            tried.Add((count, mixture.CompletedLikelihood));
            (best, bestCount) = best is null || mixture.CompletedLikelihood < best.CompletedLikelihood ? (mixture, count) : (best, bestCount);
        }

        return Assigned(best!, bestCount, input) with { Choice = groups is null ? ("integrated completed likelihood", tried) : null };
    }

    // The most probable component of each pixel; components without pixels vanish, the others are numbered by size.
    private static Decomposition Assigned(GaussianMixture mixture, int count, DecompositionInput input)
    {
        double[] probabilities = mixture.Probabilities(input.Coordinates);
        int[] most = [.. Enumerable.Range(0, input.Count).Select(i => Enumerable.Range(0, count).MaxBy(c => probabilities[(i * count) + c]))];
        int[] order = [.. Enumerable.Range(0, count).Where(c => most.Contains(c)).OrderByDescending(c => most.Count(m => m == c)).ThenBy(c => c)];
        return new Decomposition([.. most.Select(m => Array.IndexOf(order, m))], order.Length)
        {
            Probabilities = [.. most.Select((m, i) => (float)probabilities[(i * count) + m])],
        };
    }

    private static float[] Sample(float[] points, int dimensions)
    {
        int n = points.Length / dimensions, m = Math.Min(n, MostTraining);
        if (m == n)
        {
            return points;
        }

        var sample = new float[m * dimensions];
        for (int d = 0; d < dimensions; d++)
        {
            for (int i = 0; i < m; i++)
            {
                sample[(d * m) + i] = points[(d * n) + (int)((long)i * n / m)];
            }
        }

        return sample;
    }
}
