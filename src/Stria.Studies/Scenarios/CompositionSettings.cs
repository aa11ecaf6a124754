using Stria.Core;

namespace Stria.Studies;

/// <summary>The composition map.</summary>
public sealed record CompositionSettings
{
    /// <summary>Standard deviation of the Gaussian filter on each component's map [px]; 0 filters nothing.</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double GaussianSigma { get; init; }

    /// <summary>Whether the blur of the beam is taken off amounts, outline and x, and noise held down that no border explains.</summary>
    public bool Sharpen { get; init; }

    /// <summary>Standard deviation of the beam that is taken off [px]; given, it asks for sharpening; null reads it from the particles' outlines. Of a zone plate of outermost zone Δr it is about 0.45 Δr.</summary>
    [Unit("px")]
    [Range(0, 10)]
    public double? PointSpread { get; init; }

    /// <summary>Whether the blur is taken off.</summary>
    internal bool IsSharpened => Sharpen || PointSpread is not null;
}
