namespace Stria.Figures;

/// <summary>Bars numbered 1, 2, 3 … with their running sum on the same axis: a scree plot.</summary>
/// <param name="X">The number's name ("component").</param>
/// <param name="Y">The ordinate.</param>
/// <param name="Heights">One per bar, not negative.</param>
public sealed record BarPanel(Axis X, Axis Y, double[] Heights) : Panel
{
    /// <summary>What the bars are called; empty = no legend.</summary>
    public string Name { get; init; } = "";

    /// <summary>A line over the bars, one value per bar, as the cumulative variance; null = none.</summary>
    public double[]? Cumulative { get; init; }

    /// <summary>What the line is called.</summary>
    public string CumulativeName { get; init; } = "cumulative";

    /// <summary>How many of the first bars stand out, the others being pale; null = all.</summary>
    public int? Chosen { get; init; }

    /// <summary>Height of the plot area relative to its width, when the figure may choose.</summary>
    public double Aspect { get; init; } = 0.62;
}
