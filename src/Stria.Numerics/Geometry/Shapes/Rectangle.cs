using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A rectangle along the axes; parts "left", "right", "bottom", "top".</summary>
public sealed class Rectangle : IShape
{
    private readonly Point2 low, high;

    /// <summary>Makes the rectangle.</summary>
    /// <param name="x">Left side [m].</param>
    /// <param name="y">Bottom [m].</param>
    /// <param name="width">Width [m], positive.</param>
    /// <param name="height">Height [m], positive.</param>
    /// <exception cref="ScenarioException">A length is not positive.</exception>
    public Rectangle(double x, double y, double width, double height)
    {
        Lengths.Refuse("rectangle", ("width", width), ("height", height));
        (low, high) = (new(x, y), new(x + width, y + height));
        Point2 lowerRight = new(high.X, low.Y), upperLeft = new(low.X, high.Y);
        Boundaries =
        [
            new("rectangle", [new LineCurve(low, lowerRight, "bottom"), new LineCurve(lowerRight, high, "right"), new LineCurve(high, upperLeft, "top"), new LineCurve(upperLeft, low, "left")]),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <inheritdoc/>
    public bool Contains(Point2 place) => place.X >= low.X && place.X <= high.X && place.Y >= low.Y && place.Y <= high.Y;
}
