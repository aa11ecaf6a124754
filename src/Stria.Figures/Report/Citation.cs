namespace Stria.Figures;

/// <summary>A source of a method or of a number.</summary>
/// <param name="Text">Authors, title, journal, year.</param>
public sealed record Citation(string Text)
{
    /// <summary>Digital object identifier without "https://doi.org/", or null.</summary>
    public string? Doi { get; init; }

    /// <summary>What was taken from it, or null.</summary>
    public string? For { get; init; }
}
