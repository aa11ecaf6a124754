namespace Stria.Figures;

/// <summary>Where a legend stands.</summary>
public enum LegendPlace
{
    /// <summary>Inside, where it hides no data; outside when it would everywhere.</summary>
    Auto,

    /// <summary>Outside: on the right where that leaves most of the width to the data, else below.</summary>
    Outside,

    /// <summary>No legend.</summary>
    None,
}

/// <summary>Curves and points over a common abscissa: spectra, shifts, residuals.</summary>
/// <param name="X">The abscissa.</param>
/// <param name="Y">The ordinate.</param>
/// <param name="Series">The curves, drawn in this order.</param>
public sealed record LinePanel(Axis X, Axis Y, IReadOnlyList<Series> Series) : Panel
{
    /// <summary>Where the legend stands.</summary>
    public LegendPlace Legend { get; init; }

    /// <summary>Each curve is named at its right end, in its colour, instead of in a legend.</summary>
    public bool DirectLabels { get; init; }

    /// <summary>Vertical lines.</summary>
    public IReadOnlyList<VerticalMark> Marks { get; init; } = [];

    /// <summary>Vertical bands.</summary>
    public IReadOnlyList<VerticalSpan> Spans { get; init; } = [];

    /// <summary>Horizontal lines.</summary>
    public IReadOnlyList<HorizontalMark> Levels { get; init; } = [];

    /// <summary>Height of the plot area relative to its width, when the figure may choose.</summary>
    public double Aspect { get; init; } = 0.62;
}
