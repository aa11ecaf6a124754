namespace Stria.Numerics.Geometry;

/// <summary>The convex hull of points in the plane, and what is measured on it.</summary>
public sealed class ConvexHull
{
    private readonly Point2[] corners;

    private ConvexHull(Point2[] corners) => this.corners = corners;

    /// <summary>The corners, counter-clockwise; no three on a line.</summary>
    public IReadOnlyList<Point2> Corners => corners;

    /// <summary>Area [m²]; 0 when all points lie on a line.</summary>
    public double Area
    {
        get
        {
            double twice = 0;
            for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            {
                twice += (corners[j].X * corners[i].Y) - (corners[i].X * corners[j].Y);
            }

            return twice / 2;
        }
    }

    /// <summary>Length of its outline [m]; of points on a line twice their distance.</summary>
    public double Perimeter
    {
        get
        {
            double sum = 0;
            for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            {
                sum += corners[j].Distance(corners[i]);
            }

            return sum;
        }
    }

    /// <summary>Largest distance between two of the points [m].</summary>
    public double LargestDiameter => corners.SelectMany((a, i) => corners.Skip(i).Select(b => a.Distance(b))).DefaultIfEmpty(0).Max();

    /// <summary>The hull of points.</summary>
    public static ConvexHull Of(IEnumerable<Point2> points)
    {
        // Andrew's monotone chain (Inf. Process. Lett. 9, 216, 1979).
        Point2[] sorted = [.. points.Distinct().OrderBy(p => p.X).ThenBy(p => p.Y)];
        if (sorted.Length < 3)
        {
            return new ConvexHull(sorted);
        }

        List<Point2> lower = Half(sorted), upper = Half(sorted.Reverse());
        return new ConvexHull([.. lower.SkipLast(1), .. upper.SkipLast(1)]);
    }

    /// <summary>The rectangle of least area round the hull.</summary>
    /// <returns>Its sides, the longer first [m], and the direction of the longer one, counter-clockwise from x, −π/2 … π/2.</returns>
    public (double Length, double Width, double Angle) Rectangle()
    {
        (double Length, double Width, double Angle) best = (0, 0, 0);
        double least = double.PositiveInfinity;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            double angle = Math.Atan2(corners[i].Y - corners[j].Y, corners[i].X - corners[j].X), along = Extent(angle), across = Extent(angle + (Math.PI / 2));
            if (along * across < least * (1 - 1e-12))
            {
                least = along * across;
                best = along >= across ? (along, across, Upright(angle)) : (across, along, Upright(angle + (Math.PI / 2)));
            }
        }

        return best;
    }

    /// <summary>Distance between the two lines across a direction that hold the hull between them [m].</summary>
    /// <param name="angle">The direction, counter-clockwise from x [rad].</param>
    public double Extent(double angle)
    {
        double c = Math.Cos(angle), s = Math.Sin(angle), low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (Point2 p in corners)
        {
            double at = (p.X * c) + (p.Y * s);
            (low, high) = (Math.Min(low, at), Math.Max(high, at));
        }

        return corners.Length == 0 ? 0 : high - low;
    }

    private static List<Point2> Half(IEnumerable<Point2> sorted)
    {
        List<Point2> chain = [];
        foreach (Point2 p in sorted)
        {
            while (chain.Count > 1 && chain[^2].Cross(chain[^1], p) <= 0)
            {
                chain.RemoveAt(chain.Count - 1);
            }

            chain.Add(p);
        }

        return chain;
    }

    private static double Upright(double angle)
    {
        double turned = Math.IEEERemainder(angle, Math.PI);
        return turned <= -Math.PI / 2 ? turned + Math.PI : turned;
    }
}
