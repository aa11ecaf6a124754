using Stria.Core;

namespace Stria.Studies;

/// <summary>The composition map.</summary>
public sealed record CompositionSettings
{
    /// <summary>Standard deviation of the Gaussian filter on each component's map [px]; 0 filters nothing.</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double GaussianSigma { get; init; }
}
