namespace Stria.Numerics.Statistics;

/// <summary>How two quantities go together, with its interval.</summary>
/// <param name="Coefficient">−1 … 1; NaN when it is not defined.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Number of pairs.</param>
public sealed record Correlation(double Coefficient, double Low, double High, int Count)
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>Whether the interval leaves out zero.</summary>
    public bool IsSignificant => Low > 0 || High < 0;

    /// <summary>Pearson's coefficient of a straight relation; its interval by Fisher's transformation.</summary>
    /// <param name="x">One quantity.</param>
    /// <param name="y">The other, as many; pairs with a NaN are passed over.</param>
    public static Correlation Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (double[] a, double[] b) = Pairs(x, y);
        return Of(a, b, 1);
    }

    /// <summary>Spearman's coefficient of a relation that only rises or only falls: Pearson's of the ranks; its interval with the variance of Bonett and Wright (Psychometrika 65, 23, 2000).</summary>
    /// <param name="x">One quantity.</param>
    /// <param name="y">The other, as many; pairs with a NaN are passed over.</param>
    public static Correlation Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (double[] a, double[] b) = Pairs(x, y);
        Correlation ranks = Of(Ranks(a), Ranks(b), 1);
        return Of(Ranks(a), Ranks(b), Math.Sqrt(1 + (ranks.Coefficient * ranks.Coefficient / 2)));
    }

    private static (double[] X, double[] Y) Pairs(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int[] whole = [.. Enumerable.Range(0, x.Count).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i]))];
        return ([.. whole.Select(i => x[i])], [.. whole.Select(i => y[i])]);
    }

    private static Correlation Of(double[] x, double[] y, double widening)
    {
        int n = x.Length;
        if (n < 4)
        {
            return new Correlation(double.NaN, double.NaN, double.NaN, n);
        }

        double mx = x.Average(), my = y.Average(), xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < n; i++)
        {
            double dx = x[i] - mx, dy = y[i] - my;
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        double r = xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : double.NaN, z = Math.Atanh(r), half = Normal975 * widening / Math.Sqrt(n - 3);
        return new Correlation(r, Math.Tanh(z - half), Math.Tanh(z + half), n);
    }

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (int i = 0; i < order.Length;)
        {
            int end = i;
            while (end < order.Length && values[order[end]] == values[order[i]])
            {
                end++;
            }

            for (int k = i; k < end; k++)
            {
                ranks[order[k]] = (i + end - 1) / 2.0;
            }

            i = end;
        }

        return ranks;
    }
}
