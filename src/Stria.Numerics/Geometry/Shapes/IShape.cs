namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A part of the plane with named boundaries.</summary>
public interface IShape
{
    /// <summary>Boundaries of the simple shapes that it is made of.</summary>
    IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <summary>Whether a place lies inside; for places next to the boundary either answer is right.</summary>
    bool Contains(Point2 place);
}

/// <summary>The closed curves round one simple shape; they may not cross or touch each other but at their ends.</summary>
/// <param name="Name">What people call the shape ("polygon", "particle 2").</param>
/// <param name="Curves">Its curves.</param>
public sealed record ShapeBoundary(string Name, IReadOnlyList<IBoundaryCurve> Curves);
