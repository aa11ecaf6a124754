using Stria.Core;

namespace Stria.Matter;

/// <summary>A host for lithium: formula, density, phases, and where its spectra may be put on the mass-absorption scale. Every number has a source.</summary>
/// <param name="Key">The name that people type ("v2o5-alpha"): the material file without its extension.</param>
/// <param name="Name">The name in reports.</param>
/// <param name="Formula">The formula with its composition x ("LixV2O5").</param>
public sealed record HostMaterial(string Key, string Name, ChemicalFormula Formula)
{
    /// <summary>Lowest composition x [1] that the host is known to hold.</summary>
    public required double LowestComposition { get; init; }

    /// <summary>Highest composition x [1] that the host is known to hold.</summary>
    public required double HighestComposition { get; init; }

    /// <summary>Where the limits of the composition come from.</summary>
    public required string CompositionSource { get; init; }

    /// <summary>Densities at one or more compositions, x ascending.</summary>
    public required IReadOnlyList<HostDensity> Densities { get; init; }

    /// <summary>Phases by composition, adjoining, from −∞ to +∞; empty when the host is one solid solution.</summary>
    public IReadOnlyList<HostPhase> Phases { get; init; } = [];

    /// <summary>Windows of photon energy in which tabulated attenuation sets the scale of spectra, ascending.</summary>
    public IReadOnlyList<ScalingWindow> ScalingWindows { get; init; } = [];

    /// <summary>Elastic constants and chemical expansion; null when the material file gives none.</summary>
    public HostMechanics? Mechanics { get; init; }

    /// <summary>Free energy against composition; null when the material file gives none.</summary>
    public HostFreeEnergy? FreeEnergy { get; init; }

    /// <summary>What has been assumed, one sentence each, for reports.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Molar volume of a formula unit [m³/mol]: linear between the compositions of known density, constant beyond them.</summary>
    public double MolarVolume(double x)
    {
        int above = 0;
        while (above < Densities.Count && Densities[above].Composition < x)
        {
            above++;
        }

        if (above == 0 || above == Densities.Count)
        {
            return MolarVolumeOf(Densities[Math.Min(above, Densities.Count - 1)]);
        }

        HostDensity low = Densities[above - 1], high = Densities[above];
        double share = (x - low.Composition) / (high.Composition - low.Composition);
        return ((1 - share) * MolarVolumeOf(low)) + (share * MolarVolumeOf(high));
    }

    /// <summary>Density [kg/m³] at a composition, from the molar mass and the molar volume.</summary>
    public double Density(double x) => Formula.MolarMass(x) / MolarVolume(x);

    /// <summary>Linear strain [1] of a host that grows alike in all directions, from the molar volumes of two compositions: ∛(V(x)/V(x_ref)) − 1.</summary>
    /// <param name="x">Composition [1].</param>
    /// <param name="reference">Composition at which the host is free of strain [1].</param>
    public double LinearStrain(double x, double reference) => Math.Cbrt(MolarVolume(x) / MolarVolume(reference)) - 1;

    /// <summary>The mechanics, for a study that cannot do without.</summary>
    /// <exception cref="ScenarioException">The material file gives none; the message says what to write.</exception>
    public HostMechanics RequireMechanics() => Mechanics ?? throw new ScenarioException(
        $"The material '{Key}' has no mechanics. Copy its file, add a block 'mechanics' with youngs_modulus, poissons_ratio, maximum_concentration and partial_molar_volume (or lattice), each with its source, and name the copy as the material.");

    /// <summary>The free energy, for a study that cannot do without.</summary>
    /// <exception cref="ScenarioException">The material file gives none; the message says what to write.</exception>
    public HostFreeEnergy RequireFreeEnergy() => FreeEnergy ?? throw new ScenarioException(
        $"The material '{Key}' has no free energy. Copy its file, add a block 'free_energy' (kind: regular_solution, interaction: 2.5, source: …), and name the copy as the material; or give free_energy in the scenario.");

    /// <summary>The phase whose window holds a composition.</summary>
    /// <returns>The phase; null for NaN or a host without phases.</returns>
    public HostPhase? PhaseAt(double x) => Phases.FirstOrDefault(p => p.Holds(x));

    /// <summary>Whether a photon energy lies in a window where tabulated attenuation sets the scale.</summary>
    public bool IsAwayFromEdges(double energy_eV) => ScalingWindows.Any(w => w.Holds(energy_eV));

    /// <summary>Mass attenuation μ/ρ [cm²/g] at a composition and photon energy, from free atoms.</summary>
    /// <exception cref="ScenarioException">An element is not in the table.</exception>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double MassAttenuation(AttenuationTable table, double x, double energy_eV) => table.MassAttenuation(Formula.At(x), energy_eV);

    /// <summary>Mass attenuation μ/ρ [cm²/g] at a composition and several photon energies [eV], from free atoms.</summary>
    /// <exception cref="ScenarioException">An element is not in the table.</exception>
    /// <exception cref="DataException">An energy lies outside the table.</exception>
    public double[] MassAttenuation(AttenuationTable table, double x, ReadOnlySpan<double> energies_eV) => table.MassAttenuation(Formula.At(x), energies_eV);

    /// <summary>Linear attenuation μ [1/m] at a composition and photon energy, from free atoms.</summary>
    /// <exception cref="ScenarioException">An element is not in the table.</exception>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double LinearAttenuation(AttenuationTable table, double x, double energy_eV) => table.LinearAttenuation(Formula.At(x), Density(x), energy_eV);

    /// <summary>Every number with its source, for the methods part of a report.</summary>
    public IReadOnlyList<SourcedNumber> Numbers()
    {
        var numbers = new List<SourcedNumber>
        {
            new("lowest composition x", LowestComposition, "1", CompositionSource),
            new("highest composition x", HighestComposition, "1", CompositionSource),
        };
        numbers.AddRange(Densities.Select(d => new SourcedNumber($"density at x = {d.Composition:0.###}", d.Density, "kg/m³", d.Source)));
        numbers.AddRange(Phases.Where(p => double.IsFinite(p.From)).Select(p => new SourcedNumber($"phase {p.Name} from x", p.From, "1", p.Source)));
        foreach (ScalingWindow window in ScalingWindows)
        {
            numbers.Add(new SourcedNumber("scaling window from", window.From_eV, "eV", window.Source));
            if (double.IsFinite(window.To_eV))
            {
                numbers.Add(new SourcedNumber("scaling window to", window.To_eV, "eV", window.Source));
            }
        }

        numbers.AddRange(Mechanics?.Numbers() ?? []);
        numbers.AddRange(FreeEnergy?.Numbers() ?? []);
        return numbers;
    }

    private double MolarVolumeOf(HostDensity density) => Formula.MolarMass(density.Composition) / density.Density;
}
