namespace Stria.Measurement;

/// <summary>How far the fit of a series has come: what a stopped fit needs to go on to the same bits.</summary>
public sealed class SeriesCourse
{
    private readonly List<PatternFitResult> ahead = [], behind = [];

    /// <summary>An empty course.</summary>
    public SeriesCourse()
    {
    }

    /// <summary>A course that was interrupted.</summary>
    /// <param name="ahead">The outcomes from the first pattern on.</param>
    /// <param name="behind">The outcomes from the last pattern back.</param>
    public SeriesCourse(IEnumerable<PatternFitResult> ahead, IEnumerable<PatternFitResult> behind) => (this.ahead, this.behind) = ([.. ahead], [.. behind]);

    /// <summary>Outcomes of the way forward, from the first fitted pattern on.</summary>
    public IReadOnlyList<PatternFitResult> Ahead => ahead;

    /// <summary>Outcomes of the way back, from the last pattern on.</summary>
    public IReadOnlyList<PatternFitResult> Behind => behind;

    internal void Add(PatternFitResult result, bool isAhead) => (isAhead ? ahead : behind).Add(result);
}
