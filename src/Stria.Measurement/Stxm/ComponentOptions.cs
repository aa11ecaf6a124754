namespace Stria.Measurement.Stxm;

/// <summary>How components and clusters are sought.</summary>
public sealed record ComponentOptions
{
    /// <summary>Number of components; null = by the indicator function.</summary>
    public int? Components { get; init; }

    /// <summary>The decomposition that sorts the pixels, by its name in the catalogue.</summary>
    public string Method { get; init; } = "kmeans";

    /// <summary>Number of clusters; null = as the method judges, k-means by the silhouette.</summary>
    public int? Clusters { get; init; }

    /// <summary>Whether spectra are divided by their mean before clustering, so that clusters are chemistry and not thickness.</summary>
    public bool NormaliseThickness { get; init; } = true;

    /// <summary>Whether components are those of the covariance (about the mean), or of the second moments (about zero).</summary>
    public bool Centred { get; init; } = true;

    /// <summary>Whether each energy is divided by the standard deviation that counting gives it, before components are sought.</summary>
    public bool WeightByNoise { get; init; }

    /// <summary>Small clusters that a dendrogram joins.</summary>
    public int OverClusters { get; init; } = 30;

    /// <summary>How strongly non-negative spectra are held to those of the clusters.</summary>
    public double Similarity { get; init; } = 0.1;

    /// <summary>How strongly small amounts of non-negative spectra are pressed to zero.</summary>
    public double Sparsity { get; init; }

    /// <summary>Whether the curves of significance are made.</summary>
    public bool WithSignificance { get; init; } = true;

    /// <summary>How many k-means++ starts compete.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>Start of the random numbers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}
