namespace Stria.Figures;

/// <summary>One axis of a plot.</summary>
/// <param name="Label">Quantity with its unit in brackets: "photon energy [eV]".</param>
public sealed record Axis(string Label)
{
    /// <summary>Lower and upper limit; null = around the data.</summary>
    public (double Min, double Max)? Limits { get; init; }

    /// <summary>Equal ratios get equal lengths. Values of 0 and below cannot be shown and leave gaps.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The axis counts things, as frames or components: only whole numbers are marked.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether numbers stand at the axis; off for stacked spectra, whose heights are shifted.</summary>
    public bool ShowTicks { get; init; } = true;

    /// <summary>What is written at 0, 1, 2, … instead of numbers; null = numbers.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
