using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>What is to be meshed: named regions, each a shape; where shapes overlap, the later region lies over the earlier ones.</summary>
/// <remarks>A disk in a disk is a core–shell particle: first the shell as a whole disk, then the core. Edges between regions are parts of the mesh too.</remarks>
public sealed record PlanarDomain
{
    /// <summary>Makes the domain.</summary>
    /// <param name="regions">The regions; names may repeat, which makes several shapes one region.</param>
    /// <exception cref="ScenarioException">No region is given.</exception>
    public PlanarDomain(params IReadOnlyList<DomainRegion> regions) =>
        Regions = regions.Count > 0 ? regions : throw new ScenarioException("There is nothing to mesh: no region is given.");

    /// <summary>The regions, the last on top.</summary>
    public IReadOnlyList<DomainRegion> Regions { get; }

    /// <summary>Places closer than this part of the domain's extent are one place; a neck that is narrower is refused.</summary>
    public double RelativeTolerance { get; init; } = 1e-8;

    /// <summary>A domain of one region.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="name">Its name.</param>
    public static PlanarDomain Of(IShape shape, string name = "particle") => new(new DomainRegion(name, shape));

    /// <summary>A domain of measured outlines, each a region of its name.</summary>
    /// <param name="outlines">The outlines.</param>
    /// <param name="style">Where they are straight and where they have corners; null for the usual.</param>
    /// <exception cref="ScenarioException">There is no outline, or a ring has fewer than three different points.</exception>
    public static PlanarDomain Of(IEnumerable<Outline> outlines, OutlineStyle? style = null) =>
        new([.. outlines.Select(o => new DomainRegion(o.Name, new OutlineShape(o, style)))]);
}

/// <summary>A named region of a domain.</summary>
/// <param name="Name">Its name ("core").</param>
/// <param name="Shape">Where it is.</param>
public sealed record DomainRegion(string Name, IShape Shape);
