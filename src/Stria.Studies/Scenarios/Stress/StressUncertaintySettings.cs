using Stria.Core;

namespace Stria.Studies;

/// <summary>Whether and how the error of the composition map is carried to the stress.</summary>
public sealed record StressUncertaintySettings : ICheckedSettings
{
    /// <summary>Number of maps drawn from the error of the composition; "auto" takes 64 where the map has an error, 0 carries nothing.</summary>
    [Word("auto")]
    [Range(0, 100000)]
    public int? Samples { get; init; }

    /// <summary>Length over which the errors of neighbouring pixels are alike, as the standard deviation of a Gaussian [px]; "auto" estimates it from the map.</summary>
    [Word("auto")]
    [Unit("px")]
    [Range(0, 100)]
    public double? CorrelationLength { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes() => Samples == 1 ? ["'samples' is 1; a standard deviation needs 2 or more (0 carries none)."] : [];
}
