using System.Runtime.CompilerServices;

namespace Stria.Numerics.Statistics;

/// <summary>A smooth density through a sample of positive (or any) numbers: a Gaussian about each.</summary>
public sealed class KernelDensity
{
    private const int GridPoints = 400;
    private const double Far = 39; // standard deviations: exp(−½ 39²) is nothing in double precision

    private readonly double[] values;
    private readonly bool isPositive;

    /// <summary>Makes the density.</summary>
    /// <param name="values">The sample; NaN are passed over.</param>
    /// <param name="isPositive">Whether the quantity cannot be negative: the density is then reflected at zero, so that none is lost below.</param>
    /// <param name="bandwidth">Standard deviation of the Gaussians; null takes Silverman's rule, 0.9 min(s, IQR/1.34) n^(−1/5).</param>
    public KernelDensity(IEnumerable<double> values, bool isPositive = false, double? bandwidth = null)
    {
        this.values = [.. values.Where(double.IsFinite).Order()];
        this.isPositive = isPositive;
        Bandwidth = bandwidth ?? Silverman(this.values);
    }

    /// <summary>Standard deviation of the Gaussians, in the unit of the values; NaN without values.</summary>
    public double Bandwidth { get; }

    /// <summary>Number of values.</summary>
    public int Count => values.Length;

    /// <summary>The value of highest density; NaN without values.</summary>
    public double Mode
    {
        get
        {
            if (values.Length == 0 || !(Bandwidth > 0))
            {
                return values.Length == 0 ? double.NaN : values[0];
            }

            double low = values[0] - Bandwidth, high = values[^1] + Bandwidth, step = (high - low) / GridPoints;
            low = isPositive ? Math.Max(0, low) : low;
            (double best, double highest) = (low, double.NegativeInfinity);
            for (int i = 0; i <= GridPoints; i++)
            {
                double at = low + (i * step), density = At(at);
                (best, highest) = density > highest ? (at, density) : (best, highest);
            }

            for (double width = step; width > 1e-7 * (high - low); width /= 2)
            {
                best = new[] { best - (width / 2), best, best + (width / 2) }.MaxBy(At);
            }

            return isPositive ? Math.Max(0, best) : best;
        }
    }

    /// <summary>The density at a place, in one over the unit of the values; its integral is one.</summary>
    public double At(double x)
    {
        double sum = Sum(x) + (isPositive ? Sum(-x) : 0);
        return isPositive && x < 0 ? 0 : sum / (values.Length * Bandwidth * Math.Sqrt(2 * Math.PI));
    }

    // The Gaussians about the values that are not too far away to count. An interval of a mode asks this a hundred thousand times within a tenth of a second.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(double x)
    {
        int from = FirstAbove(x - (Far * Bandwidth)), count = FirstAbove(x + (Far * Bandwidth)) - from;
        double sum = 0;
        foreach (double v in values.AsSpan(from, count))
        {
            double u = (x - v) / Bandwidth;
            sum += Math.Exp(-0.5 * u * u);
        }

        return sum;
    }

    // Number of the values that are not above a level.
    private int FirstAbove(double level)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = values[middle] <= level ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The interval that holds the mode at a confidence, by drawing samples with replacement.</summary>
    /// <param name="confidence">0.68 for one standard deviation.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">Number of samples drawn.</param>
    /// <returns>NaN with fewer than three values.</returns>
    public (double Low, double High) ModeInterval(double confidence, long seed, int draws = 200)
    {
        if (values.Length < 3)
        {
            return (double.NaN, double.NaN);
        }

        var random = new SeededRandom(seed);
        double[] modes = [.. Enumerable.Range(0, draws).Select(_ => new KernelDensity(values.Select(_ => values[random.Below(values.Length)]).ToArray(), isPositive, Bandwidth).Mode)];
        return (Quantiles.Of(modes, (1 - confidence) / 2), Quantiles.Of(modes, (1 + confidence) / 2));
    }

    private static double Silverman(double[] sorted)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double mean = sorted.Average(), deviation = sorted.Length < 2 ? 0 : Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / (sorted.Length - 1));
        double quartiles = (Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25)) / 1.34, spread = quartiles > 0 ? Math.Min(deviation, quartiles) : deviation;
        return 0.9 * spread * Math.Pow(sorted.Length, -0.2);
    }
}
