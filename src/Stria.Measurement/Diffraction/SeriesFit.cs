using Stria.Core;

namespace Stria.Measurement;

/// <summary>
/// Fits a series of patterns, each from the outcome of its neighbour, forward and backward. A phase that is not in the model is looked for in what the model
/// leaves; one that no longer lowers χ² by more than noise is dropped, and its cell kept for its return.
/// </summary>
public static class SeriesFit
{
    /// <summary>Fits the series.</summary>
    /// <param name="patterns">The patterns, in order.</param>
    /// <param name="phases">The phases with the cells to begin from.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the share done, 0 … 1, after each pattern.</param>
    /// <param name="course">Receives the outcome of each pattern before <paramref name="progress"/> is told; what it holds already is not fitted again.</param>
    /// <param name="cancel">Stops between iterations.</param>
    /// <exception cref="ScenarioException">What was asked contradicts itself.</exception>
    public static SeriesFitResult Run(
        IReadOnlyList<Diffractogram> patterns, IReadOnlyList<CrystalPhase> phases, SeriesFitOptions? options = null, Action<double>? progress = null, SeriesCourse? course = null, CancellationToken cancel = default)
    {
        (options, course) = (options ?? new SeriesFitOptions(), course ?? new SeriesCourse());
        Check(patterns, phases, options);
        int count = patterns.Count - options.First;
        double passes = options.Backward ? 2 : 1;
        int done = 0;
        void Keep(PatternFitResult? result, bool isAhead)
        {
            if (result is not null)
            {
                course.Add(result, isAhead);
            }

            progress?.Invoke(++done / (passes * count));
        }

        int[] order = [.. Enumerable.Range(options.First, count)];
        var forward = new SeriesPass(patterns, phases, options);
        PatternFitResult[] ahead = forward.Follow(order, course.Ahead, r => Keep(r, true), cancel), best = [.. ahead];
        var isFromEnd = new bool[count];
        if (options.Backward)
        {
            var backward = new SeriesPass(patterns, phases, options) { Instrument = ahead[^1].Instrument, Displacement = ahead[^1].Displacement_deg, IsInstrumentKnown = true };
            foreach (PatternFitResult result in ahead)
            {
                backward.Remember(result); // the latest cell of each phase
            }

            PatternFitResult[] behind = [.. backward.Follow([.. order.Reverse()], course.Behind, r => Keep(r, false), cancel).Reverse()];
            for (int k = 0; k < count; k++)
            {
                isFromEnd[k] = Criterion(behind[k]) < Criterion(ahead[k]);
                best[k] = isFromEnd[k] ? behind[k] : ahead[k];
            }

            SeriesRelay.Run(new SeriesPass(patterns, phases, options), best, (ahead, behind), Criterion, options.First, cancel);
        }

        SeriesEntry[] entries = [.. order.Select((index, k) => new SeriesEntry(index, Abscissa(options, index), best[k]) { IsFromEnd = isFromEnd[k] })];
        entries = PhaseScales.Of(patterns, entries, options);
        return new SeriesFitResult(entries, [.. SeriesOutliers.Of(entries, options.OutlierSigmas)]);
    }

    internal static double Abscissa(SeriesFitOptions options, int index) => options.Abscissa?[index] ?? index;

    // Schwarz's criterion at unknown variance: what a further parameter must gain.
    private static double Criterion(PatternFitResult fit) => (fit.FreeParameters * Math.Log(fit.Points)) + (fit.Points * Math.Log(fit.ChiSquare / fit.Points));

    private static void Check(IReadOnlyList<Diffractogram> patterns, IReadOnlyList<CrystalPhase> phases, SeriesFitOptions options)
    {
        if (options.First < 0 || options.First >= patterns.Count)
        {
            throw new ScenarioException($"The series has {patterns.Count} patterns (0 … {patterns.Count - 1}) and is to begin with pattern {options.First}.");
        }

        if (options.Abscissa is { } abscissa && abscissa.Count != patterns.Count)
        {
            throw new ScenarioException($"The series has {patterns.Count} patterns and {abscissa.Count} values to plot them against. Perhaps the log is of another series.");
        }

        if (phases.Select(p => p.Name).Distinct().Count() != phases.Count || phases.Count == 0)
        {
            throw new ScenarioException(phases.Count == 0 ? "No phase is given." : $"Two phases bear one name: {string.Join(", ", phases.Select(p => p.Name))}.");
        }

        if (options.Pattern.Restraints.FirstOrDefault(r => phases.All(p => p.Name != r.Phase)) is { } stray)
        {
            throw new ScenarioException($"A restraint names the phase '{stray.Phase}'; the phases are {string.Join(", ", phases.Select(p => p.Name))}.");
        }

        foreach (CrystalPhase phase in phases.Where(p => !(p.From <= p.To)))
        {
            throw new ScenarioException($"The window of '{phase.Name}' ends at {phase.To:g5}, before it begins at {phase.From:g5}.");
        }
    }
}
