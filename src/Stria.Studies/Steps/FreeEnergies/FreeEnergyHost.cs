using Stria.Core;
using Stria.Matter;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>The host of a free-energy study, with every number that its material and its scenario give.</summary>
internal sealed record FreeEnergyHost
{
    /// <summary>The law at a temperature.</summary>
    public required Func<double, IChemicalPotential> LawAt { get; init; }

    /// <summary>Whether the law changes with temperature beyond its dilute limits.</summary>
    public required bool DependsOnTemperature { get; init; }

    /// <summary>The law at the temperature of the study.</summary>
    public required IChemicalPotential Law { get; init; }

    /// <summary>T [K].</summary>
    public required double Temperature { get; init; }

    /// <summary>U₀ [V].</summary>
    public required double StandardPotential { get; init; }

    /// <summary>κ [J m²/mol]; null when unknown.</summary>
    public double? GradientEnergy { get; init; }

    /// <summary>C_max [mol/m³]; null when unknown.</summary>
    public double? MaximumConcentration { get; init; }

    /// <summary>Its elasticity; null when unknown.</summary>
    public IsotropicSwelling? Swelling { get; init; }

    /// <summary>RT [J/mol].</summary>
    public double ThermalEnergy => PhysicalConstants.GasConstant * Temperature;

    /// <summary>U [V] of a chemical potential.</summary>
    public double Potential(double mu) => EquilibriumPotential.Of(mu, StandardPotential);

    /// <summary>Makes it.</summary>
    /// <exception cref="ScenarioException">A law cannot be made, or elasticity is not isotropic.</exception>
    public static FreeEnergyHost Of(FreeEnergyProblem problem, HostMaterial? material, string root)
    {
        var laws = new FreeEnergyLaws(problem.FreeEnergy, material, root);
        HostFreeEnergy? given = material?.FreeEnergy;
        double? maximum = problem.MaximumConcentration ?? (problem.ChemicalStrain as IsotropicStrain)?.ConcentrationAtX1 ?? material?.Mechanics?.MaximumConcentration?.Value;
        // A phase sequence of the scenario writes its plateaus against lithium, one of the material counts from its own potential.
        double standard = problem.StandardPotential ?? (problem.FreeEnergy is MaterialFreeEnergy ? given?.StandardPotential?.Value : null) ?? 0;
        return new FreeEnergyHost
        {
            LawAt = t => laws.At(t, problem.Temperature),
            DependsOnTemperature = laws.DependsOnTemperature,
            Law = laws.At(problem.Temperature, problem.Temperature),
            Temperature = problem.Temperature,
            StandardPotential = standard,
            GradientEnergy = problem.GradientEnergy ?? given?.GradientEnergy?.Value,
            MaximumConcentration = maximum,
            Swelling = SwellingOf(problem, material, maximum),
        };
    }

    private static IsotropicSwelling? SwellingOf(FreeEnergyProblem problem, HostMaterial? material, double? maximum)
    {
        (double E, double Nu)? moduli = problem.Stiffness switch
        {
            IsotropicStiffness s => (s.YoungsModulus, s.PoissonsRatio),
            MaterialStiffness when material?.Mechanics?.Isotropic is { } isotropic => (isotropic.YoungsModulus, isotropic.PoissonsRatio),
            MaterialStiffness => null,
            _ => throw new ScenarioException("The free energy takes an isotropic stiffness; give 'stiffness: { kind: isotropic, youngs_modulus: …, poissons_ratio: … }'."),
        };
        double? strain = problem.ChemicalStrain switch
        {
            IsotropicStrain s => s.PartialMolarVolume * s.ConcentrationAtX1 / 3,
            MaterialStrain when material?.Mechanics is { PartialMolarVolume: { } omega, MaximumConcentration: { } c } => omega.Total * c.Value / 3,
            MaterialStrain => null,
            DirectionalStrain s when s.Along == s.Across && s.Across == s.Through => s.Along,
            _ => throw new ScenarioException("The free energy takes a chemical strain that is the same in all directions; give 'chemical_strain: { kind: isotropic, partial_molar_volume: …, concentration_at_x1: … }'."),
        };
        return moduli is { } m && strain is { } eta && maximum is { } concentration ? new IsotropicSwelling(m.E, m.Nu, eta, concentration) : null;
    }
}
