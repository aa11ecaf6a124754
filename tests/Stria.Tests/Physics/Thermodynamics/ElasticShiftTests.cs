using System.Text.Json;
using Stria.Core;
using Stria.Matter;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.Thermodynamics;

/// <summary>What coherency and imposed strain do to phase equilibria.</summary>
public sealed class ElasticShiftTests
{
    private const double T = 298.15, ThermalEnergy = PhysicalConstants.GasConstant * T;

    [Theory]
    [InlineData(CoherentBody.Bulk, 0.595)]
    [InlineData(CoherentBody.Sheet, 0.208)]
    public void The_defaults_of_vanadium_pentoxide_give_the_known_coupling(CoherentBody body, double known) =>
        Assert.Equal(known, Vanadium(2.415e-6 * 18532 / 3).Coherency(body) / ThermalEnergy, 5e-4);

    [Theory]
    [InlineData(0.01, 2.485)]
    [InlineData(0.05, 2.129)]
    [InlineData(0.20, -3.4)]
    public void Volume_changes_of_the_perspective_give_their_effective_interaction(double volume, double known) =>
        Assert.Equal(known, 2.5 - (Vanadium(volume / 3).Coherency(CoherentBody.Bulk) / ThermalEnergy / 2), Math.Abs(known) < 3 ? 1e-3 : 0.05);

    [Theory]
    [InlineData(CoherentBody.Bulk, 0.058)]
    [InlineData(CoherentBody.Sheet, 0.098)]
    public void Separation_ends_at_the_known_volume_change(CoherentBody body, double threshold)
    {
        foreach ((double factor, bool separates) in new[] { (0.98, true), (1.02, false) })
        {
            IChemicalPotential law = RegularSolution.At(2.5, T).ToChemicalPotential().Strained(ElasticTerm.Coherent(Vanadium(factor * threshold / 3), body, 0.5));
            Assert.Equal(separates, new PhaseEquilibria(law).Spinodals.Count > 0);
        }
    }

    [Fact]
    public void Coherent_equilibrium_is_that_of_a_regular_solution_with_the_effective_interaction()
    {
        IsotropicSwelling swelling = Vanadium(0.0149);
        double chi = 2.5 - (swelling.Coherency(CoherentBody.Bulk) / ThermalEnergy / 2);
        CommonTangent coherent = new PhaseEquilibria(RegularSolution.At(2.5, T).ToChemicalPotential().Strained(ElasticTerm.Coherent(swelling, CoherentBody.Bulk, 0.5))).Tangents[0];
        CommonTangent effective = new PhaseEquilibria(RegularSolution.At(chi, T).ToChemicalPotential()).Tangents[0];
        Assert.Equal(effective.Low, coherent.Low, 1e-11);
        Assert.Equal(effective.High, coherent.High, 1e-11);
        Assert.Equal(effective.Barrier, coherent.Barrier, 1e-8);
        Assert.Equal(0, Math.Log(coherent.Low / (1 - coherent.Low)) + (chi * (1 - (2 * coherent.Low))), 1e-11);
    }

    [Fact]
    public void Elastic_energy_of_a_held_film_is_the_strain_energy_of_plane_stress()
    {
        IsotropicSwelling swelling = Vanadium(0.0149);
        IChemicalPotential free = RegularSolution.At(2.5, T).ToChemicalPotential();
        IChemicalPotential held = free.Strained(ElasticTerm.Held(swelling, HeldBy.Film, 0.01, 0.2));
        double mismatch = 0.01 - (0.0149 * (0.7 - 0.2)), stress = swelling.YoungsModulus / (1 - swelling.PoissonRatio) * mismatch;
        Assert.Equal(stress * mismatch / swelling.MaximumConcentration, held.At(0.7).Value - free.At(0.7).Value, 1e-7);
        // μ shifts by −Ω σ_h = −η (σ_x + σ_y)/C_max.
        Assert.Equal(-0.0149 * 2 * stress / swelling.MaximumConcentration, held.At(0.7).Slope - free.At(0.7).Slope, 1e-7);
    }

