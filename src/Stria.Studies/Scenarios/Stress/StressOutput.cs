using Stria.Core;

namespace Stria.Studies;

/// <summary>What a stress run writes beside its standard files.</summary>
public sealed record StressOutput
{
    /// <summary>Places whose values go to tables/probes.csv.</summary>
    public ValueList<NamedPoint> Probes { get; init; } = [];

    /// <summary>Lines along which profiles go to tables/profiles.csv; without any, the long and the short way through the middle of the largest particle.</summary>
    public ValueList<NamedLine> Lines { get; init; } = [];

    /// <summary>Meshes and fields in the formats of other programs.</summary>
    public ValueList<ExportFormat> Export { get; init; } = [];
}

/// <summary>A named place.</summary>
public sealed record NamedPoint
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>To the right [m].</summary>
    [Unit("m")]
    public required double X { get; init; }

    /// <summary>Upwards [m].</summary>
    [Unit("m")]
    public required double Y { get; init; }
}

/// <summary>A named line.</summary>
public sealed record NamedLine
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it begins.</summary>
    public required PlanePoint From { get; init; }

    /// <summary>Where it ends.</summary>
    public required PlanePoint To { get; init; }

    /// <summary>Number of places on it.</summary>
    [Range(2, 100000)]
    public int Points { get; init; } = 201;
}

/// <summary>A format of another program.</summary>
public enum ExportFormat
{
    /// <summary>Gmsh 4.1.</summary>
    Msh,

    /// <summary>Gmsh 2.2.</summary>
    Msh2,

    /// <summary>Abaqus input.</summary>
    Inp,

    /// <summary>One line per node.</summary>
    Csv,

    /// <summary>The outlines as GeoJSON.</summary>
    Geojson,
}
