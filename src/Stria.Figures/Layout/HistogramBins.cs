using Stria.Figures.Axes;

namespace Stria.Figures.Layout;

/// <summary>Cuts a range into bins and counts.</summary>
internal static class HistogramBins
{
    /// <summary>Borders of equal bins over the range of the axis.</summary>
    internal static double[] Edges(AxisScale range, HistogramPanel panel)
    {
        int bins = panel.Bins ?? Suitable(range, panel.Classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return [.. Enumerable.Range(0, bins + 1).Select(i => range.Min + ((range.Max - range.Min) * i / bins))];
    }

    /// <summary>Values in each bin; the last bin holds its upper border. Values outside, and NaN, are not counted.</summary>
    /// <param name="values">The values.</param>
    /// <param name="edges">Borders, equally far apart.</param>
    /// <param name="density">Divide by the number of values counted and the width, so that the area is 1.</param>
    internal static double[] Count(double[] values, double[] edges, bool density)
    {
        var counts = new double[edges.Length - 1];
        double width = (edges[^1] - edges[0]) / counts.Length;
        int inside = 0;
        foreach (double v in values)
        {
            if (v >= edges[0] && v <= edges[^1])
            {
                counts[Math.Min((int)((v - edges[0]) / width), counts.Length - 1)]++;
                inside++;
            }
        }

        return density && inside > 0 ? [.. counts.Select(c => c / (inside * width))] : counts;
    }

    /// <summary>The finest of the classes' widths after Freedman and Diaconis (1981): 2 · interquartile range · n^(−1/3).</summary>
    private static int Suitable(AxisScale range, IReadOnlyList<HistogramClass> classes)
    {
        double bins = 10;
        foreach (HistogramClass c in classes)
        {
            double[] sorted = [.. c.Values.Where(v => v >= range.Min && v <= range.Max).Order()];
            double spread = sorted.Length > 3 ? sorted[3 * sorted.Length / 4] - sorted[sorted.Length / 4] : 0;
            bins = spread > 0 ? Math.Max(bins, (range.Max - range.Min) * Math.Cbrt(sorted.Length) / (2 * spread)) : bins;
        }

        return (int)Math.Min(bins, 120);
    }
}
