using Stria.Core;

namespace Stria.Figures;

/// <summary>A map of classes: phases or clusters, with a legend of their names.</summary>
/// <param name="Grid">The raster.</param>
/// <param name="Labels">Class of each pixel, row by row, an index into the classes; negative = none, drawn light grey.</param>
/// <param name="Classes">Names and colours.</param>
public sealed record LabelPanel(ImageGrid Grid, int[] Labels, IReadOnlyList<ClassStyle> Classes) : Panel
{
    /// <summary>The legend gives each class's share of the labelled pixels.</summary>
    public bool ShowShares { get; init; }

    /// <summary>Borders of regions over the map.</summary>
    public IReadOnlyList<MapOutline> Outlines { get; init; } = [];

    /// <summary>Marked places on the map.</summary>
    public IReadOnlyList<MapPoint> Points { get; init; } = [];
}
