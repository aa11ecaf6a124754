namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A straight line.</summary>
/// <param name="From">Where it starts [m].</param>
/// <param name="To">Where it ends [m].</param>
/// <param name="Part">Name of the part of the boundary.</param>
public sealed record LineCurve(Point2 From, Point2 To, string Part) : IBoundaryCurve
{
    private static readonly double[] Whole = [0, 1];

    /// <inheritdoc/>
    public bool IsStraight => true;

    /// <inheritdoc/>
    public bool IsClosed => false;

    /// <inheritdoc/>
    public IReadOnlyList<double> Spans => Whole;

    /// <inheritdoc/>
    public Point2 At(double t) => t == 1 ? To : new(From.X + (t * (To.X - From.X)), From.Y + (t * (To.Y - From.Y)));

    /// <inheritdoc/>
    public Point2 Slope(double t) => new(To.X - From.X, To.Y - From.Y);
}
