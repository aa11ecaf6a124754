using Stria.Core;

namespace Stria.Figures;

/// <summary>The border of a region on a map: either of a mask, along its pixels, or a polygon.</summary>
public sealed record MapOutline
{
    private MapOutline(string name) => Name = name;

    /// <summary>What the legend says; empty = not in the legend.</summary>
    public string Name { get; }

    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }

    /// <summary>The pixels whose border is drawn, or null.</summary>
    public PixelMask? Mask { get; private init; }

    /// <summary>The corners of the polygon (row, column), whole numbers being centres of pixels; empty for a mask.</summary>
    public IReadOnlyList<(double Row, double Column)> Corners { get; private init; } = [];

    /// <summary>The border of a mask, which has the size of the map.</summary>
    public static MapOutline Of(string name, PixelMask mask) => new(name) { Mask = mask };

    /// <summary>A closed polygon of at least three corners (row, column), whole numbers being centres of pixels.</summary>
    public static MapOutline Of(string name, IReadOnlyList<(double Row, double Column)> corners)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(corners.Count, 3);
        return new MapOutline(name) { Corners = corners };
    }
}

/// <summary>A marked place on a map.</summary>
/// <param name="Name">Written beside the mark; empty = nothing.</param>
/// <param name="Row">Row, whole numbers being centres of pixels.</param>
/// <param name="Column">Column, likewise.</param>
public sealed record MapPoint(string Name, double Row, double Column)
{
    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }
}
