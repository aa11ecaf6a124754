using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws the vectors of a field as arrows, or as strokes where only the axis counts.</summary>
internal static class ArrowDrawing
{
    private const double HeadLength = 3.2, HeadWidth = 1.3, LongestShare = 0.9, ShortestShare = 0.35, ShorterBy = 0.1;

    /// <summary>Length of the longest vector, in the field's unit.</summary>
    internal static double Longest(MeshField field)
    {
        double longest = 0;
        for (int i = 0; i < field.Values.Length; i += 2)
        {
            double length = Math.Sqrt((field.Values[i] * field.Values[i]) + (field.Values[i + 1] * field.Values[i + 1]));
            longest = double.IsFinite(length) ? Math.Max(longest, length) : longest;
        }

        return longest;
    }

    /// <summary>One arrow per square of the spacing, from the place nearest to its centre.</summary>
    internal static void Draw(ICanvas canvas, MeshArrows arrows, MeshView view)
    {
        MeshField field = arrows.Field;
        double longest = Longest(field);
        var best = new Dictionary<(int, int), (double Distance, int Place)>();
        int places = field.Values.Length / 2;
        for (int i = 0; i < places; i++)
        {
            double length = Math.Sqrt((field.Values[2 * i] * field.Values[2 * i]) + (field.Values[(2 * i) + 1] * field.Values[(2 * i) + 1]));
            if (!(length > 0) || !double.IsFinite(length))
            {
                continue;
            }

            Point at = PlaceOf(field, view, i);
            double u = at.X / arrows.Spacing, v = at.Y / arrows.Spacing;
            (int, int) square = ((int)Math.Floor(u), (int)Math.Floor(v));
            double distance = Math.Pow(u - square.Item1 - 0.5, 2) + Math.Pow(v - square.Item2 - 0.5, 2);
            if (!best.TryGetValue(square, out var known) || distance < known.Distance)
            {
                best[square] = (distance, i);
            }
        }

        foreach ((_, int i) in best.OrderBy(p => p.Key).Select(p => p.Value))
        {
            (double x, double y) = (field.Values[2 * i], field.Values[(2 * i) + 1]);
            double scale = LongestShare * arrows.Spacing / (arrows.Axes ? Math.Sqrt((x * x) + (y * y)) : longest);
            Point at = PlaceOf(field, view, i);
            double share = arrows.Axes ? LongestInside(field.Mesh, view, at, (x * scale, -y * scale)) : 1;
            if (share > 0)
            {
                DrawOne(canvas, (at, x * scale * share, -y * scale * share), arrows);
            }
        }
    }

    // A stroke that reached beyond the outline would seem to say something about what is there.
    private static double LongestInside(TriangleMesh mesh, MeshView view, Point at, (double X, double Y) stroke)
    {
        for (double share = 1; share > ShortestShare; share -= ShorterBy)
        {
            (double x, double y) = (stroke.X * share / 2, stroke.Y * share / 2);
            if (IsInside(mesh, view, new Point(at.X + x, at.Y + y)) && IsInside(mesh, view, new Point(at.X - x, at.Y - y)))
            {
                return share;
            }
        }

        return 0;
    }

    private static bool IsInside(TriangleMesh mesh, MeshView view, Point p)
    {
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> n = mesh.Cell(cell);
            Point a = view.Node(mesh, n[0]), b = view.Node(mesh, n[1]), c = view.Node(mesh, n[2]);
            double ab = Side(a, b, p), bc = Side(b, c, p), ca = Side(c, a, p);
            if ((ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0))
            {
                return true;
            }
        }

        return false;
    }

    private static double Side(Point a, Point b, Point p) => ((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X));

    /// <summary>One arrow centred on a place.</summary>
    internal static void DrawOne(ICanvas canvas, (Point At, double Dx, double Dy) arrow, MeshArrows style)
    {
        (Point at, double dx, double dy) = arrow;
        Point tail = new(at.X - (dx / 2), at.Y - (dy / 2)), tip = new(at.X + (dx / 2), at.Y + (dy / 2));
        canvas.Polyline([tail, tip], new Stroke(new Paint(Rgb.White, 0.6), 1.8));
        canvas.Polyline([tail, tip], Stroke.Of(style.Colour, 0.8));
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        if (style.Axes || length < 0.5)
        {
            return;
        }

        double head = Math.Min(HeadLength, 0.6 * length), ux = dx / length, uy = dy / length, side = head * HeadWidth / HeadLength;
        canvas.Polygon([tip, new(tip.X - (head * ux) - (side * uy), tip.Y - (head * uy) + (side * ux)), new(tip.X - (head * ux) + (side * uy), tip.Y - (head * uy) - (side * ux))], new Paint(style.Colour));
    }

    private static Point PlaceOf(MeshField field, MeshView view, int index)
    {
        if (field.Place == MeshPlace.Node)
        {
            return view.Node(field.Mesh, index);
        }

        ReadOnlySpan<int> n = field.Mesh.Cell(index);
        Point a = view.Node(field.Mesh, n[0]), b = view.Node(field.Mesh, n[1]), c = view.Node(field.Mesh, n[2]);
        return new Point((a.X + b.X + c.X) / 3, (a.Y + b.Y + c.Y) / 3);
    }
}
