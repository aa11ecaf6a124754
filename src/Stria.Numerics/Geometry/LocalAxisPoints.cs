namespace Stria.Numerics.Geometry;

/// <summary>A point of a border [px], x to the right and y upwards, with its outward normal.</summary>
internal readonly record struct BorderPoint(double X, double Y, double NormalX, double NormalY);

/// <summary>Points of a border with their outward normals, in buckets, for distances from inside.</summary>
internal sealed class LocalAxisPoints
{
    private const int Bucket = 4;

    private readonly int rows, columns;
    private readonly List<BorderPoint>?[] buckets;
    private int count;

    /// <summary>Makes room for points of a window (x = column, y = −row).</summary>
    public LocalAxisPoints(int height, int width)
        : this((height / Bucket) + 1, (width / Bucket) + 1, new List<BorderPoint>?[((height / Bucket) + 1) * ((width / Bucket) + 1)])
    {
    }

    private LocalAxisPoints(int rows, int columns, List<BorderPoint>?[] buckets) => (this.rows, this.columns, this.buckets) = (rows, columns, buckets);

    /// <summary>Adds a point.</summary>
    public void Add(BorderPoint point)
    {
        (buckets[((int)(-point.Y / Bucket) * columns) + (int)(point.X / Bucket)] ??= []).Add(point);
        count++;
    }

    /// <summary>The mean normal of the points within a distance [px] of a place; not of length 1.</summary>
    public (double X, double Y) MeanNormal(double x, double y, double within)
    {
        double normalX = 0, normalY = 0;
        int n = 0;
        for (int r = Math.Max(0, (int)((-y - within) / Bucket)); r <= Math.Min(rows - 1, (int)((-y + within) / Bucket)); r++)
        {
            for (int c = Math.Max(0, (int)((x - within) / Bucket)); c <= Math.Min(columns - 1, (int)((x + within) / Bucket)); c++)
            {
                foreach (BorderPoint point in buckets[(r * columns) + c] ?? [])
                {
                    bool near = double.Hypot(point.X - x, point.Y - y) <= within;
                    (normalX, normalY, n) = near ? (normalX + point.NormalX, normalY + point.NormalY, n + 1) : (normalX, normalY, n);
                }
            }
        }

        return n > 0 ? (normalX / n, normalY / n) : (0, 0);
    }

    /// <summary>The same points, each with the mean normal of those within a distance [px].</summary>
    public LocalAxisPoints WithMeanNormals(double within)
    {
        var smooth = new LocalAxisPoints(rows, columns, new List<BorderPoint>?[buckets.Length]);
        foreach (BorderPoint point in buckets.SelectMany(b => b ?? []))
        {
            (double x, double y) = MeanNormal(point.X, point.Y, within);
            double length = double.Hypot(x, y);
            smooth.Add(length > 0 ? new BorderPoint(point.X, point.Y, x / length, y / length) : point);
        }

        return smooth;
    }

    /// <summary>Distance [px] of a place inside from the border, measured along the normal of the nearest point, so that it goes on beyond the last point of a side; NaN when the nearest point lies too far aside.</summary>
    public double Distance(double x, double y)
    {
        if (count == 0)
        {
            return double.NaN;
        }

        (double nearest, BorderPoint best) = Nearest(x, y, double.PositiveInfinity);
        double along = ((best.X - x) * best.NormalX) + ((best.Y - y) * best.NormalY);
        double aside = Math.Sqrt(Math.Max(0, (nearest * nearest) - (along * along)));
        return aside <= Math.Max(2, Math.Abs(along)) ? along : double.NaN;
    }

    /// <summary>Whether there is a point within a distance [px] of a place.</summary>
    public bool HasWithin(double x, double y, double reach) => count > 0 && Nearest(x, y, reach).Distance < reach;

    private (double Distance, BorderPoint Point) Nearest(double x, double y, double within)
    {
        int row = (int)(-y / Bucket), column = (int)(x / Bucket);
        (double nearest, BorderPoint best) = (within, default);
        for (int ring = 0; ring <= Math.Max(rows, columns) && (ring - 1) * Bucket < nearest; ring++)
        {
            for (int r = Math.Max(0, row - ring); r <= Math.Min(rows - 1, row + ring); r++)
            {
                bool edge = r == row - ring || r == row + ring;
                for (int c = column - ring; c <= column + ring; c += edge ? 1 : 2 * ring)
                {
                    if (c >= 0 && c < columns && buckets[(r * columns) + c] is { } bucket)
                    {
                        (nearest, best) = Nearer(bucket, x, y, (nearest, best));
                    }
                }
            }
        }

        return (nearest, best);
    }

    private static (double Distance, BorderPoint Point) Nearer(List<BorderPoint> bucket, double x, double y, (double Distance, BorderPoint Point) best)
    {
        foreach (BorderPoint point in bucket)
        {
            double distance = double.Hypot(point.X - x, point.Y - y);
            best = distance < best.Distance ? (distance, point) : best;
        }

        return best;
    }

}
