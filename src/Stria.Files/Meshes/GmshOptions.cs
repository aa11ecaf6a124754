namespace Stria.Files;

/// <summary>How Gmsh is to mesh outlines.</summary>
public sealed record GmshOptions
{
    /// <summary>Length of the sides of triangles [m], &gt; 0; the largest where there is a size map.</summary>
    public required double Size { get; init; }

    /// <summary>Length of the sides of triangles at each place [m]; NaN = <see cref="Size"/>. Null = the same everywhere.</summary>
    public ScalarField? SizeMap { get; init; }

    /// <summary>1: triangles of three nodes; 2: of six.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Whether curves run through the points of the outlines smoothly (Catmull–Rom); otherwise straight.</summary>
    public bool Splines { get; init; }

    /// <summary>After this time Gmsh is stopped.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The program.</summary>
    public string Program { get; init; } = "gmsh";
}
