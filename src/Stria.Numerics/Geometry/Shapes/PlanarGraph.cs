namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Curves that meet only at their ends, and what lies on either side of them.</summary>
/// <param name="Nodes">Ends of the pieces [m].</param>
/// <param name="Pieces">The curves between them.</param>
/// <param name="RegionNames">Names of the regions; region r of a piece is name r − 1, and 0 is void.</param>
/// <param name="PartNames">Names of the parts of the boundary and of the interfaces.</param>
internal sealed record PlanarGraph(IReadOnlyList<Point2> Nodes, IReadOnlyList<GraphPiece> Pieces, IReadOnlyList<string> RegionNames, IReadOnlyList<string> PartNames)
{
    /// <summary>Lower left and upper right corner [m] of the nodes and of points along the pieces.</summary>
    public (Point2 Low, Point2 High) Box()
    {
        IEnumerable<Point2> places = Nodes.Concat(Pieces.SelectMany(p => Enumerable.Range(0, 33).Select(k => p.At(p.T0 + ((p.T1 - p.T0) * k / 32)))));
        double x0 = double.MaxValue, y0 = double.MaxValue, x1 = double.MinValue, y1 = double.MinValue;
        foreach (Point2 p in places)
        {
            (x0, y0, x1, y1) = (Math.Min(x0, p.X), Math.Min(y0, p.Y), Math.Max(x1, p.X), Math.Max(y1, p.Y));
        }

        return (new(x0, y0), new(x1, y1));
    }
}

/// <summary>A curve between two nodes.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="T0">Its parameter at the start.</param>
/// <param name="T1">Its parameter at the end, larger; above 1 when a closed curve goes on past its seam.</param>
/// <param name="A">Node at the start.</param>
/// <param name="B">Node at the end.</param>
internal sealed record GraphPiece(IBoundaryCurve Curve, double T0, double T1, int A, int B)
{
    /// <summary>Region on the left; 0 is void.</summary>
    public int Left { get; init; }

    /// <summary>Region on the right; 0 is void.</summary>
    public int Right { get; init; }

    /// <summary>Index of the name of its part.</summary>
    public int Part { get; init; }

    /// <summary>Place [m] at a parameter.</summary>
    public Point2 At(double t) => Curve.At(Curve.IsClosed ? t - Math.Floor(t) : t);

    /// <summary>Derivative [m] at a parameter.</summary>
    public Point2 Slope(double t) => Curve.Slope(Curve.IsClosed ? t - Math.Floor(t) : t);

    /// <summary>By how much [rad] the curve turns between two parameters, seen at the ends and in the middle.</summary>
    public double Turning(double t0, double t1)
    {
        if (Curve.IsStraight)
        {
            return 0;
        }

        double nudge = 1e-9 * (t1 - t0);
        Point2 a = Slope(t0 + nudge), b = Slope((t0 + t1) / 2), c = Slope(t1 - nudge);
        return Angle(a, b) + Angle(b, c);
    }

    /// <summary>Values of t from T0 to T1 between which it turns by less than a bound, by halving.</summary>
    public List<double> Divide(double turning)
    {
        List<double> ends = [T0, .. SpansInside(), T1], all = [T0];
        for (int i = 0; i + 1 < ends.Count; i++)
        {
            Halve(ends[i], ends[i + 1], turning, all, depth: 0);
        }

        return all;
    }

    /// <summary>The ends of the curve's spans that lie strictly between T0 and T1.</summary>
    public IEnumerable<double> SpansInside()
    {
        double margin = 1e-9 * (T1 - T0);
        IEnumerable<double> spans = Curve.IsClosed ? Curve.Spans.Concat(Curve.Spans.Skip(1).Select(s => s + 1)) : Curve.Spans;
        return spans.Where(s => s > T0 + margin && s < T1 - margin);
    }

    private void Halve(double t0, double t1, double turning, List<double> all, int depth)
    {
        if (depth < 12 && Turning(t0, t1) > turning)
        {
            Halve(t0, (t0 + t1) / 2, turning, all, depth + 1);
            Halve((t0 + t1) / 2, t1, turning, all, depth + 1);
            return;
        }

        all.Add(t1);
    }

    private static double Angle(in Point2 u, in Point2 v) => Math.Abs(Math.Atan2((u.X * v.Y) - (u.Y * v.X), (u.X * v.X) + (u.Y * v.Y)));
}
