using Stria.Numerics.Linear;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>A cubic spline through points, twice continuously differentiable in the length of its chords: natural at open ends, or closed and periodic.</summary>
public sealed class SplineCurve : IBoundaryCurve
{
    private readonly double[] knots, px, py, mx, my;
    private readonly double length;

    /// <summary>Makes the spline.</summary>
    /// <param name="points">Points [m], no two neighbours equal; a closed spline does not repeat the first.</param>
    /// <param name="closed">Whether the last point is joined to the first.</param>
    /// <param name="part">Name of the part of the boundary.</param>
    /// <exception cref="ArgumentException">Fewer than two points (three when closed), or two neighbours are equal.</exception>
    public SplineCurve(IReadOnlyList<Point2> points, bool closed, string part)
    {
        if (points.Count < (closed ? 3 : 2))
        {
            throw new ArgumentException($"{points.Count} points make no {(closed ? "closed " : "")}spline.", nameof(points));
        }

        int n = closed ? points.Count + 1 : points.Count;
        (px, py, knots) = (new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++)
        {
            Point2 p = points[i % points.Count];
            (px[i], py[i]) = (p.X, p.Y);
            knots[i] = i == 0 ? 0 : knots[i - 1] + p.Distance(points[i - 1]);
            if (i > 0 && !(knots[i] > knots[i - 1]))
            {
                throw new ArgumentException($"Points {i - 1} and {i % points.Count} of a spline are equal.", nameof(points));
            }
        }

        (length, IsClosed, Part) = (knots[^1], closed, part);
        (mx, my) = closed ? (PeriodicBends(knots, px), PeriodicBends(knots, py)) : (NaturalBends(knots, px), NaturalBends(knots, py));
        Spans = [.. knots.Select(k => k / length)];
    }

    /// <inheritdoc/>
    public string Part { get; }

    /// <inheritdoc/>
    public bool IsStraight => false;

    /// <inheritdoc/>
    public bool IsClosed { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Spans { get; }

    /// <inheritdoc/>
    public Point2 At(double t)
    {
        (int i, double a, double b, double h) = Place(t);
        double ca = ((a * a * a) - a) * h * h / 6, cb = ((b * b * b) - b) * h * h / 6;
        return new((a * px[i]) + (b * px[i + 1]) + (ca * mx[i]) + (cb * mx[i + 1]), (a * py[i]) + (b * py[i + 1]) + (ca * my[i]) + (cb * my[i + 1]));
    }

    /// <inheritdoc/>
    public Point2 Slope(double t)
    {
        (int i, double a, double b, double h) = Place(t);
        double ca = (1 - (3 * a * a)) * h / 6, cb = ((3 * b * b) - 1) * h / 6;
        double x = ((px[i + 1] - px[i]) / h) + (ca * mx[i]) + (cb * mx[i + 1]), y = ((py[i + 1] - py[i]) / h) + (ca * my[i]) + (cb * my[i + 1]);
        return new(length * x, length * y);
    }

    private (int Interval, double A, double B, double Width) Place(double t)
    {
        double s = (IsClosed ? t - Math.Floor(t) : Math.Clamp(t, 0, 1)) * length;
        int i = Array.BinarySearch(knots, s);
        i = Math.Clamp(i >= 0 ? i : ~i - 1, 0, knots.Length - 2);
        double h = knots[i + 1] - knots[i];
        return (i, (knots[i + 1] - s) / h, (s - knots[i]) / h, h);
    }

    private static double[] NaturalBends(double[] s, double[] y)
    {
        var m = new double[s.Length];
        if (s.Length > 2)
        {
            (double[] low, double[] diagonal, double[] up, double[] right) = System(s, y, 1, s.Length - 2);
            Tridiagonal.Solve(low, diagonal, up, right);
            right.CopyTo(m, 1);
        }

        return m;
    }

    // The cyclic system by Sherman and Morrison: a tridiagonal one for the bends and one for the corner entries.
    private static double[] PeriodicBends(double[] s, double[] y)
    {
        int n = s.Length - 1;
        double[] ends = [s[^2] - s[^1], .. s, s[^1] + s[1]], values = [y[^2], .. y, y[1]];
        (double[] low, double[] diagonal, double[] up, double[] right) = System(ends, values, 1, n);
        double corner = low[0], gamma = -diagonal[0];
        var column = new double[n];
        (column[0], column[n - 1]) = (gamma, corner);
        diagonal[0] -= gamma;
        diagonal[n - 1] -= corner * corner / gamma;
        double[] again = [.. diagonal];
        Tridiagonal.Solve(low, diagonal, up, right);
        Tridiagonal.Solve(low, again, up, column);
        double factor = (right[0] + (corner * right[n - 1] / gamma)) / (1 + column[0] + (corner * column[n - 1] / gamma));
        double[] m = [.. right.Select((r, i) => r - (factor * column[i])), 0];
        m[n] = m[0];
        return m;
    }

    private static (double[] Low, double[] Diagonal, double[] Up, double[] Right) System(double[] s, double[] y, int first, int count)
    {
        double[] low = new double[count], diagonal = new double[count], up = new double[count], right = new double[count];
        for (int k = 0; k < count; k++)
        {
            int i = first + k;
            double before = s[i] - s[i - 1], after = s[i + 1] - s[i];
            (low[k], diagonal[k], up[k]) = (before, 2 * (before + after), after);
            right[k] = 6 * (((y[i + 1] - y[i]) / after) - ((y[i] - y[i - 1]) / before));
        }

        return (low, diagonal, up, right);
    }
}
