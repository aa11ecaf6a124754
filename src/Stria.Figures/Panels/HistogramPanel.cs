namespace Stria.Figures;

/// <summary>The values of one class of a histogram.</summary>
/// <param name="Name">What the legend says; empty = no legend.</param>
/// <param name="Values">The values; NaN are not counted.</param>
public sealed record HistogramClass(string Name, double[] Values)
{
    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>How often values occur, for one or several classes over common bins.</summary>
/// <param name="X">The quantity.</param>
/// <param name="Classes">At least one class.</param>
public sealed record HistogramPanel(Axis X, IReadOnlyList<HistogramClass> Classes) : Panel
{
    /// <summary>Number of bins; null = by the rule of Freedman and Diaconis, between 10 and 120.</summary>
    public int? Bins { get; init; }

    /// <summary>Each class has area 1 instead of counts.</summary>
    public bool Density { get; init; }

    /// <summary>Label of the ordinate; null = "pixels" or "density".</summary>
    public string? YLabel { get; init; }

    /// <summary>Vertical lines, as borders of phases.</summary>
    public IReadOnlyList<VerticalMark> Marks { get; init; } = [];

    /// <summary>Vertical bands.</summary>
    public IReadOnlyList<VerticalSpan> Spans { get; init; } = [];

    /// <summary>Where the legend stands.</summary>
    public LegendPlace Legend { get; init; }

    /// <summary>Height of the plot area relative to its width, when the figure may choose.</summary>
    public double Aspect { get; init; } = 0.62;
}
