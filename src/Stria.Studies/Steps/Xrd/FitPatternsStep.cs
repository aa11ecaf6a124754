using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Fits the pattern, or the series of patterns.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FitPatternsStep(XrdScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "fit";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Patterns, scenario.Phases, scenario.Fit, scenario.Series];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        PatternSeries series = context.Get<PatternSeries>();
        IReadOnlyList<CrystalPhase> phases = context.Get<IReadOnlyList<CrystalPhase>>();
        PatternFitOptions options = context.Get<PatternFitOptions>();
        Describe(context, options);
        if (scenario.Fit.Standard is { } name)
        {
            InstrumentCalibrationResult calibrated = InstrumentCalibration.Run(series.Patterns[0], CrystalStandard.Find(name), options, scenario.Fit.RefineWavelength, cancel);
            context.Put(calibrated);
            context.Put(Single(series, calibrated.Fit));
            context.Describe($"The instrument was calibrated with {name} ({CrystalStandard.Find(name).Phase.Source}).");
        }
        else if (series.Patterns.Count == 1)
        {
            context.Put(Single(series, PatternFit.Run(series.Patterns[0], phases, options, cancel)));
        }
        else
        {
            context.Put(SeriesFit.Run(series.Patterns, phases, SeriesOptions(series, options), share => progress.Report(new RunProgress(Name, 0.95 * share)), cancel));
            context.Describe($"{series.Patterns.Count} patterns were fitted one after another, each from the outcome of its neighbour{(scenario.Series.Backward ? ", forward and backward, and the better of both was kept (Schwarz's criterion)" : "")}; a phase counts as present where leaving it out raises χ² beyond noise at five standard deviations. Fractions are scales relative to the pattern in which a phase is pure or strongest, over their sum.");
            FirstLook(series, context);
        }

        SeriesFitResult result = context.Get<SeriesFitResult>();
        foreach (SeriesEntry entry in result.Patterns)
        {
            foreach (Remark remark in entry.Fit.Remarks)
            {
                context.Say(series.Patterns.Count == 1 ? remark : remark with { Text = $"{series.Patterns[entry.Index].Name}: {remark.Text}" });
            }
        }

        foreach (SeriesOutlier outlier in result.Outliers)
        {
            context.Say(Remark.Warning($"{series.Patterns[outlier.Index].Name} (pattern {outlier.Index}): {outlier.What}."));
        }
    }

    private SeriesFitOptions SeriesOptions(PatternSeries series, PatternFitOptions options) => new()
    {
        Pattern = options,
        Abscissa = series.Abscissa,
        Backward = scenario.Series.Backward,
        First = scenario.Series.First,
        EndPatterns = scenario.Series.EndPatterns.ToDictionary(e => e.Phase, e => e.Pattern),
    };

    private void FirstLook(PatternSeries series, StudyContext context)
    {
        int points = series.Patterns[0].Count;
        bool areAlike = series.Patterns.All(p => p.Count == points && p.Positions[0] == series.Patterns[0].Positions[0]);
        if (scenario.Series.Components is > 0 and var components && components <= series.Patterns.Count && areAlike)
        {
            context.Put(PatternDecomposition.Of(series.Patterns, components, scenario.Seed));
        }
    }

    private static SeriesFitResult Single(PatternSeries series, PatternFitResult fit) => new([new SeriesEntry(0, series.Abscissa[0], fit)], []);

    private static void Describe(StudyContext context, PatternFitOptions options)
    {
        context.Describe(options.Intensities == IntensityMethod.Pawley
            ? "Cells were refined by Pawley's method: every reflection has its own intensity, not negative, found exactly at each step (variable projection), while cell, scale and profile were searched by damped Gauss–Newton steps."
            : "Cells were refined with intensities by Le Bail's method.");
        context.Describe("Peaks are pseudo-Voigt functions of Thompson, Cox and Hastings with the axial divergence of Finger, Cox and Jephcoat; standard deviations are widened by the goodness of fit.");
        context.Cite(options.Intensities == IntensityMethod.Pawley ? "Pawley, J. Appl. Cryst. 14, 357 (1981), doi:10.1107/S0021889881009618" : "Le Bail, Duroy and Fourquet, Mater. Res. Bull. 23, 447 (1988), doi:10.1016/0025-5408(88)90019-0");
        context.Cite("Thompson, Cox and Hastings, J. Appl. Cryst. 20, 79 (1987), doi:10.1107/S0021889887087090");
        context.Cite("Finger, Cox and Jephcoat, J. Appl. Cryst. 27, 892 (1994), doi:10.1107/S0021889894004218");
        context.Cite("Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973), doi:10.1137/0710036");
    }
}
