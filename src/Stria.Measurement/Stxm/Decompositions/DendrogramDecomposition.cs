using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Many small clusters, joined along a dendrogram by Ward's rule; the number where the heights take their largest step.</summary>
public sealed class DendrogramDecomposition : IDecomposition
{
    private const int FewestPixels = 8;

    /// <inheritdoc/>
    public string Name => "dendrogram";

    /// <inheritdoc/>
    public Decomposition Decompose(DecompositionInput input, int? groups, ComponentOptions options, CancellationToken cancel)
    {
        int over = Math.Clamp(options.OverClusters, 2, Math.Max(2, input.TrainingCount / FewestPixels));
        KMeans many = KMeans.Of(input.Training, input.Dimensions, KMeansDecomposition.Settings(options, over), cancel);
        double[] centres = [.. Enumerable.Range(0, over * input.Dimensions).Select(i => (double)many.Centres[i])];
        var tree = WardTree.Of(centres, [.. many.Sizes.Select(s => (double)Math.Max(s, 1))]);
        int count = Math.Min(over, groups ?? tree.NaturalCount(KMeansDecomposition.MostClusters));
        int[] joined = tree.Cut(count), fine = input.TrainingCount == input.Count ? many.Labels : many.Nearest(input.Coordinates, options.Threads);
        return new Decomposition([.. fine.Select(f => joined[f])], count) { Tree = tree };
    }
}
