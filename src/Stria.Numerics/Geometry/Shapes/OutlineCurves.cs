using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Turns a ring of straight segments into lines and splines.</summary>
internal static class OutlineCurves
{
    /// <summary>The curves of a ring, in its order.</summary>
    public static IEnumerable<IBoundaryCurve> Of(Ring ring, string name, OutlineStyle style)
    {
        (List<Point2> points, List<string> parts) = Different(ring);
        if (points.Count < 3)
        {
            throw new ScenarioException($"A ring of {name} has {points.Count} different points; it needs three. Perhaps it is a single pixel.");
        }

        bool[] straight = [.. parts.Select(p => !style.Smooth || p.StartsWith(style.StraightParts, StringComparison.Ordinal))];
        int[] corners = [.. Enumerable.Range(0, points.Count).Where(i => IsCorner(points, parts, straight, i, style.CornerAngle_deg))];
        if (corners.Length == 0)
        {
            return [new SplineCurve(points, closed: true, parts[0])];
        }

        return corners.Select((from, k) => Between(points, parts, straight, (from, corners[(k + 1) % corners.Length])));
    }

    private static (List<Point2> Points, List<string> Parts) Different(Ring ring)
    {
        var points = new List<Point2>();
        var parts = new List<string>();
        for (int i = 0; i < ring.Count; i++)
        {
            Point2 p = new(ring.Points[2 * i], ring.Points[(2 * i) + 1]);
            if (points.Count > 0 && points[^1] == p)
            {
                parts[^1] = ring.SegmentParts[i];
                continue;
            }

            points.Add(p);
            parts.Add(ring.SegmentParts[i]);
        }

        if (points.Count > 1 && points[0] == points[^1])
        {
            points.RemoveAt(points.Count - 1);
            parts.RemoveAt(parts.Count - 1);
        }

        return (points, parts);
    }

    private static bool IsCorner(List<Point2> points, List<string> parts, bool[] straight, int i, double angle_deg)
    {
        int n = points.Count, before = (i + n - 1) % n;
        if (parts[before] != parts[i] || straight[i])
        {
            return true;
        }

        Point2 a = points[before], b = points[i], c = points[(i + 1) % n];
        double ux = b.X - a.X, uy = b.Y - a.Y, vx = c.X - b.X, vy = c.Y - b.Y;
        return Math.Abs(Math.Atan2((ux * vy) - (uy * vx), (ux * vx) + (uy * vy))) > angle_deg * Math.PI / 180;
    }

    private static IBoundaryCurve Between(List<Point2> points, List<string> parts, bool[] straight, (int From, int To) ends)
    {
        int n = points.Count, count = ((ends.To - ends.From + n - 1) % n) + 1;
        Point2[] some = [.. Enumerable.Range(ends.From, count + 1).Select(i => points[i % n])];
        string part = parts[ends.From];
        return straight[ends.From] || some.Length == 2 ? new LineCurve(some[0], some[^1], part) : new SplineCurve(some, closed: false, part);
    }
}
