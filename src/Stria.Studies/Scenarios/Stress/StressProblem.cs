using Stria.Core;

namespace Stria.Studies;

/// <summary>The physics of a stress problem: what is where, of which material, and how it is held.</summary>
public sealed record StressProblem : ICheckedSettings
{
    private const int MostShapesInName = 3;

    /// <summary>The shape of the body.</summary>
    public IGeometrySettings Geometry { get; init; } = new MapGeometry();

    /// <summary>The lithium content x in it.</summary>
    public required ICompositionSettings Composition { get; init; }

    /// <summary>The host material: a name from the library ("v2o5-alpha") or the path of a material file; null takes the one of the run that the map came from.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>Plane stress for thin particles seen from above, plane strain for cross sections of long ones, axisymmetric (x = r, y = z) for bodies of revolution.</summary>
    public PlaneModelChoice Model { get; init; } = PlaneModelChoice.PlaneStress;

    /// <summary>The stiffness.</summary>
    public IStiffnessSettings Stiffness { get; init; } = new MaterialStiffness();

    /// <summary>Stiffness of regions that differ, by the region's name.</summary>
    public ValueList<RegionStiffness> Regions { get; init; } = [];

    /// <summary>The strain that lithium causes.</summary>
    public IChemicalStrainSettings ChemicalStrain { get; init; } = new MaterialStrain();

    /// <summary>The composition at which the body is free of stress; "lowest_phase" takes the mean x of the lowest phase of the map (without phases the lowest 5 % of x).</summary>
    [Word("lowest_phase")]
    [Range(-10, 10)]
    public double? StressFreeComposition { get; init; }

    /// <summary>Direction of the particle's long axis, for directional laws and for the components σ_ξξ, σ_ηη, σ_ξη.</summary>
    public IAxisSettings Axis { get; init; } = new ParticleAxis();

    /// <summary>How the edges are held; "both" solves with free and with fixed edges and shows them side by side.</summary>
    public EdgeChoice Edge { get; init; } = EdgeChoice.Both;

    /// <summary>Conditions of named parts of the boundary, in place of the above.</summary>
    public ValueList<PartCondition> Conditions { get; init; } = [];

    /// <summary>Curvature of an imposed bend [1/m], as a pre-strain −curvature·(distance from the centre line) along the axis; positive bends the ends towards η. 0 imposes none.</summary>
    [Unit("1/m")]
    [Range(-1e9, 1e9)]
    public double BendingCurvature { get; init; }

    /// <summary>What the run is called when nobody names it.</summary>
    internal string BaseName => (Composition, Geometry) switch
    {
        (MapComposition { Path: { } path }, _) => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path)) is "maps.h5" && System.IO.Path.GetDirectoryName(path) is { } folder
            ? System.IO.Path.GetFileName(folder)
            : System.IO.Path.GetFileNameWithoutExtension(System.IO.Path.TrimEndingDirectorySeparator(path)),
        (_, MeshGeometry mesh) => System.IO.Path.GetFileNameWithoutExtension(mesh.Path),
        (_, OutlineGeometry outline) => System.IO.Path.GetFileNameWithoutExtension(outline.Path),
        (_, ShapeGeometry shapes) => string.Join('-', shapes.Regions.Select(r => r.Shape.Word.Replace(' ', '-')).Distinct().Take(MostShapesInName)),
        (_, RadialGeometry radial) => SnakeCase.Of(radial.Shape.ToString()),
        _ => "shapes",
    };

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Geometry is RadialGeometry)
        {
            yield return "A radial geometry is for phase fields; stress of a sphere or cylinder is known in closed form there. Here take shapes, such as a disk.";
        }

        foreach (string twice in Conditions.GroupBy(c => c.Part).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"The part '{twice}' has more than one condition.";
        }

        foreach (string twice in Regions.GroupBy(r => r.Region).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"The region '{twice}' has more than one stiffness.";
        }
    }
}

/// <summary>What the third dimension does.</summary>
public enum PlaneModelChoice
{
    /// <summary>No stress across the plane: thin particles.</summary>
    PlaneStress,

    /// <summary>No strain across the plane: cross sections of long bodies.</summary>
    PlaneStrain,

    /// <summary>A body of revolution: x is the radius, y the axis.</summary>
    Axisymmetric,
}

/// <summary>How the edges of the body are held.</summary>
public enum EdgeChoice
{
    /// <summary>Free; where the particle is cut by the border of the image it slides along it.</summary>
    Free,

    /// <summary>Fixed all round.</summary>
    Fixed,

    /// <summary>Sliding all round: no displacement along the normal.</summary>
    Roller,

    /// <summary>Free and fixed, side by side.</summary>
    Both,
}
