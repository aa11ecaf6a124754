using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>The single peaks of each pattern of a series.</summary>
/// <param name="Of">For each pattern its peaks, by place.</param>
internal sealed record SeriesPeaks(IReadOnlyList<IReadOnlyList<SinglePeak>> Of);

/// <summary>Fits single peaks: those that were asked for, followed from pattern to pattern, or all that are found.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FindPeaksStep(XrdScenario scenario) : IStudyStep
{
    private const double WindowWidths = 4;

    /// <inheritdoc/>
    public string Name => "peaks";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Patterns, scenario.Fit, scenario.Series with { Animation = true }, scenario.Seed];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        PatternSeries series = context.Get<PatternSeries>();
        PatternFitOptions options = context.Get<PatternFitOptions>();
        var peaks = new List<IReadOnlyList<SinglePeak>>();
        double[] places = [.. scenario.Fit.Peaks.Order()];
        for (int k = 0; k < series.Patterns.Count; k++)
        {
            cancel.ThrowIfCancellationRequested();
            Diffractogram used = PeakSearch.Used(series.Patterns[k], options);
            IReadOnlyList<FoundPeak> found = PeakSearch.Find(used);
            IReadOnlyList<SinglePeak> fitted = PeakSearch.Fit(used, places.Length == 0 ? found : Near(places, found, used));
            places = places.Length == 0 ? places : Followed(places, fitted);
            peaks.Add(fitted);
            progress.Report(new RunProgress(Name, (k + 1.0) / series.Patterns.Count));
        }

        context.Put(new SeriesPeaks(peaks));
        context.Describe(scenario.Fit.Peaks.Count == 0
            ? $"Peaks were looked for with the second derivative of a Gaussian at several widths; those above {PeakSearch.SeenAtSigmas} standard deviations were fitted by pseudo-Voigt functions, neighbours together, each group on a straight background."
            : $"{scenario.Fit.Peaks.Count} single peaks were fitted by pseudo-Voigt functions, each group of neighbours on a straight background{(series.Patterns.Count > 1 ? ", in each pattern from where they were in the one before" : "")}.");
        context.Cite("Mariscotti, Nucl. Instrum. Methods 50, 309 (1967), doi:10.1016/0029-554X(67)90058-4");
        if (series.Patterns[0].Radiation is { Lines.Count: > 1 })
        {
            context.Say(Remark.Note("The radiation has two lines: at high angles Kα₂ gives peaks of its own, whose d is not that of a plane."));
        }

        if (scenario.IsFirstLook && series.Patterns.Count > 1)
        {
            Decompose(scenario, series, options, context);
        }
    }

    /// <summary>Patterns as sums of a few, where they are on the same points and enough.</summary>
    internal static void Decompose(XrdScenario scenario, PatternSeries series, PatternFitOptions options, StudyContext context)
    {
        if (series.Layers is not null || scenario.Series.Components is not > 0 || scenario.Series.Components > series.Patterns.Count)
        {
            return;
        }

        Diffractogram[] used = [.. series.Patterns.Select(p => PeakSearch.Used(p, options))];
        if (used.All(p => p.Count == used[0].Count && p.Positions[0] == used[0].Positions[0] && p.Positions[^1] == used[0].Positions[^1]))
        {
            context.Put(PatternDecomposition.Of(used, scenario.Series.Components, scenario.Seed));
        }
    }

    // Where no peak is found at a place it is fitted from the place itself.
    private static FoundPeak[] Near(double[] places, IReadOnlyList<FoundPeak> found, Diffractogram pattern)
    {
        double width = found.Count > 0 ? found.Select(f => f.Width).Order().ElementAt(found.Count / 2) : WindowWidths * (pattern.Positions[^1] - pattern.Positions[0]) / pattern.Count;
        FoundPeak Nearest(double place) => found.Where(f => Math.Abs(f.Position - place) < WindowWidths * f.Width).MinBy(f => Math.Abs(f.Position - place)) ?? new FoundPeak(place, width, 0);
        return [.. places.Where(p => p > pattern.Positions[0] && p < pattern.Positions[^1]).Select(Nearest).Distinct().OrderBy(f => f.Position)];
    }

    private static double[] Followed(double[] places, IReadOnlyList<SinglePeak> fitted) =>
        [.. places.Select(p => fitted.Where(f => Math.Abs(f.Position.Value - p) < WindowWidths * f.Width).MinBy(f => Math.Abs(f.Position.Value - p))?.Position.Value ?? p)];
}
