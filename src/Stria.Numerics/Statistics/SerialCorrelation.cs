namespace Stria.Numerics.Statistics;

/// <summary>How many successive residuals tell the same: by its root standard deviations are to be widened that take them for independent.</summary>
public static class SerialCorrelation
{
    /// <summary>1 + 2 Σ ρ(k), up to the first correlation that is not positive; 1 for independent residuals.</summary>
    /// <param name="residuals">The residuals in their order.</param>
    public static double Length(ReadOnlySpan<double> residuals)
    {
        double mean = 0, variance = 0, length = 1;
        foreach (double r in residuals)
        {
            mean += r / residuals.Length;
        }

        foreach (double r in residuals)
        {
            variance += (r - mean) * (r - mean);
        }

        for (int lag = 1; lag < residuals.Length / 4 && variance > 0; lag++)
        {
            double product = 0;
            for (int i = lag; i < residuals.Length; i++)
            {
                product += (residuals[i] - mean) * (residuals[i - lag] - mean);
            }

            if (product <= 0)
            {
                break;
            }

            length += 2 * product / variance;
        }

        return length;
    }
}
