using Stria.Core;

namespace Stria.Measurement;

/// <summary>Looks for peaks in a pattern of which nothing is known, and fits them one by one.</summary>
/// <remarks>
/// Counts are correlated with the second derivative of a Gaussian, made blind to any straight background, at several widths; the response over its own
/// standard deviation is the significance (Mariscotti, Nucl. Instrum. Methods 50, 309 (1967), doi:10.1016/0029-554X(67)90058-4).
/// </remarks>
public static class PeakSearch
{
    /// <summary>From which significance on a response is a peak [standard deviations].</summary>
    public const double SeenAtSigmas = 5;

    private const double Reach = 4, OneSide = 1.5, Apart = 0.8, Together = 4, Beside = 5, WidestOfFound = 6, AreaAtSigmas = 2.5, NearlyBest = 0.6;
    private const int Fewest = 7, MostInWindow = 6;
    private static readonly double[] Scales = [0.6, 1, 1.6, 2.5];
    private static readonly double SigmaPerWidth = 1 / Math.Sqrt(8 * Math.Log(2));

    /// <summary>What of a pattern is in the range and in no excluded region; patterns against d are turned to q.</summary>
    /// <exception cref="ScenarioException">Nothing is left.</exception>
    public static Diffractogram Used(Diffractogram pattern, PatternFitOptions options)
    {
        (Diffractogram turned, PatternFitOptions along) = FitPoints.Turned(pattern, options);
        int[] kept = [.. Enumerable.Range(0, turned.Count).Where(i => FitPoints.Uses(turned, i, along))];
        return kept.Length >= Fewest
            ? turned.Part(kept)
            : throw new ScenarioException($"{kept.Length} of {pattern.Count} points of the pattern ({pattern.Positions[0]:g6} … {pattern.Positions[^1]:g6}, {Diffractogram.Label(pattern.Axis)}) are left for a search of peaks. Perhaps range and regions are on another axis.");
    }

    /// <summary>The peaks, by their places.</summary>
    /// <param name="pattern">The pattern; points whose standard deviation is not finite are left out.</param>
    public static IReadOnlyList<FoundPeak> Find(Diffractogram pattern)
    {
        int[] kept = [.. Enumerable.Range(0, pattern.Count).Where(i => double.IsFinite(pattern.Sigmas[i]) && pattern.Sigmas[i] > 0)];
        if (kept.Length < Fewest)
        {
            return [];
        }

        double[] x = [.. kept.Select(i => pattern.Positions[i])], y = [.. kept.Select(i => pattern.Counts[i])], sigma = [.. kept.Select(i => pattern.Sigmas[i])];
        double width = WidthEstimate.Of(x, y);
        double[][] responses = [.. Scales.Select(scale => Respond(x, y, sigma, width * scale))];
        var found = new List<FoundPeak>();
        for (int k = 0; k < Scales.Length; k++)
        {
            // The narrowest filter that answers nearly as well as the next wider one tells peaks apart that wider ones see as one; on a broad peak it answers far less.
            double[] own = responses[k], wider = responses[Math.Min(k + 1, Scales.Length - 1)];
            foreach (int i in Tops(own).Where(i => own[i] > NearlyBest * wider[i]).OrderByDescending(i => own[i]))
            {
                if (found.TrueForAll(f => Math.Abs(f.Position - x[i]) > Apart * width * Scales[k]))
                {
                    found.Add(new FoundPeak(x[i], width * Scales[k], own[i]));
                }
            }
        }

        return [.. found.OrderBy(f => f.Position)];
    }

