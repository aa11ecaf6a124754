namespace Stria.Figures;

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A mark on each point.</summary>
    Markers,

    /// <summary>Line and marks.</summary>
    LineAndMarkers,

    /// <summary>A line in steps, level around each point.</summary>
    Steps,
}

/// <summary>How the standard deviation of a series is drawn.</summary>
public enum ErrorStyle
{
    /// <summary>A pale band of ± one standard deviation.</summary>
    Band,

    /// <summary>A bar of ± one standard deviation on each point.</summary>
    Bars,
}

/// <summary>The mark on a point.</summary>
public enum Marker
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle, point upwards.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,
}

/// <summary>One curve or set of points.</summary>
/// <param name="Name">What the legend says; empty = not in the legend.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, one per abscissa; NaN leaves a gap.</param>
public sealed record Series(string Name, double[] X, double[] Y)
{
    /// <summary>Line, marks, or both.</summary>
    public SeriesStyle Style { get; init; } = SeriesStyle.Line;

    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }

    /// <summary>Width of the line [pt].</summary>
    public double LineWidth { get; init; } = 1.1;

    /// <summary>Dashed line, for models and references.</summary>
    public bool Dashed { get; init; }

    /// <summary>Shape of the marks.</summary>
    public Marker Marker { get; init; }

    /// <summary>Marks are outlined in the colour and white inside, for values that are doubted.</summary>
    public bool Hollow { get; init; }

    /// <summary>Half the size of a mark [pt].</summary>
    public double MarkerRadius { get; init; } = 1.9;

    /// <summary>Standard deviation of each ordinate, in its unit; null = not shown.</summary>
    public double[]? Sd { get; init; }

    /// <summary>How the standard deviation is drawn.</summary>
    public ErrorStyle Errors { get; init; }

    /// <summary>Added to every ordinate when drawn, to stack spectra.</summary>
    public double Offset { get; init; }
}
