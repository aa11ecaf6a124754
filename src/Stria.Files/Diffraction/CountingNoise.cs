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

    // Half of the differences c − (left + right)/2 are due to noise alone where the pattern is smooth: their median is robust against peaks.
    private static double OfScatter(double[] counts)
    {
        double[] differences = [.. Enumerable.Range(1, Math.Max(0, counts.Length - 2)).Select(i => Math.Abs(counts[i] - ((counts[i - 1] + counts[i + 1]) / 2))).Order()];
        double median = differences.Length == 0 ? 0 : differences[differences.Length / 2] / 0.6745 / Math.Sqrt(1.5);
        double range = counts.Max() - counts.Min();
        return median > 0 ? median : Math.Max(range * 1e-3, 1e-300);
    }
}
