namespace Stria.Numerics.Geometry;

/// <summary>A straight piece of line.</summary>
internal readonly record struct Segment(double X0, double Y0, double X1, double Y1)
{
    internal double Length => Math.Sqrt(((X1 - X0) * (X1 - X0)) + ((Y1 - Y0) * (Y1 - Y0)));
}

/// <summary>Distances between straight pieces of line.</summary>
internal static class Segments
{
    /// <summary>Distance of a point from a piece of line.</summary>
    internal static double DistanceToPoint(double x, double y, Segment s)
    {
        double t = Nearest(x, y, s), dx = x - s.X0 - (t * (s.X1 - s.X0)), dy = y - s.Y0 - (t * (s.Y1 - s.Y0));
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    /// <summary>Whether two pieces cross or touch: the ends of each lie on different sides of the other, or on it.</summary>
    internal static bool Meet(Segment a, Segment b)
    {
        double b0 = Side(a, b.X0, b.Y0), b1 = Side(a, b.X1, b.Y1), a0 = Side(b, a.X0, a.Y0), a1 = Side(b, a.X1, a.Y1);
        return b0 * b1 <= 0 && a0 * a1 <= 0 && (b0 != 0 || b1 != 0 || Overlap(a, b));
    }

    /// <summary>The nearest approach of two pieces that do not cross: distance, and how far along each piece (0 … 1) it lies.</summary>
    internal static (double Distance, double AlongA, double AlongB) Approach(Segment a, Segment b)
    {
        double t0 = Nearest(b.X0, b.Y0, a), t1 = Nearest(b.X1, b.Y1, a), u0 = Nearest(a.X0, a.Y0, b), u1 = Nearest(a.X1, a.Y1, b);
        (double Distance, double AlongA, double AlongB) best = (DistanceToPoint(b.X0, b.Y0, a), t0, 0);
        Better(ref best, (DistanceToPoint(b.X1, b.Y1, a), t1, 1));
        Better(ref best, (DistanceToPoint(a.X0, a.Y0, b), 0, u0));
        Better(ref best, (DistanceToPoint(a.X1, a.Y1, b), 1, u1));
        return best;
    }

    private static void Better(ref (double Distance, double AlongA, double AlongB) best, (double Distance, double AlongA, double AlongB) other) =>
        best = other.Distance < best.Distance ? other : best;

    private static double Nearest(double x, double y, Segment s)
    {
        double dx = s.X1 - s.X0, dy = s.Y1 - s.Y0, square = (dx * dx) + (dy * dy);
        return square > 0 ? Math.Clamp((((x - s.X0) * dx) + ((y - s.Y0) * dy)) / square, 0, 1) : 0;
    }

    private static int Side(Segment s, double x, double y) => Math.Sign(((s.X1 - s.X0) * (y - s.Y0)) - ((s.Y1 - s.Y0) * (x - s.X0)));

    private static bool Overlap(Segment a, Segment b) =>
        Math.Max(Math.Min(a.X0, a.X1), Math.Min(b.X0, b.X1)) <= Math.Min(Math.Max(a.X0, a.X1), Math.Max(b.X0, b.X1))
        && Math.Max(Math.Min(a.Y0, a.Y1), Math.Min(b.Y0, b.Y1)) <= Math.Min(Math.Max(a.Y0, a.Y1), Math.Max(b.Y0, b.Y1));
}
