namespace Stria.Figures;

/// <summary>A quality figure of the report.</summary>
/// <param name="Heading">Name of the step that it shows ("Registration").</param>
/// <param name="Figure">The figure.</param>
/// <param name="LookFor">One sentence: what a good run looks like here.</param>
public sealed record ReportFigure(string Heading, Figure Figure, string LookFor)
{
    /// <summary>What was found in this run, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>Embedded as pixels instead of SVG, for figures of very many lines.</summary>
    public bool AsPng { get; init; }

    /// <summary>Gives the figure as SVG (UTF-8) where it was drawn already; asked when the page is written, so that all figures need not be at hand at once. null = drawn for the page.</summary>
    public Func<byte[]>? Svg { get; init; }
}