    [Fact]
    public void A_wire_held_along_and_a_body_held_on_all_sides_have_their_own_rigidity()
    {
        IsotropicSwelling swelling = Vanadium(0.0149);
        Assert.Equal(43e9, swelling.Rigidity(HeldBy.Wire));
        Assert.Equal(9 * 43e9 / (3 * (1 - 0.6)), swelling.Rigidity(HeldBy.AllSides), 1);
        Assert.Contains("ν", Assert.Throws<ScenarioException>(() => new IsotropicSwelling(43e9, 0.5, 0.01, 18532)).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Strained_films_agree_with_the_reference_landscape()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path("../references/electrode/ref_strain_landscape.json")));
        double volume = reference.RootElement.GetProperty("Vm_m3_mol").GetDouble();
        int gaps = 0;
        foreach (JsonElement entry in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            double Number(string name) => entry.GetProperty(name).GetDouble();
            double chi = Number("chi"), imposed = Number("ef");
            var swelling = new IsotropicSwelling(Number("B_Pa") * 0.7, 0.3, Number("e0"), 1 / volume);
            Assert.Equal(Number("K=2BVm e0^2/RT"), swelling.Coherency(CoherentBody.Bulk) / ThermalEnergy, 1e-5);
            var strained = new PhaseEquilibria(RegularSolution.At(chi, T).ToChemicalPotential().Strained(ElasticTerm.Held(swelling, HeldBy.Film, imposed, 0)));
            double shift = EquilibriumPotential.Of(strained.Potential(0.5));
            Assert.Equal(Number("plateau_voltage_shift_V"), shift, 1e-9);
            Assert.Equal(entry.GetProperty("spinodal_exists").GetBoolean(), strained.Spinodals.Count == 1);
            if (strained.Tangents.Count == 1)
            {
                gaps++;
                double[] spinodal = [.. entry.GetProperty("spinodal_x").EnumerateArray().Select(v => v.GetDouble())], binodal = [.. entry.GetProperty("binodal_x").EnumerateArray().Select(v => v.GetDouble())];
                Assert.Equal(spinodal[0], strained.Spinodals[0].Low, 1e-6);
                Assert.Equal(binodal[0], strained.Tangents[0].Low, 1e-6);
                Assert.Equal(binodal[1], strained.Tangents[0].High, 1e-6);
                Assert.Equal(Number("barrier_J_mol"), strained.Tangents[0].Barrier, 1e-2);
            }
        }

        Assert.True(gaps >= 3, $"{gaps} gaps compared.");
    }

    [Fact]
    public void Tension_lowers_the_barrier_of_lithiation_and_raises_the_potential()
    {
        IsotropicSwelling swelling = Vanadium(0.0149);
        double before = double.PositiveInfinity, potential = double.NegativeInfinity;
        foreach (double strain in new[] { -0.002, 0, 0.002 })
        {
            IChemicalPotential law = RegularSolution.At(3.2, T).ToChemicalPotential().Strained(ElasticTerm.Held(swelling, HeldBy.Film, strain, 0.5));
            var found = new PhaseEquilibria(law);
            double barrier = found.LithiationBarrier(0)!.Value, u = EquilibriumPotential.Of(found.Tangents[0].Potential);
            Assert.True(barrier < before && u > potential);
            (before, potential) = (barrier, u);
        }
    }

    [Fact]
    public void The_phase_diagram_of_a_regular_solution_closes_at_half_its_interaction_energy()
    {
        // W = χ R T is constant: T_c = W/(2R).
        const double W = 3 * ThermalEnergy;
        var diagram = new PhaseDiagram(t => RegularSolution.At(W / (PhysicalConstants.GasConstant * t), t).ToChemicalPotential(), [200, 300, 400, 500, 600]);
        Assert.Equal(W / (2 * PhysicalConstants.GasConstant), diagram.CriticalTemperature()!.Value, 2e-3);
        Assert.Equal([1, 1, 1, 0, 0], diagram.Rows.Select(r => r.Equilibria.Tangents.Count));
        Assert.True(diagram.Rows[0].Equilibria.Tangents[0].Low < diagram.Rows[1].Equilibria.Tangents[0].Low);
    }

    private static IsotropicSwelling Vanadium(double strain) => new(43e9, 0.3, strain, 18532);
}
