namespace Stria.Figures;

/// <summary>Values over two axes as colours: a series of patterns against time. Cells are drawn as they are, never smoothed; rows need not be evenly spaced.</summary>
/// <param name="X">The abscissa.</param>
/// <param name="Y">The ordinate.</param>
/// <param name="XValues">Middles of the columns, ascending.</param>
/// <param name="YValues">Middles of the rows, ascending.</param>
/// <param name="Values">Row by row; NaN is drawn light grey.</param>
public sealed record HeatPanel(Axis X, Axis Y, double[] XValues, double[] YValues, double[] Values) : Panel
{
    /// <summary>Colours.</summary>
    public ColourMap Colours { get; init; } = ColourMap.Viridis;

    /// <summary>Values of the ends of the colour bar; null = 1 % and 99 % of the values.</summary>
    public (double Min, double Max)? Limits { get; init; }

    /// <summary>What the colours mean, with unit.</summary>
    public string Label { get; init; } = "";

    /// <summary>Vertical lines: phases' reflections, foreign lines.</summary>
    public IReadOnlyList<VerticalMark> Marks { get; init; } = [];

    /// <summary>Height of the plot area relative to its width, when the figure may choose.</summary>
    public double Aspect { get; init; } = 0.8;
}
