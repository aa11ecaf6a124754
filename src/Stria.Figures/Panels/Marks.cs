namespace Stria.Figures;

/// <summary>A vertical line across a plot, as at an absorption edge.</summary>
/// <param name="X">Where, in the unit of the x axis.</param>
/// <param name="Label">Written above the plot; null = nothing.</param>
public sealed record VerticalMark(double X, string? Label = null)
{
    /// <summary>Colour; null = grey.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>A pale vertical band across a plot, as a fit window.</summary>
/// <param name="From">One border, in the unit of the x axis.</param>
/// <param name="To">The other border.</param>
/// <param name="Label">Written above the plot; null = nothing.</param>
public sealed record VerticalSpan(double From, double To, string? Label = null)
{
    /// <summary>Colour; null = grey.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>A horizontal line across a plot, as a limit or zero.</summary>
/// <param name="Y">Where, in the unit of the y axis.</param>
/// <param name="Label">Written at the right end; null = nothing.</param>
public sealed record HorizontalMark(double Y, string? Label = null)
{
    /// <summary>Colour; null = grey.</summary>
    public Rgb? Colour { get; init; }
}
