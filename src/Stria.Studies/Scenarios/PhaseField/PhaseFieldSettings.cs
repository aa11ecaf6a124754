using Stria.Core;

namespace Stria.Studies;

/// <summary>The physics of a phase-field problem (Santos et al., Mater. Horiz. 2020, eqs 12–22, with the corrections of docs/physics/phase-field.md).</summary>
public sealed record PhaseFieldSettings : ICheckedSettings
{
    /// <summary>The shape of the body.</summary>
    public IGeometrySettings Geometry { get; init; } = new MapGeometry();

    /// <summary>The composition at the start.</summary>
    public required ICompositionSettings Initial { get; init; }

    /// <summary>Half width of the evenly distributed noise that is added to the composition at the start, from the seed; the mean is kept.</summary>
    [Range(0, 0.5)]
    public double Noise { get; init; }

    /// <summary>Length over which the noise is alike [m]: a field that is the same on every mesh, with the autocorrelation exp(−r²/2L²) of a normal one made evenly distributed; "nodes" draws each node for itself, so that another mesh begins otherwise.</summary>
    [Word("nodes")]
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double? NoiseLength { get; init; }

    /// <summary>The host material: a name from the library ("v2o5-alpha") or the path of a material file; null takes the one of the run that a map came from.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>Temperature [K].</summary>
    [Unit("K")]
    [Range(1, 3000)]
    public double Temperature { get; init; } = 298.15;

    /// <summary>The homogeneous free energy f(c).</summary>
    public IFreeEnergySettings FreeEnergy { get; init; } = new MaterialFreeEnergy();

    /// <summary>Concentration of lithium at c = 1 [mol/m³]; "material" takes that of the material file.</summary>
    [Word("material")]
    [Unit("mol/m3")]
    [Range(1e-9, 1e9)]
    public double? SiteDensity { get; init; }

    /// <summary>Gradient energy κ along the axis [J m²/mol]; "auto" takes it from 'interface_width', or from the material file.</summary>
    [Word("auto")]
    [Unit("J m2/mol")]
    [Range(0, 1e9)]
    public double? GradientEnergy { get; init; }

    /// <summary>Width of the interface from which κ follows [m] (001 eq. 4 with the barrier above the common tangent); null where κ is given.</summary>
    [Unit("m")]
    [Range(1e-12, 1e3)]
    public double? InterfaceWidth { get; init; }

    /// <summary>κ across the axis by κ along it.</summary>
    [Range(1e-6, 1e6)]
    public double GradientRatio { get; init; } = 1;

    /// <summary>How fast lithium follows a gradient of its potential.</summary>
    public required IMobilitySettings Mobility { get; init; }

    /// <summary>Mobility across the axis by mobility along it.</summary>
    [Range(1e-6, 1e6)]
    public double MobilityRatio { get; init; } = 1;

    /// <summary>Direction of the crystal's axis 1, for everything that depends on direction.</summary>
    public IAxisSettings Axis { get; init; } = new ConstantAxis { Angle = 0 };

    /// <summary>What lithium does at named parts of the boundary; parts without a condition let none through.</summary>
    public ValueList<ITransportSettings> Boundary { get; init; } = [];

    /// <summary>Parts of the boundary that prefer a phase.</summary>
    public ValueList<WettingSettings> Wetting { get; init; } = [];

    /// <summary>Sides that continue on the opposite side.</summary>
    public PeriodicSides Periodic { get; init; }

    /// <summary>What the field does: kept (Cahn–Hilliard), or relaxing (Allen–Cahn).</summary>
    public FieldDynamics Dynamics { get; init; }

    /// <summary>What is fed in: the rise of c by time [1/s] as an expression in x, y [m] and t [s], plain numbers with 'units: none'; for manufactured solutions; null for nothing.</summary>
    public string? Source { get; init; }

    /// <summary>The elastic problem; null leaves mechanics out.</summary>
    public MechanicsSettings? Mechanics { get; init; }

    /// <summary>What the run is called when nobody names it.</summary>
    internal string BaseName => new StressProblem { Geometry = Geometry, Composition = Initial }.BaseName;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        foreach (string twice in Boundary.GroupBy(b => b.Part).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"The part '{twice}' has more than one condition.";
        }

        foreach (string twice in Wetting.GroupBy(b => b.Part).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"The part '{twice}' has more than one wetting energy.";
        }
    }
}

/// <summary>Sides of a box that continue on the opposite side.</summary>
public enum PeriodicSides
{
    /// <summary>None.</summary>
    None,

    /// <summary>Left and right.</summary>
    X,

    /// <summary>Bottom and top.</summary>
    Y,

    /// <summary>All four.</summary>
    Both,
}

/// <summary>What the field does.</summary>
public enum FieldDynamics
{
    /// <summary>It is kept: ∂c/∂t = ∇·(M ∇μ).</summary>
    Conserved,

    /// <summary>It relaxes: ∂c/∂t = −M μ.</summary>
    Relaxing,
}

/// <summary>A part of the boundary whose energy per area is γ₁ c + ½ γ₂ c².</summary>
public sealed record WettingSettings
{
    /// <summary>The part ("edge").</summary>
    public required string Part { get; init; }

    /// <summary>γ₁ [J/m²]; negative where lithium is preferred.</summary>
    [Unit("J/m2")]
    public required double Linear { get; init; }

    /// <summary>γ₂ [J/m²].</summary>
    [Unit("J/m2")]
    public double Quadratic { get; init; }
}

/// <summary>The elastic side of a phase-field problem.</summary>
public sealed record MechanicsSettings
{
    /// <summary>Plane strain for cross sections of long particles, plane stress for thin ones seen from above.</summary>
    public PlaneModelChoice Model { get; init; } = PlaneModelChoice.PlaneStrain;

    /// <summary>The stiffness.</summary>
    public IStiffnessSettings Stiffness { get; init; } = new MaterialStiffness();

    /// <summary>The strain that lithium causes, c in the place of x.</summary>
    public IChemicalStrainSettings ChemicalStrain { get; init; } = new MaterialStrain();

    /// <summary>The composition at which the body is free of stress; "initial_mean" takes the mean at the start.</summary>
    [Word("initial_mean")]
    [Range(-10, 10)]
    public double? StressFreeComposition { get; init; }

    /// <summary>How the edges are held where no condition says otherwise; of a periodic box those that do not continue on the opposite side.</summary>
    public HeldEdges Edge { get; init; }

    /// <summary>Conditions of named parts of the boundary, in place of the above.</summary>
    public ValueList<PartCondition> Conditions { get; init; } = [];

    /// <summary>Mean strain of a periodic box; what is not given is free.</summary>
    public MeanStrainSettings MeanStrain { get; init; } = new();

    /// <summary>Mean stress of a periodic box where its mean strain is free.</summary>
    public MeanStressSettings MeanStress { get; init; } = new();

    /// <summary>Curvature of an imposed bend [1/m], as in stress scenarios; 0 imposes none.</summary>
    [Unit("1/m")]
    [Range(-1e9, 1e9)]
    public double BendingCurvature { get; init; }
}

/// <summary>How the edges are held.</summary>
public enum HeldEdges
{
    /// <summary>Free.</summary>
    Free,

    /// <summary>Fixed all round.</summary>
    Fixed,

    /// <summary>Sliding all round.</summary>
    Roller,
}
