using Stria.Core;

namespace Stria.Studies;

/// <summary>Registration of the frames: shifts of many pairs of frames, solved together by least squares.</summary>
public sealed record RegisterSettings
{
    /// <summary>Whether to register at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Largest displacement between two frames that is believed [px].</summary>
    [Unit("px")]
    [Range(0.5, 10000)]
    public double MaxShift { get; init; } = 20;

    /// <summary>With how many of the following frames each frame is compared; below six, fewer far pairs of frames are measured, too.</summary>
    [Range(1, 1000)]
    public int Neighbours { get; init; } = 6;

    /// <summary>Standard deviation of the smoothing before gradients are taken [px].</summary>
    [Unit("px")]
    [Range(0, 20)]
    public double Smoothing { get; init; } = 1;

    /// <summary>Whether each frame is laid on its own model afterwards, which brings displacements down to the noise of the counts.</summary>
    public bool Refine { get; init; } = true;

    /// <summary>A table of shifts to apply instead of finding them (columns frame, row, column; as written by an earlier run); null finds them.</summary>
    [InputPath]
    public string? Shifts { get; init; }
}
