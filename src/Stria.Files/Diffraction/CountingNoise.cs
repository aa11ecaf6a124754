namespace Stria.Files;

/// <summary>Standard deviations where a file gives none.</summary>
internal static class CountingNoise
{
    /// <summary>Those of Poisson for whole counts; else one for all points, from the scatter of neighbours.</summary>
    internal static double[] Of(double[] counts, List<Remark> remarks)
    {
        int whole = counts.Count(c => c >= 0 && Math.Abs(c - Math.Round(c)) < 1e-9);
        if (whole >= 0.99 * counts.Length && counts.Max() > 3)
        {
            remarks.Add(Remark.Assumed("The file gives no standard deviations; the counts are whole, so their square roots were taken."));
            return [.. counts.Select(c => Math.Sqrt(Math.Max(c, 1)))];
        }

        double sigma = OfScatter(counts);
        remarks.Add(Remark.Assumed($"The file gives no standard deviations and its values are no whole counts: {sigma:g3} was taken for every point, from the scatter of neighbouring points."));
        return [.. Enumerable.Repeat(sigma, counts.Length)];
    }

    /// <summary>Those of counts that a file gives multiplied by known numbers, an attenuator or one over a time: whether they are counts is asked of the values, not of the unit they claim.</summary>
    /// <param name="values">The values; NaN where nothing was measured.</param>
    /// <param name="scales">What one count is worth at each point.</param>
    /// <param name="time_s">Counting time of a point [s] or NaN: values that are whole only after multiplication by it are counts per second.</param>
    /// <param name="remarks">Receives what was taken.</param>
    internal static double[] OfScaled(double[] values, double[] scales, double time_s, List<Remark> remarks)
    {
        if (AreCounts(values, scales, 1))
        {
            remarks.Add(Remark.Assumed("The file gives no standard deviations; its values are whole counts, so those of Poisson were taken."));
            return Poisson(values, scales, 1);
        }

        if (time_s > 0 && time_s != 1 && AreCounts(values, scales, time_s))
        {
            remarks.Add(Remark.Assumed($"The values times the counting time of {time_s:g4} s are whole: they are counts per second, with the standard deviations of Poisson."));
            return Poisson(values, scales, time_s);
        }

        return Proportional(values, remarks);
    }

    private static double[] Poisson(double[] values, double[] scales, double time_s) =>
        [.. values.Select((v, i) => double.IsFinite(v) ? Math.Sqrt(Math.Max(v / scales[i] * time_s, 1)) * scales[i] / time_s : 0)];

    // Values rounded in the file are still near whole ones; of arbitrary values one in 25 would be.
    private static bool AreCounts(double[] values, double[] scales, double time_s)
    {
        const double Nearness = 0.02, FewestCounts = 3;
        int known = 0, whole = 0;
        double most = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double count = values[i] / scales[i] * time_s;
            if (double.IsFinite(count))
            {
                known++;
                whole += count >= 0 && Math.Abs(count - Math.Round(count)) < Nearness ? 1 : 0;
                most = Math.Max(most, count);
            }
        }

        return known > 0 && whole >= 0.99 * known && most > FewestCounts;
    }

    // Detectors that count, corrected and summed: the variance is proportional to the value. The factor is the median of (c − (left + right)/2)²/(1.5 c) over that of χ² with one degree of freedom.
    private static double[] Proportional(double[] values, List<Remark> remarks)
    {
        const double MedianOfSquare = 0.4549364;
        double[] ratios =
        [
            .. Enumerable.Range(1, Math.Max(0, values.Length - 2)).Where(i => values[i] > 0 && double.IsFinite(values[i - 1]) && double.IsFinite(values[i + 1]))
                .Select(i => Math.Pow(values[i] - ((values[i - 1] + values[i + 1]) / 2), 2) / (1.5 * values[i])).Where(double.IsFinite).Order(),
        ];
        double worth = ratios.Length == 0 ? 0 : ratios[ratios.Length / 2] / MedianOfSquare;
        if (!(worth > 0))
        {
            return Of([.. values.Select(v => double.IsFinite(v) ? v : 0)], remarks);
        }

        remarks.Add(Remark.Assumed($"The file gives no standard deviations and its values are no whole counts: the variance was taken as {worth:g3} times the value, from the scatter of neighbouring points."));
        return [.. values.Select(v => double.IsFinite(v) ? Math.Sqrt(worth * Math.Max(v, worth)) : 0)];
    }

    // Half of the differences c − (left + right)/2 are due to noise alone where the pattern is smooth: their median is robust against peaks.
    private static double OfScatter(double[] counts)
    {
        double[] differences = [.. Enumerable.Range(1, Math.Max(0, counts.Length - 2)).Select(i => Math.Abs(counts[i] - ((counts[i - 1] + counts[i + 1]) / 2))).Order()];
        double median = differences.Length == 0 ? 0 : differences[differences.Length / 2] / 0.6745 / Math.Sqrt(1.5);
        double range = counts.Max() - counts.Min();
        return median > 0 ? median : Math.Max(range * 1e-3, 1e-300);
    }
}
