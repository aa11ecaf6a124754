using Stria.Core;

namespace Stria.Measurement;

/// <summary>Follows a series in one direction.</summary>
internal sealed class SeriesPass(IReadOnlyList<Diffractogram> patterns, IReadOnlyList<CrystalPhase> phases, SeriesFitOptions options)
{
    private readonly Dictionary<string, CrystalPhase> latest = phases.ToDictionary(p => p.Name, StringComparer.Ordinal);
    private HashSet<string> present = new(StringComparer.Ordinal);

    /// <summary>The instrument as the last pattern left it.</summary>
    internal InstrumentProfile? Instrument { get; set; } = options.Pattern.Instrument;

    internal double Displacement { get; set; }

    /// <summary>Whether tied parameters have been found.</summary>
    internal bool IsInstrumentKnown { get; set; }

    /// <summary>Keeps cells and widths of the phases that a pattern showed.</summary>
    internal void Remember(PatternFitResult result)
    {
        foreach (PhaseFit phase in result.Phases.Where(p => p.IsPresent))
        {
            latest[phase.Phase.Name] = latest[phase.Phase.Name] with { Cell = phase.Cell.Cell, Before = phase with { Phase = phases.First(p => p.Name == phase.Phase.Name) } };
        }
    }

    /// <summary>Fits the patterns in order, but for those that are known; tells each new outcome, and null for a known one.</summary>
    internal PatternFitResult[] Follow(int[] order, IReadOnlyList<PatternFitResult> known, Action<PatternFitResult?> tell, CancellationToken cancel)
    {
        var results = new PatternFitResult[order.Length];
        PatternFitResult[] kept = [.. known.Take(order.Length)];
        for (int k = 0; k < order.Length; k++)
        {
            results[k] = k < kept.Length ? kept[k] : Next(patterns[order[k]], SeriesFit.Abscissa(options, order[k]), cancel);
            Stand(results[k]);
            tell(k < kept.Length ? null : results[k]);
        }

        return results;
    }

    /// <summary>Fits a pattern from the outcome of a neighbour.</summary>
    internal PatternFitResult From(PatternFitResult neighbour, int index, CancellationToken cancel)
    {
        Stand(neighbour);
        return Next(patterns[index], SeriesFit.Abscissa(options, index), cancel);
    }

    private void Stand(PatternFitResult at)
    {
        Remember(at);
        present = [.. at.Phases.Where(p => p.IsPresent).Select(p => p.Phase.Name)];
        (Instrument, Displacement, IsInstrumentKnown) = (at.Instrument, at.Displacement_deg, true);
    }

    private PatternFitResult Next(Diffractogram pattern, double at, CancellationToken cancel)
    {
        string[] allowed = [.. phases.Where(p => !(at < p.From) && !(at > p.To)).Select(p => p.Name)];
        if (allowed.Length == 0)
        {
            throw new ScenarioException($"No phase may be there at {at:g5} ('{pattern.Name}'): the windows of the phases leave a gap.");
        }

        // Nothing known yet: all at once. Later those that were there, and those that the rest of the pattern asks for.
        HashSet<string> tried = [.. present.Intersect(allowed)];
        tried = tried.Count == 0 ? [.. allowed] : tried;
        PatternFitResult result = Fit(pattern, tried, cancel);
        (result, tried) = WithMissing(pattern, result, tried, allowed, cancel);
        string[] left = [.. result.Phases.Where(p => p.IsPresent).Select(p => p.Phase.Name)];
        return left.Length > 0 && left.Length < tried.Count ? Fit(pattern, [.. left], cancel) : result;
    }

    // One by one, each phase that may be there and is not is offered the pattern.
    private (PatternFitResult Result, HashSet<string> Tried) WithMissing(Diffractogram pattern, PatternFitResult result, HashSet<string> tried, string[] allowed, CancellationToken cancel)
    {
        foreach (string name in allowed.Except(tried).ToArray())
        {
            if (!PhaseProbe.IsAskedFor(pattern, result, Phase(name), PatternOptions()))
            {
                continue;
            }

            PatternFitResult wider = Fit(pattern, [.. tried, name], cancel);
            if (wider.Phases.First(p => p.Phase.Name == name).IsPresent && wider.ChiSquare < result.ChiSquare)
            {
                (result, tried) = (wider, [.. tried, name]);
            }
        }

        return (result, tried);
    }

    private PatternFitResult Fit(Diffractogram pattern, HashSet<string> names, CancellationToken cancel) =>
        PatternFit.Run(pattern, [.. phases.Where(p => names.Contains(p.Name)).Select(p => Phase(p.Name))], PatternOptions().WithRestraintsOf(names), cancel);

    private CrystalPhase Phase(string name) => latest[name];

    private PatternFitOptions PatternOptions() => IsInstrumentKnown
        ? options.Pattern with { Instrument = Instrument, StartDisplacement_deg = Displacement, Refine = options.Pattern.Refine & ~options.Tied, StartsWide = false }
        : options.Pattern;
}
