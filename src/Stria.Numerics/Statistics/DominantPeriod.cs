namespace Stria.Numerics.Statistics;

/// <summary>The period of a pattern along a line, from its structure factor S(k): where S is largest, and the mean over S.</summary>
/// <param name="Peak">Period at the maximum of S(k) [unit of the spacing]; NaN when the profiles do not vary.</param>
/// <param name="Mean">2π ∫S dk / ∫k S dk [unit of the spacing]: steadier than the peak where several periods are mixed.</param>
/// <param name="Spread">Standard deviation of the mean period among the profiles that vary (with a thousandth of the mean power or more); NaN for fewer than two.</param>
public readonly record struct DominantPeriod(double Peak, double Mean, double Spread)
{
    // Wavenumbers per 1/length, and the fewest periods in the length: one cannot be told from a gradient.
    private const int Oversampling = 8;
    private const double FewestPeriods = 1.5, LeastPower = 1e-3;

    /// <summary>Finds the period.</summary>
    /// <param name="profiles">Values at equal distances along lines that cross the pattern, all of one length (at least 8 values).</param>
    /// <param name="spacing">Distance between values, above 0.</param>
    /// <exception cref="ArgumentException">There is no profile, one is too short or of another length, or a value is not finite.</exception>
    public static DominantPeriod Of(IReadOnlyList<double[]> profiles, double spacing)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        if (profiles.Count == 0 || profiles.Any(p => p.Length < 8 || p.Length != profiles[0].Length || !p.All(double.IsFinite)))
        {
            throw new ArgumentException("A period needs profiles of one length, of 8 values or more, all finite.", nameof(profiles));
        }

        int n = profiles[0].Length;
        double length = n * spacing;
        int first = (int)Math.Ceiling(FewestPeriods * Oversampling), last = n * Oversampling / 2;
        double[] wavenumbers = [.. Enumerable.Range(first, last - first + 1).Select(i => 2 * Math.PI * i / (Oversampling * length))], sum = new double[wavenumbers.Length];
        var means = new List<(double Power, double Period)>();
        foreach (double[] profile in profiles)
        {
            double[] power = Power(Windowed(profile), wavenumbers, spacing);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += power[i];
            }

            means.Add((power.Sum(), MeanPeriod(power, wavenumbers)));
        }

        double least = LeastPower * means.Average(m => m.Power);
        double[] known = [.. means.Where(m => m.Power >= least && double.IsFinite(m.Period)).Select(m => m.Period)];
        double middle = known.Length > 0 ? known.Average() : double.NaN;
        double spread = known.Length > 1 ? Math.Sqrt(known.Sum(m => (m - middle) * (m - middle)) / (known.Length - 1)) : double.NaN;
        return new DominantPeriod(PeakPeriod(sum, wavenumbers), MeanPeriod(sum, wavenumbers), spread);
    }

    // Without mean and straight trend, under Hann's window: ends that do not match would leak into all wavenumbers.
    private static double[] Windowed(double[] values)
    {
        int n = values.Length;
        double mean = values.Average(), middle = (n - 1) / 2.0, moment = 0, inertia = 0, scale = 0;
        for (int i = 0; i < n; i++)
        {
            (moment, inertia) = (moment + ((i - middle) * values[i]), inertia + ((i - middle) * (i - middle)));
            scale = Math.Max(scale, Math.Abs(values[i]));
        }

        var result = new double[n];
        for (int i = 0; i < n; i++)
        {
            double residual = values[i] - mean - (moment / inertia * (i - middle));
            double sine = Math.Sin(Math.PI * (i + 0.5) / n);
            result[i] = Math.Abs(residual) > 1e-13 * scale ? residual * sine * sine : 0;
        }

        return result;
    }

    private static double[] Power(double[] values, double[] wavenumbers, double spacing)
    {
        var power = new double[wavenumbers.Length];
        for (int j = 0; j < power.Length; j++)
        {
            // Turning a unit vector step by step: one sine and cosine per wavenumber.
            (double s, double c) = Math.SinCos(wavenumbers[j] * spacing);
            (double re, double im, double x, double y) = (0, 0, 1, 0);
            foreach (double value in values)
            {
                (re, im) = (re + (value * x), im + (value * y));
                (x, y) = ((x * c) - (y * s), (x * s) + (y * c));
            }

            power[j] = (re * re) + (im * im);
        }

        return power;
    }

    private static double MeanPeriod(double[] power, double[] wavenumbers)
    {
        double total = power.Sum(), moment = 0;
        for (int i = 0; i < power.Length; i++)
        {
            moment += power[i] * wavenumbers[i];
        }

        return total > 0 ? 2 * Math.PI * total / moment : double.NaN;
    }

    private static double PeakPeriod(double[] power, double[] wavenumbers)
    {
        int at = 0;
        for (int i = 1; i < power.Length; i++)
        {
            at = power[i] > power[at] ? i : at;
        }

        if (!(power[at] > 0))
        {
            return double.NaN;
        }

        double shift = 0;
        if (at > 0 && at < power.Length - 1)
        {
            double bend = power[at - 1] - (2 * power[at]) + power[at + 1];
            shift = bend < 0 ? 0.5 * (power[at - 1] - power[at + 1]) / bend : 0;
        }

        return 2 * Math.PI / (wavenumbers[at] + (shift * (wavenumbers[1] - wavenumbers[0])));
    }
}
