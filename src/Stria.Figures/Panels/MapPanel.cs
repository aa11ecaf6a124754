using Stria.Core;

namespace Stria.Figures;

/// <summary>A map of one quantity with colour bar and scale bar. Pixels are drawn as they are, never smoothed.</summary>
/// <param name="Field">The map; NaN is drawn light grey.</param>
public sealed record MapPanel(ScalarField Field) : Panel
{
    /// <summary>Colours.</summary>
    public ColourMap Colours { get; init; } = ColourMap.Viridis;

    /// <summary>Values of the ends of the colour bar; null = 1 % and 99 % of the values.</summary>
    public (double Min, double Max)? Limits { get; init; }

    /// <summary>Without given limits: zero lies in the middle of the colours, for diverging maps.</summary>
    public bool Centred { get; init; }

    /// <summary>Label of the colour bar; null = symbol and unit of the field.</summary>
    public string? Label { get; init; }

    /// <summary>Whether there is a colour bar.</summary>
    public bool ColourBar { get; init; } = true;

    /// <summary>Borders of regions over the map.</summary>
    public IReadOnlyList<MapOutline> Outlines { get; init; } = [];

    /// <summary>Marked places on the map.</summary>
    public IReadOnlyList<MapPoint> Points { get; init; } = [];
}
