namespace Stria.Figures;

/// <summary>A cloud of points, coloured by class or by value. More than 5000 points become an image, in SVG too.</summary>
/// <param name="X">The abscissa.</param>
/// <param name="Y">The ordinate.</param>
/// <param name="XValues">Abscissae.</param>
/// <param name="YValues">Ordinates, one per abscissa; points with a NaN are not drawn.</param>
public sealed record ScatterPanel(Axis X, Axis Y, double[] XValues, double[] YValues) : Panel
{
    /// <summary>Class of each point, an index into <see cref="Classes"/>; negative = grey. Null = all one colour or by value.</summary>
    public int[]? Class { get; init; }

    /// <summary>Names and colours of the classes.</summary>
    public IReadOnlyList<ClassStyle> Classes { get; init; } = [];

    /// <summary>Value of each point for colouring; null = by class.</summary>
    public double[]? Values { get; init; }

    /// <summary>What the colours mean, with unit, for the colour bar.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Limits of the colours; null = 1 % to 99 % of the values.</summary>
    public (double Min, double Max)? ValueLimits { get; init; }

    /// <summary>Colours for values.</summary>
    public ColourMap Colours { get; init; } = ColourMap.Viridis;

    /// <summary>Half the size of a point [pt]; null = by their number.</summary>
    public double? PointRadius { get; init; }

    /// <summary>Curves over the points: the line y = x, or cluster centres as marks.</summary>
    public IReadOnlyList<Series> Curves { get; init; } = [];

    /// <summary>Where the legend stands.</summary>
    public LegendPlace Legend { get; init; }

    /// <summary>Height of the plot area relative to its width, when the figure may choose.</summary>
    public double Aspect { get; init; } = 0.85;
}
