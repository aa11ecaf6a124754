using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Lines through a body that follow a field of directions, beside each other, all with points at equal distances.</summary>
public sealed class AxisLines
{
    private const int MostPoints = 20_000;
    private readonly MeshSampler sampler;
    private readonly double[] sines, cosines;
    private readonly double step;
    private readonly TriangleMesh mesh;

    private AxisLines(TriangleMesh mesh, ReadOnlySpan<double> angles, double step)
    {
        (this.mesh, this.step, sampler) = (mesh, step, new MeshSampler(mesh));

        // A direction and its opposite are the same: the doubled angle has one value for both.
        (sines, cosines) = (new double[angles.Length], new double[angles.Length]);
        for (int n = 0; n < angles.Length; n++)
        {
            (sines[n], cosines[n]) = Math.SinCos(2 * angles[n]);
        }
    }

    /// <summary>The lines, each x₀, y₀, x₁, y₁, … [m], all of one number of points and abreast of each other.</summary>
    public IReadOnlyList<double[]> Lines { get; private init; } = [];

    /// <summary>Distance between the points of a line [m].</summary>
    public double Spacing => step;

    /// <summary>Width of the body across the lines at its middle [m].</summary>
    public double Width { get; private init; }

    /// <summary>Finds the lines.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="angles">Angle from x to the direction, one per node [rad].</param>
    /// <param name="step">Distance between the points [m].</param>
    /// <param name="count">Lines wanted.</param>
    /// <returns>The lines; none when the body is too small for lines of 8 points.</returns>
    public static AxisLines Of(TriangleMesh mesh, ReadOnlySpan<double> angles, double step, int count = 7)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var walker = new AxisLines(mesh, angles, step);
        (double x, double y) = walker.Middle();
        (double s, double c) = walker.Direction(x, y) ?? (0, 1);
        List<double> up = walker.Straight(x, y, (-s, c)), down = walker.Straight(x, y, (s, -c));
        double[] across = [.. Reversed(down), x, y, .. up];
        double width = (across.Length / 2) * step;
        var pairs = new List<(List<double> Back, double X, double Y, List<double> Ahead)>();
        for (int i = 0; i < count; i++)
        {
            // Between the outermost points, one of which may lie on the edge itself.
            double share = (i + 0.5) / count;
            (double px, double py) = (double.Lerp(across[0], across[^2], share), double.Lerp(across[1], across[^1], share));
            pairs.Add((walker.Along(px, py, (-c, -s)), px, py, walker.Along(px, py, (c, s))));
        }

        int back = pairs.Min(p => p.Back.Count), ahead = pairs.Min(p => p.Ahead.Count);
        bool tooShort = (back + ahead) / 2 < 7;
        return new AxisLines(mesh, angles, step)
        {
            Width = width,
            Lines = tooShort ? [] : [.. pairs.Select(p => (double[])[.. Reversed(p.Back[..back]), p.X, p.Y, .. p.Ahead[..ahead]])],
        };
    }

    /// <summary>Values of a nodal field along each line.</summary>
    public IReadOnlyList<double[]> Sample(ReadOnlySpan<double> nodal)
    {
        var profiles = new double[Lines.Count][];
        for (int i = 0; i < profiles.Length; i++)
        {
            profiles[i] = new double[Lines[i].Length / 2];
            sampler.Sample(nodal, Lines[i], profiles[i]);
        }

        return profiles;
    }

    // The node nearest to the middle of the area.
    private (double X, double Y) Middle()
    {
        double area = 0, mx = 0, my = 0;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            double a = mesh.TwiceCornerArea(cell);
            foreach (int n in mesh.Cell(cell)[..3])
            {
                (mx, my) = (mx + (a * mesh.Points[2 * n] / 3), my + (a * mesh.Points[(2 * n) + 1] / 3));
            }

            area += a;
        }

        (double X, double Y, double Distance) best = (0, 0, double.MaxValue);
        foreach (int n in mesh.Cells)
        {
            (double x, double y) = (mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
            double distance = ((x - (mx / area)) * (x - (mx / area))) + ((y - (my / area)) * (y - (my / area)));
            best = distance < best.Distance ? (x, y, distance) : best;
        }

        return (best.X, best.Y);
    }

    private (double Sine, double Cosine)? Direction(double x, double y)
    {
        Span<double> shape = stackalloc double[6];
        int cell = sampler.Locate(x, y, shape);
        if (cell < 0)
        {
            return null;
        }

        double s = 0, c = 0;
        ReadOnlySpan<int> nodes = mesh.Cell(cell);
        for (int k = 0; k < nodes.Length; k++)
        {
            (s, c) = (s + (shape[k] * sines[nodes[k]]), c + (shape[k] * cosines[nodes[k]]));
        }

        return Math.SinCos(0.5 * Math.Atan2(s, c));
    }

    private List<double> Straight(double x, double y, (double X, double Y) way)
    {
        var points = new List<double>();
        for (int i = 0; i < MostPoints; i++)
        {
            (x, y) = (x + (step * way.X), y + (step * way.Y));
            if (Direction(x, y) is null)
            {
                break;
            }

            points.AddRange([x, y]);
        }

        return points;
    }

    // The midpoint rule keeps a line on its circle to the second order of the step.
    private List<double> Along(double x, double y, (double X, double Y) way)
    {
        var points = new List<double>();
        for (int i = 0; i < MostPoints; i++)
        {
            if (Turned(Direction(x, y), way) is not { } here || Turned(Direction(x + (0.5 * step * here.X), y + (0.5 * step * here.Y)), here) is not { } half)
            {
                break;
            }

            (x, y, way) = (x + (step * half.X), y + (step * half.Y), half);
            if (Direction(x, y) is null)
            {
                break;
            }

            points.AddRange([x, y]);
        }

        return points;
    }

    private static (double X, double Y)? Turned((double Sine, double Cosine)? direction, (double X, double Y) way) => direction is not { } d
        ? null
        : (d.Cosine * way.X) + (d.Sine * way.Y) < 0 ? (-d.Cosine, -d.Sine) : (d.Cosine, d.Sine);

    private static double[] Reversed(List<double> points)
    {
        var reversed = new double[points.Count];
        for (int i = 0; i < points.Count; i += 2)
        {
            (reversed[points.Count - 2 - i], reversed[points.Count - 1 - i]) = (points[i], points[i + 1]);
        }

        return reversed;
    }
}
