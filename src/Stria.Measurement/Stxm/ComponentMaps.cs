using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Principal components, scores and clusters of the sample's pixels.</summary>
/// <param name="Grid">The raster.</param>
/// <param name="Pixels">Indices of the pixels used, ascending.</param>
/// <param name="Pca">Mean, eigenvalues and eigenspectra.</param>
/// <param name="Count">Number of components kept.</param>
public sealed record ComponentMaps(ImageGrid Grid, int[] Pixels, Pca Pca, int Count)
{
    /// <summary>Scores [component, pixel used].</summary>
    public required float[] Scores { get; init; }

    /// <summary>Cluster of each pixel used.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Pixels of each cluster.</summary>
    public required int[] ClusterSizes { get; init; }

    /// <summary>Mean optical density of each cluster.</summary>
    public required double[][] ClusterSpectra { get; init; }

    /// <summary>Standard deviation over the pixels of each cluster.</summary>
    public required double[][] ClusterSpreads { get; init; }

    /// <summary>Mean silhouette for each number of clusters tried; empty when the number was given.</summary>
    public required IReadOnlyList<(int Clusters, double Silhouette)> Silhouettes { get; init; }

    /// <summary>How the pixels were sorted; null in maps made elsewhere.</summary>
    public Decomposition? Decomposition { get; init; }

    /// <summary>How many components are significant; null where it was not sought.</summary>
    public ComponentSignificance? Significance { get; init; }

    /// <summary>True when spectra were divided by their mean before clustering.</summary>
    public required bool IsThicknessNormalised { get; init; }

    /// <summary>Cumulative share of the variance, one per component of all.</summary>
    public double[] CumulativeVariance
    {
        get
        {
            double total = Pca.Eigenvalues.Sum(v => Math.Max(v, 0)), sum = 0;
            return [.. Pca.Eigenvalues.Select(v => (sum += Math.Max(v, 0)) / total)];
        }
    }

    /// <summary>Map of the scores on one component; NaN outside the sample.</summary>
    public ScalarField ScoreMap(int component)
    {
        var map = new float[Grid.Count];
        Array.Fill(map, float.NaN);
        for (int p = 0; p < Pixels.Length; p++)
        {
            map[Pixels[p]] = Scores[(component * Pixels.Length) + p];
        }

        return new ScalarField(Grid, map, $"score {component + 1}", "1");
    }

    /// <summary>Map of the amount of one non-negative spectrum; NaN outside the sample.</summary>
    /// <exception cref="InvalidOperationException">The decomposition has no amounts.</exception>
    public ScalarField AmountMap(int component)
    {
        double[] amounts = Decomposition?.Factors?.Amounts ?? throw new InvalidOperationException("This decomposition has no amounts.");
        var map = new float[Grid.Count];
        Array.Fill(map, float.NaN);
        for (int p = 0; p < Pixels.Length; p++)
        {
            map[Pixels[p]] = (float)amounts[(component * Pixels.Length) + p];
        }

        return new ScalarField(Grid, map, $"amount {component + 1}", "1");
    }

    /// <summary>Map of the clusters; −1 outside the sample.</summary>
    public int[] LabelMap()
    {
        var map = new int[Grid.Count];
        Array.Fill(map, -1);
        for (int p = 0; p < Pixels.Length; p++)
        {
            map[Pixels[p]] = Labels[p];
        }

        return map;
    }
}
