using Stria.Core;

namespace Stria.Studies;

/// <summary>Principal components and clusters.</summary>
public sealed record ComponentSettings : ICheckedSettings
{
    /// <summary>How many principal components to keep.</summary>
    [Word("auto")]
    [Range(1, 100)]
    public int? Count { get; init; }

    /// <summary>How many clusters to make.</summary>
    [Word("auto")]
    [Range(1, 50)]
    public int? Clusters { get; init; }

    /// <summary>How the pixels are sorted.</summary>
    public ClusterMethod Method { get; init; } = ClusterMethod.Kmeans;

    /// <summary>Whether components are those of the covariance (about the mean spectrum), or of the second moments (about zero).</summary>
    public bool Centred { get; init; } = true;

    /// <summary>Whether each energy is divided by the standard deviation that counting gives it, before components are sought.</summary>
    public bool WeightByNoise { get; init; }

    /// <summary>Small clusters that a dendrogram joins.</summary>
    [Range(2, 200)]
    public int OverClusters { get; init; } = 30;

    /// <summary>How strongly the spectra of nnma are held to those of the clusters; 0 lets them go.</summary>
    [Range(0, 1e6)]
    public double Similarity { get; init; } = 0.1;

    /// <summary>How strongly small amounts of nnma are pressed to zero, as a share of the typical amount.</summary>
    [Range(0, 1e3)]
    public double Sparsity { get; init; }

    /// <summary>Clusters whose composition is known better than by their fit to the standards.</summary>
    public ValueList<ClusterAssignment> Assign { get; init; } = [];

    /// <summary>What is divided out of the scores before clustering. Without it clusters tell thickness, not chemistry.</summary>
    public ScoreNormalisation Normalise { get; init; } = ScoreNormalisation.Thickness;

    /// <summary>How often clustering starts anew; the best result is kept.</summary>
    [Range(1, 10000)]
    public int Starts { get; init; } = 10;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Sparsity > 0 && Similarity == 0)
        {
            yield return "'sparsity' needs some 'similarity': without it the scale of the spectra is free, and amounts shrink without end.";
        }

        if (Assign.GroupBy(a => a.Cluster).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"'assign' names cluster {twice.Key} more than once.";
        }
    }
}

/// <summary>A cluster whose composition is given by hand.</summary>
public sealed record ClusterAssignment
{
    /// <summary>Number of the cluster, from 1, as in the figures.</summary>
    [Range(1, 1000)]
    public required int Cluster { get; init; }

    /// <summary>Its composition x.</summary>
    [Range(-10, 10)]
    public required double X { get; init; }

    /// <summary>Its phase; null takes that of the material whose window holds x.</summary>
    public string? Phase { get; init; }
}

/// <summary>How pixels are sorted.</summary>
public enum ClusterMethod
{
    /// <summary>k-means by Euclidean distance.</summary>
    Kmeans,

    /// <summary>k-means by the angle between spectra.</summary>
    Cosine,

    /// <summary>A mixture of normal distributions.</summary>
    GaussianMixture,

    /// <summary>Many small clusters, joined along a dendrogram.</summary>
    Dendrogram,

    /// <summary>Non-negative matrix approximation.</summary>
    Nnma,
}

/// <summary>What is divided out of the scores before clustering.</summary>
public enum ScoreNormalisation
{
    /// <summary>The thickness.</summary>
    Thickness,

    /// <summary>Nothing.</summary>
    None,
}
