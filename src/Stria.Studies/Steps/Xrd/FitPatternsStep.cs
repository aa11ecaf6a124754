using System.Diagnostics;
using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Fits the pattern, or the series of patterns. Of a series each outcome is saved every few seconds and when the run is stopped; a resumed run goes on to the same bits.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class FitPatternsStep(XrdScenario scenario) : IContinuedStep
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "fit";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Patterns, scenario.Phases, scenario.Fit, scenario.Series with { Animation = true }, scenario.Seed];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        PatternSeries series = context.Get<PatternSeries>();
        IReadOnlyList<CrystalPhase> phases = context.Get<IReadOnlyList<CrystalPhase>>();
        PatternFitOptions options = context.Get<PatternFitOptions>();
        Describe(context, options);
        if (scenario.Fit.WavelengthFrom is { } known)
        {
            (series, options) = WithWavelength(series, phases, known, options, context, cancel);
        }

        if (scenario.Fit.Standard is { } name)
        {
            if (series.Patterns.Count > 1)
            {
                context.Say(Remark.Warning($"The instrument was calibrated with {series.Patterns[0].Name}, the first of {series.Patterns.Count} patterns."));
            }

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
            context.Put(Followed(series, phases, options, context, progress, cancel));
            context.Describe($"{series.Patterns.Count} patterns were fitted one after another, each from the outcome of its neighbour{(scenario.Series.Backward ? ", forward and backward, and the better of both was kept (Schwarz's criterion)" : "")}; a phase counts as present where leaving it out raises χ² beyond noise at five standard deviations. Fractions are scales relative to the pattern in which a phase is pure or strongest, over their sum.{(scenario.Series.HeldRatios ? " Cells of phases with less than half of that pattern were found with its ratios of intensities where those fit." : "")}");
            FindPeaksStep.Decompose(scenario, series, options, context);
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

    // Every pattern of a series was measured with one wavelength.
    private static (PatternSeries Series, PatternFitOptions Options) WithWavelength(
        PatternSeries series, IReadOnlyList<CrystalPhase> phases, string known, PatternFitOptions options, StudyContext context, CancellationToken cancel)
    {
        MeasuredValue factor = InternalStandard.WavelengthFactor(series.Patterns[0], phases, known, options, cancel);
        Radiation radiation = InternalStandard.Scaled(options.Instrument?.Radiation ?? series.Patterns[0].Radiation!, factor.Value);
        PatternSeries scaled = series with { Patterns = [.. series.Patterns.Select(p => p.With(radiation))] };
        PatternFitOptions with = options.Instrument is { } instrument ? options with { Instrument = instrument with { Radiation = radiation } } : options;
        context.Put(scaled);
        context.Put(with);
        CrystalPhase phase = phases.First(p => p.Name == known);
        context.Report(new Headline("wavelength", radiation.Wavelength_angstrom, "Å", $"Wavelength from the cell of {known}") { StandardDeviation = radiation.Wavelength_angstrom * factor.Sigma });
        context.Describe($"The wavelength, {radiation.Wavelength_angstrom:0.00000} ± {radiation.Wavelength_angstrom * factor.Sigma:0.00000} Å, is the one with which {known} has its known cell ({phase.Cell}{(phase.Source.Length > 0 ? $", {phase.Source}" : "")}) in {series.Patterns[0].Name}.");
        context.Say(Remark.Assumed($"{known} was taken to have its known cell and to lie where the other phases lie: a phase at another distance from the detector shifts all lengths alike."));
        return (scaled, with);
    }

    // Each layer by itself; a series of one depth is one layer.
    private SeriesFitResult Followed(PatternSeries series, IReadOnlyList<CrystalPhase> phases, PatternFitOptions options, StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        int[][] layers = series.Layers is { } l ? [.. Enumerable.Range(0, l.Names.Count).Select(l.Patterns)] : [[.. Enumerable.Range(0, series.Patterns.Count)]];
        SeriesCourse[] courses = context.Continues ? XrdContinuation.Load(context.ContinuationPath!, phases) : [.. layers.Select(_ => new SeriesCourse())];
        long saved = Stopwatch.GetTimestamp();
        var results = new SeriesFitResult[layers.Length];
        try
        {
            for (int k = 0; k < layers.Length; k++)
            {
                (int before, int count) = (layers.Take(k).Sum(n => n.Length), layers[k].Length);
                void Tell(double share)
                {
                    progress.Report(new RunProgress(Name, 0.95 * (before + (share * count)) / series.Patterns.Count));
                    if (context.ContinuationPath is { } path && Stopwatch.GetElapsedTime(saved) > BetweenSaves)
                    {
                        XrdContinuation.Save(path, courses);
                        saved = Stopwatch.GetTimestamp();
                    }
                }

                results[k] = Renumbered(SeriesFit.Run([.. layers[k].Select(i => series.Patterns[i])], phases, SeriesOptions(series, layers[k], options), Tell, courses[k], cancel), layers[k]);
            }
        }
        catch (OperationCanceledException) when (context.ContinuationPath is not null)
        {
            XrdContinuation.Save(context.ContinuationPath, courses);
            throw;
        }

        if (series.Layers is { } named)
        {
            context.Put(new LayeredFits(named, results));
            context.Describe($"The {named.Names.Count} layers of the electrode were followed one by one; fractions are relative to the strongest pattern of each layer. The lag of a layer is how much later than in {named.Names[0]} a fraction crosses one half.");
        }

        return new SeriesFitResult([.. results.SelectMany(r => r.Patterns)], [.. results.SelectMany(r => r.Outliers)]);
    }

    private static SeriesFitResult Renumbered(SeriesFitResult result, int[] numbers) => new(
        [.. result.Patterns.Select(p => p with { Index = numbers[p.Index] })], [.. result.Outliers.Select(o => o with { Index = numbers[o.Index] })]);

    private SeriesFitOptions SeriesOptions(PatternSeries series, int[] layer, PatternFitOptions options) => new()
    {
        Pattern = options,
        Abscissa = [.. layer.Select(i => series.Abscissa[i])],
        Backward = scenario.Series.Backward,
        Tied = scenario.Series.Tied.Aggregate(ProfileTerms.None, (sum, term) => sum | term),
        HoldsRatiosOfWeakPhases = scenario.Series.HeldRatios,
        First = scenario.Series.First,
        EndPatterns = scenario.Series.EndPatterns.Where(e => layer.Contains(e.Pattern)).ToDictionary(e => e.Phase, e => Array.IndexOf(layer, e.Pattern)),
    };

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