    /// <summary>Fits peaks by pseudo-Voigt functions, neighbours together, each group on a straight background.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="peaks">Where they are roughly, ascending.</param>
    /// <returns>Those whose area is above 2.5 standard deviations (with width and shape free, a peak that was seen at five has no better known area) and whose width is not that of a background.</returns>
    public static IReadOnlyList<SinglePeak> Fit(Diffractogram pattern, IReadOnlyList<FoundPeak> peaks)
    {
        var fitted = new List<SinglePeak>();
        FoundPeak[][] groups = [.. Groups(peaks)];
        for (int g = 0; g < groups.Length; g++)
        {
            FoundPeak first = groups[g][0], last = groups[g][^1];
            double low = first.Position - (Beside * first.Width), high = last.Position + (Beside * last.Width);
            low = g == 0 ? low : Math.Max(low, (groups[g - 1][^1].Position + first.Position) / 2);
            high = g == groups.Length - 1 ? high : Math.Min(high, (groups[g + 1][0].Position + last.Position) / 2);
            try
            {
                IReadOnlyList<SinglePeak> of = SinglePeakFit.Run(pattern, low, high, [.. groups[g].Select(p => p.Position)]);
                fitted.AddRange(of.Where((p, k) => p.Area.Value > AreaAtSigmas * p.Area.Sigma && p.Width < WidestOfFound * groups[g][k].Width && double.IsFinite(p.Position.Sigma)));
            }
            catch (ScenarioException)
            {
                // Too few points for so many peaks: nothing can be said about them.
            }
        }

        return [.. fitted.OrderBy(p => p.Position.Value)];
    }

    // Peaks that overlap are fitted together; large groups are cut where the gap is widest.
    private static IEnumerable<FoundPeak[]> Groups(IReadOnlyList<FoundPeak> peaks)
    {
        for (int from = 0, i = 1; i <= peaks.Count; i++)
        {
            if (i < peaks.Count && peaks[i].Position - peaks[i - 1].Position < Together * Math.Max(peaks[i].Width, peaks[i - 1].Width))
            {
                continue;
            }

            foreach (FoundPeak[] group in Cut([.. peaks.Skip(from).Take(i - from)]))
            {
                yield return group;
            }

            from = i;
        }
    }

    private static IEnumerable<FoundPeak[]> Cut(FoundPeak[] group)
    {
        if (group.Length <= MostInWindow)
        {
            return [group];
        }

        int at = Enumerable.Range(1, group.Length - 1).MaxBy(i => group[i].Position - group[i - 1].Position);
        return [.. Cut(group[..at]), .. Cut(group[at..])];
    }

    private static IEnumerable<int> Tops(double[] response) => Enumerable.Range(1, response.Length - 2).Where(i => response[i] > SeenAtSigmas && response[i] >= response[i - 1] && response[i] > response[i + 1]);

    // Response over its standard deviation; 0 where the filter has no points on both sides.
    private static double[] Respond(double[] x, double[] y, double[] sigma, double width)
    {
        var significance = new double[x.Length];
        double s = width * SigmaPerWidth;
        int from = 0, to = 0;
        var filter = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            while (x[from] < x[i] - (Reach * s))
            {
                from++;
            }

            while (to < x.Length && x[to] <= x[i] + (Reach * s))
            {
                to++;
            }

            if (to - from < Fewest || x[from] > x[i] - (OneSide * s) || x[to - 1] < x[i] + (OneSide * s))
            {
                continue;
            }

            Span<double> g = filter.AsSpan(0, to - from);
            Filter(x.AsSpan(from..to), x[i], s, g);
            double response = 0, variance = 0;
            for (int k = 0; k < g.Length; k++)
            {
                response += g[k] * y[from + k];
                variance += g[k] * g[k] * sigma[from + k] * sigma[from + k];
            }

            significance[i] = response / Math.Sqrt(variance);
        }

        return significance;
    }

    // Without what a straight line would give on these very points.
    private static void Filter(ReadOnlySpan<double> x, double centre, double s, Span<double> g)
    {
        double mean = 0, middle = 0;
        for (int k = 0; k < g.Length; k++)
        {
            double u = (x[k] - centre) / s;
            g[k] = (1 - (u * u)) * Math.Exp(-u * u / 2);
            mean += g[k] / g.Length;
            middle += x[k] / g.Length;
        }

        double cross = 0, square = 0;
        for (int k = 0; k < g.Length; k++)
        {
            cross += g[k] * (x[k] - middle);
            square += (x[k] - middle) * (x[k] - middle);
        }

        for (int k = 0; k < g.Length; k++)
        {
            g[k] -= mean + (cross / square * (x[k] - middle));
        }
    }
}

/// <summary>Where a peak seems to be.</summary>
/// <param name="Position">Its place, in the unit of the axis.</param>
/// <param name="Width">The full width at half height of the filter that answers most, in the unit of the axis.</param>
/// <param name="Significance">Response over its standard deviation [1].</param>
public sealed record FoundPeak(double Position, double Width, double Significance);
