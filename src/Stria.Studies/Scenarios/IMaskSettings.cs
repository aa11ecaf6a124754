using Stria.Core;

namespace Stria.Studies;

/// <summary>Which pixels are particle.</summary>
public interface IMaskSettings
{
    /// <summary>How the particle was told from its surroundings, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>Found from the histogram of the mean optical density.</summary>
public sealed record AutomaticMask : IMaskSettings
{
    /// <inheritdoc/>
    public string Method => "found from the histogram of the mean optical density";
}

/// <summary>Read from a file, in the raster of the full frame.</summary>
public sealed record FileMask : IMaskSettings
{
    /// <summary>The mask file (.msk, .png, .csv).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"read from {System.IO.Path.GetFileName(Path)}";
}

/// <summary>All pixels whose mean optical density exceeds a threshold.</summary>
public sealed record ThresholdMask : IMaskSettings
{
    /// <summary>The mean optical density above which a pixel is particle.</summary>
    [Range(0, 10)]
    public required double Threshold { get; init; }

    /// <inheritdoc/>
    public string Method => $"where the mean optical density exceeds {Threshold}";
}
