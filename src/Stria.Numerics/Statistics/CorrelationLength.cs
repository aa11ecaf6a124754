using System.Runtime.InteropServices;

namespace Stria.Numerics.Statistics;

/// <summary>
/// How far the noise of a map is correlated, as after resampling or smoothing, found in the map itself. Second differences over h pixels know nothing of a constant or a
/// slope; of noise with autocorrelation ρ(r) = exp(−r²/2L²) they have the variance s² (6 − 8 ρ(h) + 2 ρ(2h)), and what the map curves adds to it as h⁴.
/// L, s and that part are fitted to lower quartiles of their absolute values, which pixels at steps of the map hardly move.
/// </summary>
public static class CorrelationLength
{
    // Distances over which differences are taken [px]: farther ones see more of the map's phases than of its noise.
    private const int Farthest = 4;

    // Sum of the weights 1/h².
    private const double Weights = 1 + (1 / 4.0) + (1 / 9.0) + (1 / 16.0);

    // Lengths beyond that of the farthest distance at which ρ is still 0.3 cannot be told from the map.
    private const double Longest = 2.6, Step = 0.01;

    // Fewer differences give no quartile worth a fit.
    private const int FewestDifferences = 100;

    // The lower quartile of |differences| and that of the absolute standard normal: steps of the map widen the upper half.
    private const double Quartile = 0.25, QuartileOfAbsoluteNormal = 0.31863936396437514;

    /// <summary>Estimates the correlation of a map's noise.</summary>
    /// <param name="map">height × width values, row by row; NaN outside.</param>
    /// <param name="sigma">Standard deviation of each pixel, by which differences are measured; empty = the same for all.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <returns>The estimate; null when the map has too few pixels or no noise.</returns>
    /// <exception cref="ArgumentException">The numbers of values are not those of the pixels.</exception>
    public static CorrelationEstimate? Of(ReadOnlySpan<float> map, ReadOnlySpan<float> sigma, int height, int width)
    {
        if (map.Length != height * width || (sigma.Length != map.Length && !sigma.IsEmpty))
        {
            throw new ArgumentException($"{map.Length} values and {sigma.Length} deviations for {height} × {width} pixels.", nameof(map));
        }

        var variances = new double[Farthest];
        int fewest = int.MaxValue;
        for (int h = 1; h <= Farthest; h++)
        {
            List<double> differences = [];
            Collect(map, sigma, (height, width), h, differences);
            fewest = Math.Min(fewest, differences.Count);
            if (differences.Count < FewestDifferences)
            {
                return null;
            }

            double scale = Quantiles.Of(CollectionsMarshal.AsSpan(differences), Quartile) / QuartileOfAbsoluteNormal;
            variances[h - 1] = scale * scale;
        }

        return variances.Min() > 0 ? Fit(variances, fewest) : null;
    }

    /// <summary>Absolute second differences in both directions, in units of the deviation that white noise would give them per s.</summary>
    private static void Collect(ReadOnlySpan<float> map, ReadOnlySpan<float> sigma, (int Height, int Width) size, int h, List<double> differences)
    {
        for (int r = 0; r < size.Height; r++)
        {
            for (int c = 0; c < size.Width; c++)
            {
                int i = (r * size.Width) + c;
                if (c + (2 * h) < size.Width)
                {
                    Add(map, sigma, i, h, differences);
                }

                if (r + (2 * h) < size.Height)
                {
                    Add(map, sigma, i, h * size.Width, differences);
                }
            }
        }
    }

    private static void Add(ReadOnlySpan<float> map, ReadOnlySpan<float> sigma, int i, int stride, List<double> differences)
    {
        double unit = sigma.IsEmpty ? 1 : Math.Sqrt(((sigma[i] * sigma[i]) + (4.0 * sigma[i + stride] * sigma[i + stride]) + (sigma[i + (2 * stride)] * sigma[i + (2 * stride)])) / 6);
        double difference = Math.Abs(map[i] - (2.0 * map[i + stride]) + map[i + (2 * stride)]) / unit;
        if (double.IsFinite(difference))
        {
            differences.Add(difference);
        }
    }

    private static CorrelationEstimate Fit(double[] variances, int count)
    {
        (double best, double length, double noise, double curvature) = (double.PositiveInfinity, 0, 0, 0);
        for (double trial = 0; trial <= Longest + (Step / 2); trial += Step)
        {
            (double misfit, double s2, double c) = Linear(variances, trial);
            (best, length, noise, curvature) = misfit < best ? (misfit, trial, s2, c) : (best, length, noise, curvature);
        }

        return new CorrelationEstimate(length, Math.Sqrt(noise), Math.Sqrt(curvature), Math.Sqrt(best / Weights), count);
    }

    /// <summary>For one length: noise variance s² and curvature part, neither negative, by least squares of the relative misfits.</summary>
    private static (double Misfit, double Noise, double Curvature) Linear(double[] variances, double length)
    {
        double aa = 0, ab = 0, bb = 0, a = 0, b = 0;
        for (int h = 1; h <= Farthest; h++)
        {
            // Far differences weigh less: what the map itself does reaches them first.
            double weight = 1.0 / (h * variances[h - 1]), u = weight * Response(h, length), v = weight * Math.Pow(h, 4);
            (aa, ab, bb, a, b) = (aa + (u * u), ab + (u * v), bb + (v * v), a + (u / h), b + (v / h));
        }

        double determinant = (aa * bb) - (ab * ab), noise = ((bb * a) - (ab * b)) / determinant, curvature = ((aa * b) - (ab * a)) / determinant;
        if (!(curvature >= 0 && noise > 0))
        {
            (noise, curvature) = (a / aa, 0);
        }

        double misfit = 0;
        for (int h = 1; h <= Farthest; h++)
        {
            double rest = 1 - (((noise * Response(h, length)) + (curvature * Math.Pow(h, 4))) / variances[h - 1]);
            misfit += rest * rest / (h * h);
        }

        return (misfit, noise, curvature);
    }

    private static double Response(int h, double length) => 6 - (8 * Correlation(h, length)) + (2 * Correlation(2 * h, length));

    private static double Correlation(int h, double length) => length > 0 ? Math.Exp(-0.5 * h * h / (length * length)) : 0;
}
