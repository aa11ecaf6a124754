namespace Stria.Numerics.Interpolation;

/// <summary>Cubic B-splines on evenly spaced knots: four of them are not zero at any point, they sum to one, and their sum has two continuous derivatives.</summary>
public readonly struct UniformBSpline
{
    /// <summary>Lays the knots.</summary>
    /// <param name="low">Beginning of the range.</param>
    /// <param name="high">End of the range, above <paramref name="low"/>.</param>
    /// <param name="intervals">Number of intervals between knots, at least 1.</param>
    public UniformBSpline(double low, double high, int intervals)
    {
        if (!(high > low) || intervals < 1)
        {
            throw new ArgumentException($"{intervals} intervals from {low:g6} to {high:g6} make no spline.", nameof(intervals));
        }

        (Low, Spacing, Intervals) = (low, (high - low) / intervals, intervals);
    }

    /// <summary>Beginning of the range.</summary>
    public double Low { get; }

    /// <summary>Distance of the knots.</summary>
    public double Spacing { get; }

    /// <summary>Number of intervals.</summary>
    public int Intervals { get; }

    /// <summary>Number of splines: three more than intervals.</summary>
    public int Count => Intervals + 3;

    /// <summary>The four splines that are not zero at a point; beyond the ends the outermost interval goes on.</summary>
    /// <param name="at">The point.</param>
    /// <param name="values">Receives their four values.</param>
    /// <returns>The index of the first of them.</returns>
    public int Values(double at, Span<double> values)
    {
        int first = Locate(at, out double u);
        double v = 1 - u;
        values[0] = v * v * v / 6;
        values[1] = ((3 * u * u * u) - (6 * u * u) + 4) / 6;
        values[2] = ((3 * v * v * v) - (6 * v * v) + 4) / 6;
        values[3] = u * u * u / 6;
        return first;
    }

    /// <summary>The first derivatives of the same four splines.</summary>
    /// <param name="at">The point.</param>
    /// <param name="slopes">Receives their four derivatives.</param>
    /// <returns>The index of the first of them.</returns>
    public int Slopes(double at, Span<double> slopes)
    {
        int first = Locate(at, out double u);
        double v = 1 - u;
        slopes[0] = -v * v / (2 * Spacing);
        slopes[1] = ((3 * u * u) - (4 * u)) / (2 * Spacing);
        slopes[2] = ((4 * v) - (3 * v * v)) / (2 * Spacing);
        slopes[3] = u * u / (2 * Spacing);
        return first;
    }

    /// <summary>The sum of the splines with coefficients.</summary>
    public double At(double at, ReadOnlySpan<double> coefficients)
    {
        Span<double> four = stackalloc double[4];
        int first = Values(at, four);
        return System.Numerics.Tensors.TensorPrimitives.Dot(four, coefficients.Slice(first, 4));
    }

    /// <summary>The first derivative of the sum of the splines with coefficients.</summary>
    public double SlopeAt(double at, ReadOnlySpan<double> coefficients)
    {
        Span<double> four = stackalloc double[4];
        int first = Slopes(at, four);
        return System.Numerics.Tensors.TensorPrimitives.Dot(four, coefficients.Slice(first, 4));
    }

    private int Locate(double at, out double u)
    {
        double place = (at - Low) / Spacing;
        int interval = Math.Clamp((int)Math.Floor(place), 0, Intervals - 1);
        u = place - interval;
        return interval;
    }
}
