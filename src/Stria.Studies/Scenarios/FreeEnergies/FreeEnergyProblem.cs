using Stria.Core;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>The host of which the free energy is looked at.</summary>
public sealed record FreeEnergyProblem
{
    /// <summary>The host material: a name from the library ("v2o5-alpha") or the path of a material file; null where every number is given here.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>The free energy f(c).</summary>
    public IFreeEnergySettings FreeEnergy { get; init; } = new MaterialFreeEnergy();

    /// <summary>Temperature [K].</summary>
    [Unit("K")]
    [Range(1, 5000)]
    public double Temperature { get; init; } = 298.15;

    /// <summary>Gradient energy κ [J m²/mol], for the interface; null takes the material's, and without one there is no interface.</summary>
    [Unit("J m^2/mol")]
    [Range(1e-30, 1)]
    public double? GradientEnergy { get; init; }

    /// <summary>Potential against lithium metal at μ = 0 [V]; null takes the material's, or 0.</summary>
    [Unit("V")]
    [Range(-10, 10)]
    public double? StandardPotential { get; init; }

    /// <summary>Lithium at c = 1 [mol/m³]; null takes that of the chemical strain or of the material.</summary>
    [Unit("mol/m^3")]
    [Range(1, 1e7)]
    public double? MaximumConcentration { get; init; }

    /// <summary>The stiffness; it must be isotropic. Without any, coherency and strain are left out.</summary>
    public IStiffnessSettings Stiffness { get; init; } = new MaterialStiffness();

    /// <summary>The strain that lithium causes; it must be the same in all directions.</summary>
    public IChemicalStrainSettings ChemicalStrain { get; init; } = new MaterialStrain();

    /// <summary>Site fraction at which an imposed strain of zero leaves the host free of stress.</summary>
    [Range(-10, 10)]
    public double StressFreeComposition { get; init; }

    /// <summary>What imposes the strains: a substrate under a film, a pull along a wire, or a surrounding on all sides.</summary>
    public HeldBy HeldBy { get; init; } = HeldBy.Film;

    /// <summary>Imposed strains, positive in tension; empty leaves them out.</summary>
    [Range(-0.5, 0.5)]
    public ValueList<double> Strains { get; init; } = [-0.02, -0.01, 0, 0.01, 0.02];
}

/// <summary>The phase diagram against temperature.</summary>
public sealed record PhaseDiagramSettings
{
    /// <summary>Lowest temperature [K].</summary>
    [Unit("K")]
    [Range(1, 5000)]
    public double Lowest { get; init; } = 150;

    /// <summary>Highest temperature [K]; "auto" goes a tenth beyond the critical point, at most to 1500 K.</summary>
    [Word("auto")]
    [Unit("K")]
    [Range(1, 10000)]
    public double? Highest { get; init; }

    /// <summary>Number of temperatures.</summary>
    [Range(3, 2000)]
    public int Points { get; init; } = 80;
}
