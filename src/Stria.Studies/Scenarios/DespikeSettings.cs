using Stria.Core;

namespace Stria.Studies;

/// <summary>Removal of single outlying counts: hot pixels, cosmic rays, dropped pixels.</summary>
public sealed record DespikeSettings
{
    /// <summary>Whether to look for them at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How far a count must lie from its neighbours to be masked, in robust standard deviations.</summary>
    [Range(2, 100)]
    public double Threshold { get; init; } = 6;
}
