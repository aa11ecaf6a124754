using Stria.Core;

namespace Stria.Measurement;

/// <summary>What lies below the peaks. Every part is linear, so that it is found exactly at each step.</summary>
public sealed record BackgroundOptions
{
    /// <summary>Number of Chebyshev polynomials over the range; 0 for none.</summary>
    public int ChebyshevTerms { get; init; } = 8;

    /// <summary>Number of intervals of a cubic spline over the range, instead of polynomials; 0 for none.</summary>
    public int SplineIntervals { get; init; }

    /// <summary>Broad humps of glass, liquid and capillary.</summary>
    public IReadOnlyList<BackgroundHump> Humps { get; init; } = [];

    /// <summary>The pattern of the empty container on the same axis; it is scaled.</summary>
    public Diffractogram? Container { get; init; }
}

/// <summary>A Gaussian hump in the background.</summary>
/// <param name="Position">Its middle, in the unit of the axis.</param>
/// <param name="Width">Its full width at half height, in the unit of the axis.</param>
public sealed record BackgroundHump(double Position, double Width);
