namespace Stria.Measurement;

/// <summary>How wide the lines of a pattern are, before anything is known about them.</summary>
internal static class WidthEstimate
{
    /// <summary>The median full width at half height of the strongest peaks, in the unit of the axis.</summary>
    internal static double Of(double[] x, double[] y)
    {
        double least = y.Order().ElementAt(y.Length / 10);
        var widths = new List<double>();
        var taken = new bool[y.Length];
        foreach (int top in Enumerable.Range(0, y.Length).OrderByDescending(i => y[i]).Take(Math.Min(y.Length, 400)))
        {
            if (taken[top] || widths.Count >= 5)
            {
                continue;
            }

            double half = least + ((y[top] - least) / 2);
            int low = top, high = top;
            while (low > 0 && y[low] > half)
            {
                low--;
            }

            while (high < y.Length - 1 && y[high] > half)
            {
                high++;
            }

            Array.Fill(taken, true, low, high - low + 1);
            if (low > 0 && high < y.Length - 1)
            {
                widths.Add(x[high] - x[low]);
            }
        }

        double step = (x[^1] - x[0]) / x.Length;
        return widths.Count == 0 ? 8 * step : Math.Max(widths.Order().ElementAt(widths.Count / 2), 1.5 * step);
    }
}
