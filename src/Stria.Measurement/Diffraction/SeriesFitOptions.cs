namespace Stria.Measurement;

/// <summary>How a series of patterns is fitted.</summary>
public sealed record SeriesFitOptions
{
    /// <summary>How each pattern is fitted.</summary>
    public PatternFitOptions Pattern { get; init; } = new();

    /// <summary>What is refined in the first pattern only and tied for all others: the instrument does not change while the sample does.</summary>
    public ProfileTerms Tied { get; init; } = ProfileTerms.U | ProfileTerms.V | ProfileTerms.Y | ProfileTerms.Axial;

    /// <summary>Where each pattern stands (composition, time, potential, temperature): the phases' windows are in it. Null counts the patterns from 0.</summary>
    public IReadOnlyList<double>? Abscissa { get; init; }

    /// <summary>Whether the series is also followed from its end, which finds phases that are clear only later.</summary>
    public bool Backward { get; init; } = true;

    /// <summary>The pattern that it begins with; those before it are not fitted.</summary>
    public int First { get; init; }

    /// <summary>For each phase by name the pattern in which it is pure or strongest, which its fraction is relative to; the one with its largest total intensity where nothing is said.</summary>
    public IReadOnlyDictionary<string, int> EndPatterns { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether the cell of a phase that has less than half of its end pattern is found with that pattern's ratios of intensities, where the pattern does not contradict them.</summary>
    public bool HoldsRatiosOfWeakPhases { get; init; } = true;

    /// <summary>How many standard deviations a cell may be off from its neighbours before its pattern is named.</summary>
    public double OutlierSigmas { get; init; } = 5;
}
