using Stria.Core;

namespace Stria.Studies;

/// <summary>The shape of the body.</summary>
public interface IGeometrySettings
{
    /// <summary>How the shape was found, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>The outline of what a map shows, by marching squares at a level.</summary>
public sealed record MapGeometry : IGeometrySettings
{
    /// <summary>The run folder or maps.h5; null takes that of the composition.</summary>
    [InputPath]
    public string? Path { get; init; }

    /// <summary>Path of the map in the file; null takes the thickness.</summary>
    public string? Dataset { get; init; }

    /// <summary>The level [unit of the map]; "auto" takes half of the plateau.</summary>
    [Word("auto")]
    public double? Level { get; init; }

    /// <summary>Standard deviation of the Gaussian filter on the map before the outline is traced [px].</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double GaussianSigma { get; init; } = 1;

    /// <summary>Smoothing along the outline, which keeps the area [px].</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double Smoothing { get; init; } = 1.5;

    /// <summary>Particles of fewer pixels are left out.</summary>
    [Range(0, 1e9)]
    public double LeastArea { get; init; } = 50;

    /// <summary>The particle to take, by its name ("particle 2"); null takes all.</summary>
    public string? Particle { get; init; }

    /// <inheritdoc/>
    public string Method => "the outline of the particle, traced by marching squares";
}

/// <summary>Outlines read from a GeoJSON file.</summary>
public sealed record OutlineGeometry : IGeometrySettings
{
    /// <summary>The GeoJSON file.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"outlines read from {System.IO.Path.GetFileName(Path)}";
}

/// <summary>A mesh read from a file.</summary>
public sealed record MeshGeometry : IGeometrySettings
{
    /// <summary>The mesh file (.msh, .vtu).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Unit of the coordinates ("um"); null takes what the file says, or metres.</summary>
    public string? LengthUnit { get; init; }

    /// <summary>Whether cells that run clockwise are turned round; otherwise they are refused.</summary>
    public bool TurnInvertedCells { get; init; }

    /// <inheritdoc/>
    public string Method => $"a mesh read from {System.IO.Path.GetFileName(Path)}";
}

/// <summary>Named regions made of simple shapes.</summary>
public sealed record ShapeGeometry : IGeometrySettings, ICheckedSettings
{
    /// <summary>The regions; where they overlap the later one counts.</summary>
    public required ValueList<ShapeRegion> Regions { get; init; }

    /// <inheritdoc/>
    public string Method => $"shapes ({string.Join(", ", Regions.Select(r => $"{r.Name}: {r.Shape.Word}"))})";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Regions.Count == 0)
        {
            yield return "A geometry of shapes needs at least one region.";
        }
    }
}

/// <summary>One region of a geometry of shapes.</summary>
public sealed record ShapeRegion
{
    /// <summary>Its name ("core").</summary>
    public required string Name { get; init; }

    /// <summary>Its shape.</summary>
    public required IShapeSettings Shape { get; init; }
}
