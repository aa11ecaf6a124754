namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A smooth piece of the boundary of a shape, with a parameter t from 0 to 1.</summary>
public interface IBoundaryCurve
{
    /// <summary>Name of the part of the boundary that the curve belongs to ("left", "edge").</summary>
    string Part { get; }

    /// <summary>Whether the curve is a straight line.</summary>
    bool IsStraight { get; }

    /// <summary>Whether the curve ends where it starts, smoothly; t is then periodic with period 1.</summary>
    bool IsClosed { get; }

    /// <summary>Values of t, from 0 to 1, between which the curve turns by less than a right angle and has all derivatives.</summary>
    IReadOnlyList<double> Spans { get; }

    /// <summary>The place [m] at t.</summary>
    Point2 At(double t);

    /// <summary>Derivative [m] of the place with respect to t.</summary>
    Point2 Slope(double t);
}
