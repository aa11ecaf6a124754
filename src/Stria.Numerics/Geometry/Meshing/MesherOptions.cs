namespace Stria.Numerics.Geometry.Meshing;

/// <summary>How a mesh is made.</summary>
public sealed record MesherOptions
{
    /// <summary>Order of the cells.</summary>
    public MeshOrder Order { get; init; } = MeshOrder.Linear;

    /// <summary>No cell has a smaller angle [°], except at corners that are sharper themselves. Above 33° the number of cells grows fast.</summary>
    public double MinimumAngle_deg { get; init; } = 28;

    /// <summary>An edge on a curved boundary turns by at most this [°]; where the boundary bends more, cells are smaller than the size field asks.</summary>
    public double MaximumTurning_deg { get; init; } = 20;

    /// <summary>By how much sizes may grow per length, from small ones outwards; null leaves the size field as it is.</summary>
    public double? Growth { get; init; }

    /// <summary>More cells than this are refused: a size in the wrong unit would fill the memory.</summary>
    public int MaximumCells { get; init; } = 20_000_000;
}
