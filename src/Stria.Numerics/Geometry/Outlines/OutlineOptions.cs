using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>How outlines are drawn around the particles of a map. Lengths in pixels are in columns; areas in pixels are numbers of pixels.</summary>
public sealed record OutlineOptions
{
    /// <summary>Value of the map on the outline, in the map's unit; null = half of the plateau, see <see cref="PlateauLevel"/>.</summary>
    public double? Level { get; init; }

    /// <summary>Pixels that may belong to particles; null = all.</summary>
    public PixelMask? Mask { get; init; }

    /// <summary>Particles of a smaller area are dropped, and counted.</summary>
    public double SmallestParticle_px { get; init; } = 16;

    /// <summary>Holes of a smaller area are filled, and counted.</summary>
    public double SmallestHole_px { get; init; } = 16;

    /// <summary>Standard deviation of the smoothing along the line; 0 = none. Bends of a radius well above it stay as they are, see <see cref="RingSmoothing"/>.</summary>
    public double Smoothing_px { get; init; } = 1;

    /// <summary>Distance of the points along the line; 0 = as the pixels cut it. Ends of stretches along the image border stay.</summary>
    public double Spacing_px { get; init; } = 1;

    /// <summary>Points are left out as long as the line moves by no more than this; 0 = none is.</summary>
    public double Tolerance_px { get; init; }

    /// <summary>Two stretches of line that come nearer than this are a fault.</summary>
    public double NarrowestNeck_px { get; init; } = 0.05;

    internal void Check()
    {
        ReadOnlySpan<double> sizes = [SmallestParticle_px, SmallestHole_px, Smoothing_px, Spacing_px, Tolerance_px, NarrowestNeck_px];
        foreach (double size in sizes)
        {
            if (!(size >= 0) || !double.IsFinite(size))
            {
                throw new ScenarioException($"An outline cannot be drawn with a length or area of {size} pixels; it must be 0 or more.");
            }
        }
    }
}
