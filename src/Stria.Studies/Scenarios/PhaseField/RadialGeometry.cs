using Stria.Core;

namespace Stria.Studies;

/// <summary>A body in which everything depends on the distance from its middle, solved along that distance with the exact stress; its boundary is the part "surface".</summary>
public sealed record RadialGeometry : IGeometrySettings
{
    /// <summary>The body.</summary>
    public required RadialShape Shape { get; init; }

    /// <summary>Its radius, or the thickness of a slab that is open on one side [m].</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public required double Radius { get; init; }

    /// <inheritdoc/>
    public string Method => $"a {Word}, taken as a function of the distance from its middle";

    /// <summary>The body in a word or two.</summary>
    internal string Word => Shape switch
    {
        RadialShape.Slab => "slab open on one side",
        RadialShape.Cylinder => "long cylinder in plane strain",
        _ => "sphere",
    };
}

/// <summary>Bodies in which everything depends on the distance from the middle.</summary>
public enum RadialShape
{
    /// <summary>A plate, open on one side; it grows freely in its plane and does not bend.</summary>
    Slab,

    /// <summary>A long cylinder, whose cross section is a disk in plane strain.</summary>
    Cylinder,

    /// <summary>A sphere.</summary>
    Sphere,
}
