using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>k-means by Euclidean distance; the number by the greatest silhouette.</summary>
public sealed class KMeansDecomposition : IDecomposition
{
    internal const int MostClusters = 8, SilhouetteSample = 1500;

    /// <inheritdoc/>
    public string Name => "kmeans";

    /// <inheritdoc/>
    public Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel) =>
        Cluster(input.Training, input.Coordinates, input.Dimensions, groups, options, cancel);

    /// <summary>Clusters of given coordinates.</summary>
    internal static Decomposition Cluster(float[] training, float[] all, int dimensions, int? groups, ComponentOptions options, CancellationToken cancel)
    {
        var silhouettes = new List<(int, double)>();
        int k = groups ?? BestCount(training, dimensions, options, silhouettes, cancel);
        KMeans clusters = KMeans.Of(training, dimensions, Settings(options, Math.Min(k, training.Length / dimensions)), cancel);
        int[] labels = training.Length == all.Length ? clusters.Labels : clusters.Nearest(all, options.Threads);
        return new Decomposition(labels, clusters.Sizes.Length) { Choice = silhouettes.Count > 0 ? ("mean silhouette", silhouettes) : null };
    }

    internal static KMeansOptions Settings(ComponentOptions options, int k) => new(k, options.Seed) { Starts = options.Starts, Threads = options.Threads };

    private static int BestCount(float[] coordinates, int dimensions, ComponentOptions options, List<(int, double)> silhouettes, CancellationToken cancel)
    {
        int pixels = coordinates.Length / dimensions, best = 2;
        double highest = double.NegativeInfinity;
        for (int k = 2; k <= Math.Min(MostClusters, pixels / 5); k++)
        {
            KMeans trial = KMeans.Of(coordinates, dimensions, Settings(options, k), cancel);
            double value = Silhouette.Mean(coordinates, dimensions, trial.Labels, k, SilhouetteSample);
            silhouettes.Add((k, value));
            (best, highest) = value > highest ? (k, value) : (best, highest);
        }

        return best;
    }
}
