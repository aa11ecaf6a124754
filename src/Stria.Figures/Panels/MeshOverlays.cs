using Stria.Core;

namespace Stria.Figures;

/// <summary>How a part of a boundary is marked.</summary>
public enum MeshMarkKind
{
    /// <summary>A coloured line.</summary>
    Line,

    /// <summary>Hatched outside: held in place.</summary>
    Fixed,

    /// <summary>Rollers outside: held across, free along the boundary.</summary>
    Roller,
}

/// <summary>A marked part of the boundary of a mesh.</summary>
/// <param name="Part">Its name in the mesh.</param>
/// <param name="Kind">How it is marked.</param>
public sealed record MeshPartMark(string Part, MeshMarkKind Kind)
{
    /// <summary>What the legend says; null = the name of the part, empty = not in the legend.</summary>
    public string? Name { get; init; }

    /// <summary>Colour; null = the next of the palette for lines, black for supports.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>Arrows over a field on a mesh, thinned to what can be seen.</summary>
/// <param name="Field">A field of two components x and y on the same mesh; NaN = no arrow.</param>
public sealed record MeshArrows(MeshField Field)
{
    /// <summary>Strokes of equal length without heads, as for the axes of crystals; otherwise arrows as long as the vector.</summary>
    public bool Axes { get; init; }

    /// <summary>Distance of the arrows, and length of the longest [pt].</summary>
    public double Spacing { get; init; } = 16;

    /// <summary>Colour.</summary>
    public Rgb Colour { get; init; } = Rgb.Black;
}

/// <summary>A marked place on a mesh.</summary>
/// <param name="Name">Written beside the mark; empty = nothing.</param>
/// <param name="X">x [m].</param>
/// <param name="Y">y [m].</param>
public sealed record MeshPoint(string Name, double X, double Y)
{
    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>A line over a mesh.</summary>
/// <param name="Name">What the legend says; empty = not in the legend.</param>
/// <param name="Points">x and y [m] of each point.</param>
public sealed record MeshLine(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Colour; null = the next of the palette.</summary>
    public Rgb? Colour { get; init; }
}

/// <summary>A rectangle of the plane [m].</summary>
/// <param name="Left">Smallest x.</param>
/// <param name="Bottom">Smallest y.</param>
/// <param name="Right">Largest x.</param>
/// <param name="Top">Largest y.</param>
public sealed record MeshWindow(double Left, double Bottom, double Right, double Top);
