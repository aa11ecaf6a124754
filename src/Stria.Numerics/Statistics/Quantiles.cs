using System.Numerics;

namespace Stria.Numerics.Statistics;

/// <summary>Order statistics of finite values; NaN are passed over.</summary>
public static class Quantiles
{
    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<float> values) => Of(values, 0.5);

    /// <summary>Median of the finite values; NaN when there is none.</summary>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<float> values, double q) => OfFinite(values, q);

    /// <summary>The quantile q (0 … 1) of the finite values by linear interpolation; NaN when there is none.</summary>
    public static double Of(ReadOnlySpan<double> values, double q) => OfFinite(values, q);

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

    private static double OfFinite<T>(ReadOnlySpan<T> values, double q)
        where T : struct, IFloatingPointIeee754<T>
    {
        var finite = new T[values.Length];
        int n = 0;
        foreach (T v in values)
        {
            if (T.IsFinite(v))
            {
                finite[n++] = v;
            }
        }

        if (n == 0)
        {
            return double.NaN;
        }

        Array.Sort(finite, 0, n);
        double at = q * (n - 1);
        int low = (int)at;
        double value = double.CreateChecked(finite[low]);
        return low + 1 < n ? value + ((at - low) * (double.CreateChecked(finite[low + 1]) - value)) : value;
    }
}
