using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Physics.FreeEnergies;

namespace Stria.Studies;

/// <summary>The free energy that a scenario chooses, made from its settings and the material file.</summary>
/// <param name="settings">What the scenario chooses.</param>
/// <param name="host">The host material; null when none is named.</param>
/// <param name="root">The folder from which relative paths count.</param>
internal sealed class FreeEnergyLaws(IFreeEnergySettings settings, HostMaterial? host, string root)
{
    /// <summary>Whether the law changes with temperature beyond the plain words of its dilute limits.</summary>
    public bool DependsOnTemperature => settings switch
    {
        DoubleWellEnergy or PolynomialFreeEnergy or TableFreeEnergy { AddIdealMixing: false } or MultiWellEnergy => false,
        MaterialFreeEnergy => host?.FreeEnergy is { Kind: not "multi_well" },
        _ => true,
    };

    /// <summary>The law at a temperature, for a scenario whose parameters hold at another one.</summary>
    /// <param name="temperature">T [K].</param>
    /// <param name="given">Temperature of the scenario, at which χ is written [K].</param>
    /// <exception cref="ScenarioException">The parameters make no law, or the material gives none.</exception>
    public IChemicalPotential At(double temperature, double given) => settings switch
    {
        MaterialFreeEnergy => Host().RequireFreeEnergy().At(temperature),
        RegularSolutionEnergy s => new RegularSolution(s.Interaction * given / temperature, PhysicalConstants.GasConstant * temperature).ToChemicalPotential(),
        _ => Of(PhysicalConstants.GasConstant * temperature),
    };

    /// <summary>The law of a problem, RT given; 1 where a problem has no units.</summary>
    /// <param name="thermalEnergy">RT [J/mol].</param>
    /// <exception cref="ScenarioException">The parameters make no law.</exception>
    public IChemicalPotential Of(double thermalEnergy) => settings switch
    {
        MaterialFreeEnergy => Host().RequireFreeEnergy().At(thermalEnergy / PhysicalConstants.GasConstant),
        RegularSolutionEnergy s => new RegularSolution(s.Interaction, thermalEnergy).ToChemicalPotential(),
        SolidSolutionEnergy s => new SolidSolution(s.Slope, thermalEnergy, s.Offset).ToChemicalPotential(),
        DoubleWellEnergy s => new DoubleWell(s.Height, s.Low, s.High, s.Potential).ToChemicalPotential(),
        PolynomialFreeEnergy s => new PolynomialEnergy(s.Coefficients, s.Origin).ToChemicalPotential(),
        MultiWellEnergy s => new MultiWell([.. s.Gaps.Select(g => new MiscibilityGap(g.From, g.To, -PhysicalConstants.Faraday * g.Plateau, g.Barrier))], thermalEnergy).ToChemicalPotential(),
        TableFreeEnergy s => Table(s, thermalEnergy),
        RedlichKisterEnergy s => new RedlichKister(s.Parameters, thermalEnergy, s.Offset).ToChemicalPotential(),
        LegendreEnergy s => new LegendreSeries(s.Parameters, thermalEnergy, s.Offset).ToChemicalPotential(),
        _ => throw new InvalidOperationException($"{settings.GetType().Name} has no law."),
    };

    private IChemicalPotential Table(TableFreeEnergy s, double thermalEnergy)
    {
        double[][] columns = ColumnFile.Read(Path.Combine(root, s.Path), 2, 2).Columns;
        return new TabulatedEnergy(columns[0], columns[1], s.AddIdealMixing ? thermalEnergy : 0).ToChemicalPotential();
    }

    private HostMaterial Host() => host ?? throw new ScenarioException(
        "No material is named, so its free energy is unknown. Name one ('material: v2o5-alpha', or --material; 'stria list materials' shows them), or give free_energy in the scenario.");
}
