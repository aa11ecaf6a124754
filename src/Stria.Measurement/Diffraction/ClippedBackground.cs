namespace Stria.Measurement;

/// <summary>What is left of a pattern when its peaks are clipped: for pictures and first looks, never for fits (Ryan et al., Nucl. Instrum. Methods B 34, 396 (1988), doi:10.1016/0168-583X(88)90063-8).</summary>
public static class ClippedBackground
{
    /// <summary>The background under peaks that are narrower than a number of points.</summary>
    /// <param name="counts">Counts, evenly spaced or nearly so.</param>
    /// <param name="halfWidth">How far from a point its neighbours are looked at, at most [points].</param>
    /// <returns>As many values; nowhere above the smoothed counts.</returns>
    public static double[] Of(ReadOnlySpan<double> counts, int halfWidth)
    {
        // Twice the logarithm of the root makes small and large counts alike.
        var v = new double[counts.Length];
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = Math.Log(Math.Log(Math.Sqrt(Math.Max(counts[i], 0) + 1) + 1) + 1);
        }

        double[] next = [.. v];
        for (int reach = Math.Min(halfWidth, (v.Length - 1) / 2); reach >= 1; reach--)
        {
            for (int i = reach; i < v.Length - reach; i++)
            {
                next[i] = Math.Min(v[i], (v[i - reach] + v[i + reach]) / 2);
            }

            next.CopyTo(v, 0);
        }

        for (int i = 0; i < v.Length; i++)
        {
            double root = Math.Exp(Math.Exp(v[i]) - 1) - 1;
            v[i] = (root * root) - 1;
        }

        return v;
    }
}
