using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>The outline of a measured particle: splines through its points between corners, straight where the image ends.</summary>
public sealed class OutlineShape : IShape
{
    private readonly EvenOdd inside;

    /// <summary>Makes the shape.</summary>
    /// <param name="outline">The outline; parts keep their names.</param>
    /// <param name="style">Where it is straight and where it has corners; null for the usual.</param>
    /// <exception cref="ScenarioException">A ring has fewer than three different points.</exception>
    public OutlineShape(Outline outline, OutlineStyle? style = null)
    {
        style ??= new OutlineStyle();
        IBoundaryCurve[] curves = [.. new[] { outline.Outer }.Concat(outline.Holes).SelectMany(r => OutlineCurves.Of(r, outline.Name, style))];
        Boundaries = [new(outline.Name, curves)];
        inside = new EvenOdd(curves);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <inheritdoc/>
    public bool Contains(Point2 place) => inside.Contains(place);
}

/// <summary>How the points of an outline become curves.</summary>
public sealed record OutlineStyle
{
    /// <summary>Whether splines are laid through the points at all; otherwise every segment stays straight.</summary>
    public bool Smooth { get; init; } = true;

    /// <summary>Parts whose names begin so stay straight: there the image ends, not the particle.</summary>
    public string StraightParts { get; init; } = "image border";

    /// <summary>A point where the outline turns by more than this [°] is a corner, which no spline rounds.</summary>
    public double CornerAngle_deg { get; init; } = 50;
}
