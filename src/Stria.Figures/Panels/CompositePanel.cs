using Stria.Core;

namespace Stria.Figures;

/// <summary>One layer of a colour composite.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Field">The map; negative values count as zero.</param>
/// <param name="Colour">The light that this layer adds where its value is high.</param>
public sealed record CompositeLayer(string Name, ScalarField Field, Rgb Colour)
{
    /// <summary>Values of no light and full light; null = 0 and the 99 % quantile.</summary>
    public (double Min, double Max)? Limits { get; init; }
}

/// <summary>Several component maps as coloured light added up on black.</summary>
/// <param name="Layers">At least one; all on the same raster.</param>
public sealed record CompositePanel(IReadOnlyList<CompositeLayer> Layers) : Panel
{
    /// <summary>Borders of regions over the map.</summary>
    public IReadOnlyList<MapOutline> Outlines { get; init; } = [];
}
