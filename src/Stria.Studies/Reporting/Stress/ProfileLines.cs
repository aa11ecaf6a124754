using Stria.Core;

namespace Stria.Studies;

/// <summary>The lines along which profiles are taken.</summary>
internal static class ProfileLines
{
    /// <summary>Those that the scenario names, or the long and the short way through the middle of the largest piece of the body.</summary>
    /// <param name="wished">Lines of the scenario.</param>
    /// <param name="mesh">The mesh.</param>
    /// <param name="angles">Angle from x to the axis at each node [rad].</param>
    public static IReadOnlyList<NamedLine> Of(ValueList<NamedLine> wished, TriangleMesh mesh, double[] angles)
    {
        if (wished.Count > 0)
        {
            return wished;
        }

        int middle = MiddleNode(mesh);
        (double x, double y) = (mesh.Points[2 * middle], mesh.Points[(2 * middle) + 1]);
        (double low, double high) = (double.MaxValue, double.MinValue);
        foreach (double v in mesh.Points)
        {
            (low, high) = (Math.Min(low, v), Math.Max(high, v));
        }

        return [Through("along", x, y, angles[middle], high - low), Through("across", x, y, angles[middle] + (Math.PI / 2), high - low)];
    }

    /// <summary>x₀, y₀, x₁, y₁, … of a line's points [m].</summary>
    public static IEnumerable<double> Places(NamedLine line)
    {
        for (int i = 0; i < line.Points; i++)
        {
            double t = (double)i / (line.Points - 1);
            yield return line.From.X + (t * (line.To.X - line.From.X));
            yield return line.From.Y + (t * (line.To.Y - line.From.Y));
        }
    }

    /// <summary>Distance of a line's points from its begin [m].</summary>
    public static IEnumerable<double> Distances(NamedLine line)
    {
        double length = double.Hypot(line.To.X - line.From.X, line.To.Y - line.From.Y);
        return Enumerable.Range(0, line.Points).Select(i => length * i / (line.Points - 1));
    }

    // The ends lie well outside the body; what is outside is left empty and not drawn.
    private static NamedLine Through(string name, double x, double y, double angle, double reach)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        return new NamedLine
        {
            Name = name,
            From = new PlanePoint { X = x - (reach * cosine), Y = y - (reach * sine) },
            To = new PlanePoint { X = x + (reach * cosine), Y = y + (reach * sine) },
            Points = 801,
        };
    }

    private static int MiddleNode(TriangleMesh mesh)
    {
        double area = 0, mx = 0, my = 0;
        for (int c = 0; c < mesh.CellCount; c++)
        {
            double a = mesh.TwiceCornerArea(c);
            foreach (int n in mesh.Cell(c)[..3])
            {
                (mx, my) = (mx + (a * mesh.Points[2 * n] / 3), my + (a * mesh.Points[(2 * n) + 1] / 3));
            }

            area += a;
        }

        int best = 0;
        double nearest = double.MaxValue;
        foreach (int n in mesh.Cells)
        {
            double dx = mesh.Points[2 * n] - (mx / area), dy = mesh.Points[(2 * n) + 1] - (my / area), d = (dx * dx) + (dy * dy);
            (best, nearest) = d < nearest ? (n, d) : (best, nearest);
        }

        return best;
    }
}
