namespace Stria.Figures.Axes;

/// <summary>From values to places along an axis: linear or logarithmic.</summary>
/// <param name="Min">Lower limit.</param>
/// <param name="Max">Upper limit, above the lower.</param>
/// <param name="Log">Logarithmic; both limits are then positive.</param>
internal readonly record struct AxisScale(double Min, double Max, bool Log = false)
{
    // Below this, fractions of a number are no longer numbers of full precision.
    private const double Smallest = 1e-290;

    /// <summary>Place of a value: 0 at the lower limit, 1 at the upper; NaN for values a logarithmic axis cannot show.</summary>
    internal double Position(double value) =>
        Log ? (value > 0 ? Math.Log(value / Min) / Math.Log(Max / Min) : double.NaN) : (value - Min) / (Max - Min);

    /// <summary>Limits that hold all finite values, with some room, and never without width.</summary>
    /// <param name="values">What the axis must show; NaN and infinities are passed over.</param>
    /// <param name="log">Only positive values count.</param>
    /// <param name="padding">Room on either side as a fraction of the span.</param>
    internal static AxisScale Around(IEnumerable<double> values, bool log, double padding)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values)
        {
            if (double.IsFinite(v) && (!log || v > 0))
            {
                low = Math.Min(low, v);
                high = Math.Max(high, v);
            }
        }

        if (low > high)
        {
            return log ? new AxisScale(0.1, 10, true) : new AxisScale(0, 1);
        }

        return log ? Decades(low, high, padding) : Widened(low, high, padding);
    }

    /// <summary>The 1 % and 99 % quantiles of the finite values: limits that single pixels do not spoil.</summary>
    internal static AxisScale Robust(ReadOnlySpan<float> values)
    {
        float[] finite = new float[values.Length];
        int n = 0;
        foreach (float v in values)
        {
            if (float.IsFinite(v))
            {
                finite[n++] = v;
            }
        }

        if (n == 0)
        {
            return new AxisScale(0, 1);
        }

        Array.Sort(finite, 0, n);
        return Widened(finite[(int)(0.01 * (n - 1))], finite[(int)Math.Ceiling(0.99 * (n - 1))], 0);
    }

    private static AxisScale Widened(double low, double high, double padding)
    {
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= Math.Max(1e-9 * largest, Smallest))
        {
            double half = largest > Smallest ? 0.05 * largest : 0.5;
            return new AxisScale(low - half, high + half);
        }

        double room = padding * (high - low);
        return new AxisScale(low - room, high + room);
    }

    private static AxisScale Decades(double low, double high, double padding)
    {
        double factor = high > low * 1.0001 ? Math.Pow(high / low, padding) : 3;
        return new AxisScale(low / factor, high * factor, true);
    }
}
