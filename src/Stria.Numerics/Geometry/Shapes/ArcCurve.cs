namespace Stria.Numerics.Geometry.Shapes;

/// <summary>An arc of a circle or of an ellipse; the whole of it when the sweep is ±2π.</summary>
public sealed class ArcCurve : IBoundaryCurve
{
    private readonly Point2 centre, first, second;
    private readonly double start, sweep;

    /// <summary>An arc of a circle.</summary>
    /// <param name="centre">Centre [m].</param>
    /// <param name="radius">Radius [m].</param>
    /// <param name="start">Angle [rad] from the x axis at which it starts.</param>
    /// <param name="sweep">Angle [rad] that it covers, positive counter-clockwise.</param>
    /// <param name="part">Name of the part of the boundary.</param>
    public ArcCurve(Point2 centre, double radius, double start, double sweep, string part)
        : this(centre, new Point2(radius, 0), new Point2(0, radius), (start, sweep), part)
    {
    }

    /// <summary>An arc of an ellipse, centre + first cos φ + second sin φ.</summary>
    /// <param name="centre">Centre [m].</param>
    /// <param name="first">First half axis [m].</param>
    /// <param name="second">Second half axis [m], at a right angle to the first.</param>
    /// <param name="angles">φ [rad] at the start, and how far it goes.</param>
    /// <param name="part">Name of the part of the boundary.</param>
    public ArcCurve(Point2 centre, Point2 first, Point2 second, (double Start, double Sweep) angles, string part)
    {
        (this.centre, this.first, this.second, Part) = (centre, first, second, part);
        (start, sweep) = angles;
        IsClosed = Math.Abs(Math.Abs(sweep) - Math.Tau) < 1e-12;
        // An eighth of an ellipse in φ turns by less than a right angle whatever its axes.
        int count = Math.Max(1, (int)Math.Ceiling(Math.Abs(sweep) / (Math.PI / 4) - 1e-9));
        Spans = [.. Enumerable.Range(0, count + 1).Select(i => (double)i / count)];
    }

    /// <inheritdoc/>
    public string Part { get; }

    /// <inheritdoc/>
    public bool IsStraight => false;

    /// <inheritdoc/>
    public bool IsClosed { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Spans { get; }

    /// <inheritdoc/>
    public Point2 At(double t)
    {
        (double sin, double cos) = Math.SinCos(start + (sweep * t));
        return new(centre.X + (first.X * cos) + (second.X * sin), centre.Y + (first.Y * cos) + (second.Y * sin));
    }

    /// <inheritdoc/>
    public Point2 Slope(double t)
    {
        (double sin, double cos) = Math.SinCos(start + (sweep * t));
        return new(sweep * ((second.X * cos) - (first.X * sin)), sweep * ((second.Y * cos) - (first.Y * sin)));
    }
}
