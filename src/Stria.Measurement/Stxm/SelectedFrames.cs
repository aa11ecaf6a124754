using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>What the selection of frames found.</summary>
/// <param name="Stack">The frames in order of energy; NaN where a value cannot be used.</param>
/// <param name="Content">What the numbers are.</param>
/// <param name="Masked">How many values of each measured frame cannot be used.</param>
/// <param name="Remarks">What was sorted, averaged, left out and masked.</param>
public sealed record SelectedFrames(SpectralStack Stack, StackContent Content, IReadOnlyList<FrameMaskCount> Masked, IReadOnlyList<Remark> Remarks);

/// <summary>Values of one frame that cannot be used.</summary>
/// <param name="Frame">The frame's number in the file.</param>
/// <param name="PhotonEnergy_eV">Its photon energy [eV].</param>
/// <param name="NotNumbers">NaN or infinite.</param>
/// <param name="NotPositive">Zero or negative intensity.</param>
/// <param name="Saturated">At the top of the counter.</param>
public sealed record FrameMaskCount(string Frame, double PhotonEnergy_eV, int NotNumbers, int NotPositive, int Saturated)
{
    /// <summary>All of them.</summary>
    public int Total => NotNumbers + NotPositive + Saturated;
}

/// <summary>Which frames and values to use.</summary>
public sealed record FrameSelectionOptions
{
    /// <summary>Frames to leave out, by their number in the file.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Lowest photon energy to use [eV].</summary>
    public double Lowest_eV { get; init; } = double.NegativeInfinity;

    /// <summary>Highest photon energy to use [eV].</summary>
    public double Highest_eV { get; init; } = double.PositiveInfinity;

    /// <summary>Intensity from which on a value is saturated; null = recognised by itself.</summary>
    public double? Saturation { get; init; }

    /// <summary>What the numbers are; null = recognised by their values.</summary>
    public StackContent? Content { get; init; }

    /// <summary>The fewest frames that make a stack.</summary>
    public int LeastFrames { get; init; } = 3;
}
