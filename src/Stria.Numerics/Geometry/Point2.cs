namespace Stria.Numerics.Geometry;

/// <summary>A place in the plane.</summary>
/// <param name="X">To the right [m].</param>
/// <param name="Y">Upwards [m].</param>
public readonly record struct Point2(double X, double Y)
{
    /// <summary>The place half way to another.</summary>
    public Point2 Middle(in Point2 other) => new((X + other.X) / 2, (Y + other.Y) / 2);

    /// <summary>Distance [m] to another place.</summary>
    public double Distance(in Point2 other) => Math.Sqrt(SquaredDistance(other));

    /// <summary>Squared distance [m²] to another place.</summary>
    public double SquaredDistance(in Point2 other) => ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y));

    /// <summary>Scalar product of the ways from here to two places; negative when they are seen under more than a right angle.</summary>
    internal double Dot(in Point2 a, in Point2 b) => ((a.X - X) * (b.X - X)) + ((a.Y - Y) * (b.Y - Y));

    /// <summary>Vector product of the ways from here to two places.</summary>
    internal double Cross(in Point2 a, in Point2 b) => ((a.X - X) * (b.Y - Y)) - ((a.Y - Y) * (b.X - X));
}
