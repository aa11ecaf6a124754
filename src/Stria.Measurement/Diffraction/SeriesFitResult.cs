namespace Stria.Measurement;

/// <summary>What the fits of a series found.</summary>
/// <param name="Patterns">One entry per fitted pattern, in the order of the series.</param>
/// <param name="Outliers">Patterns that stand out, with what is odd.</param>
public sealed record SeriesFitResult(IReadOnlyList<SeriesEntry> Patterns, IReadOnlyList<SeriesOutlier> Outliers)
{
    /// <summary>Where each phase is there: its first and last pattern, by abscissa, phase by phase; NaN for one that is never there.</summary>
    public (double From, double To) Window(string phase)
    {
        double[] there = [.. Patterns.Where(p => p.Of(phase) is { IsPresent: true }).Select(p => p.Abscissa)];
        return there.Length == 0 ? (double.NaN, double.NaN) : (there.Min(), there.Max());
    }
}

/// <summary>A pattern of a series.</summary>
/// <param name="Index">Its number in the series, from 0.</param>
/// <param name="Abscissa">Where it stands.</param>
/// <param name="Fit">The fit: only phases that are there, or the last of them.</param>
public sealed record SeriesEntry(int Index, double Abscissa, PatternFitResult Fit)
{
    /// <summary>For each phase by name its scale relative to its end pattern [1]: the fraction where patterns are on one scale.</summary>
    public IReadOnlyDictionary<string, MeasuredValue> Scales { get; init; } = new Dictionary<string, MeasuredValue>();

    /// <summary>For each phase by name its scale over the sum of all [1]. A phase too weak for a cell of its own is here where its scale, with the intensities of its end pattern and the cell of the neighbour that shows it, exceeds four standard deviations.</summary>
    public IReadOnlyDictionary<string, MeasuredValue> Fractions { get; init; } = new Dictionary<string, MeasuredValue>();

    /// <summary>Whether it was found following the series from its end.</summary>
    public bool IsFromEnd { get; init; }

    /// <summary>A phase of the fit by name; null when it is not in it.</summary>
    public PhaseFit? Of(string phase) => Fit.Phases.FirstOrDefault(p => p.Phase.Name == phase);
}

/// <summary>A pattern that stands out of its series.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="What">What is odd, with the numbers.</param>
public sealed record SeriesOutlier(int Index, string What);
