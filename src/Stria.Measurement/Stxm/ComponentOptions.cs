namespace Stria.Measurement.Stxm;

/// <summary>How components and clusters are sought.</summary>
public sealed record ComponentOptions
{
    /// <summary>Number of components; null = by the indicator function.</summary>
    public int? Components { get; init; }

    /// <summary>Number of clusters; null = by the silhouette.</summary>
    public int? Clusters { get; init; }

    /// <summary>Whether spectra are divided by their mean before clustering, so that clusters are chemistry and not thickness.</summary>
    public bool NormaliseThickness { get; init; } = true;

    /// <summary>How many k-means++ starts compete.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>Start of the random numbers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}
