using Stria.Numerics.Jets;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Interpolation;

/// <summary>Interpolating cubic spline with not-a-knot ends: exact for cubics, twice continuously differentiable.</summary>
public sealed class CubicSpline
{
    private readonly double[] x, y, m;

    /// <summary>Makes the spline through points (x, y); fewer than four points give the parabola, line or constant through them.</summary>
    /// <exception cref="ArgumentException">No point, lengths differ, or x does not ascend.</exception>
    public CubicSpline(double[] x, double[] y)
    {
        if (x.Length != y.Length || x.Length == 0)
        {
            throw new ArgumentException($"{x.Length} abscissae, {y.Length} ordinates.", nameof(y));
        }

        for (int i = 1; i < x.Length; i++)
        {
            if (!(x[i] > x[i - 1]))
            {
                throw new ArgumentException($"Abscissae must ascend, but {x[i]} follows {x[i - 1]}.", nameof(x));
            }
        }

        (this.x, this.y) = (x, y);
        m = SecondDerivatives(x, y);
    }

    /// <summary>The value at a point; beyond the ends the end value.</summary>
    public double At(double at)
    {
        int n = x.Length;
        if (n == 1 || at <= x[0])
        {
            return y[0];
        }

        if (at >= x[n - 1])
        {
            return y[n - 1];
        }

        int i = Array.BinarySearch(x, at);
        i = i >= 0 ? i : ~i - 1;
        double h = x[i + 1] - x[i], a = (x[i + 1] - at) / h, b = (at - x[i]) / h;
        return (a * y[i]) + (b * y[i + 1]) + ((((a * a * a) - a) * m[i]) + (((b * b * b) - b) * m[i + 1])) * h * h / 6;
    }

    /// <summary>The cubics of the spline, one for each interval; constants and lines count as cubics.</summary>
    /// <exception cref="InvalidOperationException">There is but one point.</exception>
    public PiecewisePolynomial Pieces()
    {
        int n = x.Length;
        if (n < 2)
        {
            throw new InvalidOperationException("A spline through one point has no intervals.");
        }

        var coefficients = new double[4 * (n - 1)];
        for (int i = 0; i < n - 1; i++)
        {
            double h = x[i + 1] - x[i];
            coefficients[4 * i] = y[i];
            coefficients[(4 * i) + 1] = ((y[i + 1] - y[i]) / h) - (h * ((2 * m[i]) + m[i + 1]) / 6);
            coefficients[(4 * i) + 2] = m[i] / 2;
            coefficients[(4 * i) + 3] = (m[i + 1] - m[i]) / (6 * h);
        }

        return new PiecewisePolynomial(x, coefficients);
    }

    /// <summary>The values at many points, each shifted by the same amount.</summary>
    public double[] At(ReadOnlySpan<double> points, double shift = 0)
    {
        var values = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            values[i] = At(points[i] + shift);
        }

        return values;
    }

    private static double[] SecondDerivatives(double[] x, double[] y)
    {
        int n = x.Length;
        var m = new double[n];
        if (n < 3)
        {
            return m;
        }

        if (n == 3)
        {
            double curvature = 2 * (((y[2] - y[1]) / (x[2] - x[1])) - ((y[1] - y[0]) / (x[1] - x[0]))) / (x[2] - x[0]);
            Array.Fill(m, curvature);
            return m;
        }

        // Not-a-knot: the third derivative is continuous at the second and the last but one point, which expresses the end values of m
        // by their neighbours and leaves a tridiagonal system for the inner ones.
        int k = n - 2;
        double[] low = new double[k], diagonal = new double[k], up = new double[k], right = new double[k];
        for (int i = 0; i < k; i++)
        {
            double h0 = x[i + 1] - x[i], h1 = x[i + 2] - x[i + 1];
            (low[i], diagonal[i], up[i]) = (h0, 2 * (h0 + h1), h1);
            right[i] = 6 * (((y[i + 2] - y[i + 1]) / h1) - ((y[i + 1] - y[i]) / h0));
        }

        double first = x[1] - x[0], second = x[2] - x[1], last = x[n - 1] - x[n - 2], before = x[n - 2] - x[n - 3];
        diagonal[0] += first * (first + second) / second;
        up[0] -= first * first / second;
        diagonal[k - 1] += last * (last + before) / before;
        low[k - 1] -= last * last / before;
        Tridiagonal.Solve(low, diagonal, up, right);
        right.CopyTo(m, 1);
        m[0] = (((first + second) * m[1]) - (first * m[2])) / second;
        m[n - 1] = (((last + before) * m[n - 2]) - (last * m[n - 3])) / before;
        return m;
    }
}
