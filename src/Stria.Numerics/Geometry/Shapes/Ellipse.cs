using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>An ellipse, or a disk; its one part is "edge" unless named otherwise.</summary>
public sealed class Ellipse : IShape
{
    private readonly Point2 centre;
    private readonly double a, b, cos, sin;

    /// <summary>Makes an ellipse.</summary>
    /// <param name="centre">Centre [m].</param>
    /// <param name="a">First half axis [m], positive.</param>
    /// <param name="b">Second half axis [m], positive.</param>
    /// <param name="rotation">Angle [rad] from the x axis to the first axis, counter-clockwise.</param>
    /// <param name="part">Name of its edge.</param>
    /// <exception cref="ScenarioException">A half axis is not positive.</exception>
    public Ellipse(Point2 centre, double a, double b, double rotation = 0, string part = "edge")
    {
        Lengths.Refuse("ellipse", ("first half axis", a), ("second half axis", b));
        (this.centre, this.a, this.b) = (centre, a, b);
        (sin, cos) = Math.SinCos(rotation);
        var arc = new ArcCurve(centre, new Point2(a * cos, a * sin), new Point2(-b * sin, b * cos), (0, Math.Tau), part);
        Boundaries = [new("ellipse", [arc])];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ShapeBoundary> Boundaries { get; }

    /// <summary>A disk.</summary>
    /// <param name="centre">Centre [m].</param>
    /// <param name="radius">Radius [m], positive.</param>
    /// <param name="part">Name of its edge.</param>
    /// <exception cref="ScenarioException">The radius is not positive.</exception>
    public static Ellipse Disk(Point2 centre, double radius, string part = "edge")
    {
        Lengths.Refuse("disk", ("radius", radius));
        return new Ellipse(centre, radius, radius, 0, part);
    }

    /// <inheritdoc/>
    public bool Contains(Point2 place)
    {
        double x = place.X - centre.X, y = place.Y - centre.Y, u = ((x * cos) + (y * sin)) / a, v = ((y * cos) - (x * sin)) / b;
        return (u * u) + (v * v) <= 1;
    }
}
