namespace Stria.Numerics.Statistics;

/// <summary>Order statistics of finite values; NaN are passed over.</summary>
public static class Quantiles
{
    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<float> values) => Of(values, 0.5);

    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<float> values, double q)
    {
        var finite = new float[values.Length];
        int n = 0;
        foreach (float v in values)
        {
            if (float.IsFinite(v))
            {
                finite[n++] = v;
            }
        }

        Array.Sort(finite, 0, n);
        if (n == 0)
        {
            return double.NaN;
        }

        double at = q * (n - 1);
        int low = (int)at;
        return low + 1 < n ? finite[low] + ((at - low) * (finite[low + 1] - finite[low])) : finite[n - 1];
    }

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<double> values, double q)
    {
        var finite = new double[values.Length];
        int n = 0;
        foreach (double v in values)
        {
            if (double.IsFinite(v))
            {
                finite[n++] = v;
            }
        }

        Array.Sort(finite, 0, n);
        if (n == 0)
        {
            return double.NaN;
        }

        double at = q * (n - 1);
        int low = (int)at;
        return low + 1 < n ? finite[low] + ((at - low) * (finite[low + 1] - finite[low])) : finite[n - 1];
    }

    /// <summary>Standard deviation as 1.4826 times the median absolute deviation; NaN when there is no finite value.</summary>
    public static double RobustDeviation(ReadOnlySpan<double> values)
    {
        double median = Median(values);
        var deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            deviations[i] = Math.Abs(values[i] - median);
        }

        return 1.4826 * Median(deviations);
    }
}
