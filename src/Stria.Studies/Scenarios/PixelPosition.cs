using Stria.Core;

namespace Stria.Studies;

/// <summary>A place in an image.</summary>
[WrittenAsList]
public sealed record PixelPosition
{
    /// <summary>Row, from 0 at the top.</summary>
    [Range(-1e6, 1e6)]
    public double Row { get; init; }

    /// <summary>Column, from 0 at the left.</summary>
    [Range(-1e6, 1e6)]
    public double Column { get; init; }
}
