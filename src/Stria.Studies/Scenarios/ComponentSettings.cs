using Stria.Core;

namespace Stria.Studies;

/// <summary>Principal components and clusters.</summary>
public sealed record ComponentSettings
{
    /// <summary>How many principal components to keep.</summary>
    [Word("auto")]
    [Range(1, 100)]
    public int? Count { get; init; }

    /// <summary>How many clusters to make.</summary>
    [Word("auto")]
    [Range(1, 50)]
    public int? Clusters { get; init; }

    /// <summary>What is divided out of the scores before clustering. Without it clusters tell thickness, not chemistry.</summary>
    public ScoreNormalisation Normalise { get; init; } = ScoreNormalisation.Thickness;

    /// <summary>How often clustering starts anew; the best result is kept.</summary>
    [Range(1, 10000)]
    public int Starts { get; init; } = 10;
}

/// <summary>What is divided out of the scores before clustering.</summary>
public enum ScoreNormalisation
{
    /// <summary>The thickness.</summary>
    Thickness,

    /// <summary>Nothing.</summary>
    None,
}
