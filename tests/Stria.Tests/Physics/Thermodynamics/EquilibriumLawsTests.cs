using Stria.Numerics.Integration;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;
using Stria.Tests.Physics.FreeEnergies;

namespace Stria.Tests.Physics.Thermodynamics;

/// <summary>Laws that the equilibria of every free energy obey.</summary>
public sealed class EquilibriumLawsTests
{
    // Tables are left out: one of them ends within its gap, where the tangent meets f at the end of the domain without touching it.
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SampleEnergies.All.Length).Where(i => SampleEnergies.All[i].Kind != "table")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_phases_of_a_tangent_have_its_potential_and_nothing_lies_below_it(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        foreach (CommonTangent t in new PhaseEquilibria(law).Tangents)
        {
            Jet low = law.At(t.Low), high = law.At(t.High);
            double scale = Math.Abs(low.Slope) + Math.Abs(low.Curvature);
            Assert.Equal(t.Potential, low.Slope, 1e-9 * scale);
            Assert.Equal(t.Potential, high.Slope, 1e-9 * scale);
            Assert.True(low.Curvature > 0 && high.Curvature > 0);
            for (int i = 1; i < 500; i++)
            {
                Assert.True(law.At(i / 500.0).Value >= t.At(i / 500.0) - (1e-9 * scale));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_curve_of_one_phase_cuts_equal_areas_from_the_plateau(int number)
    {
        // Maxwell: ∫ (μ − μ_plateau) dc = 0 across the gap.
        IChemicalPotential law = SampleEnergies.All[number];
        var rule = new GaussLegendre(20);
        foreach (CommonTangent t in new PhaseEquilibria(law).Tangents)
        {
            double area = rule.Sum(
                (c, y) =>
                {
                    law.Evaluate(c, [], y, []);
                    for (int i = 0; i < y.Length; i++)
                    {
                        y[i] -= t.Potential;
                    }
                },
                t.Low,
                t.High,
                64);
            Assert.Equal(0, area, 1e-9 * (Math.Abs(t.Potential) + Math.Abs(law.At(t.Low).Curvature)));
        }
    }

    [Fact]
    public void A_tilt_moves_the_plateau_and_nothing_else()
    {
        CommonTangent plain = Only(new RedlichKister([2.7, 0.3, -0.2])), tilted = Only(new RedlichKister([2.7, 0.3, -0.2], 1, 4.5));
        Assert.Equal(plain.Low, tilted.Low, 1e-11);
        Assert.Equal(plain.High, tilted.High, 1e-11);
        Assert.Equal(plain.Barrier, tilted.Barrier, 1e-11);
        Assert.Equal(plain.Potential + 4.5, tilted.Potential, 1e-11);
    }

    [Fact]
    public void A_scale_of_energy_scales_energies_alone()
    {
        CommonTangent plain = Only(new RedlichKister([2.7, 0.3])), scaled = Only(new RedlichKister([2.7 * 2479, 0.3 * 2479], 2479));
        Assert.Equal(plain.Low, scaled.Low, 1e-11);
        Assert.Equal(plain.Barrier * 2479, scaled.Barrier, 1e-7);
        Assert.Equal(plain.Potential * 2479, scaled.Potential, 1e-7);
    }

    [Fact]
    public void Lithium_and_vacancies_change_places_where_the_odd_terms_change_sign()
    {
        CommonTangent one = Only(new RedlichKister([2.7, 0.3])), other = Only(new RedlichKister([2.7, -0.3]));
        Assert.NotEqual(0.5, (one.Low + one.High) / 2, 1e-3);
        Assert.Equal(one.Low, 1 - other.High, 1e-11);
        Assert.Equal(one.High, 1 - other.Low, 1e-11);
        Assert.Equal(one.Potential, -other.Potential, 1e-11);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Spinodals_lie_within_gaps_and_f_curves_down_there(int number)
    {
        IChemicalPotential law = SampleEnergies.All[number];
        var found = new PhaseEquilibria(law);
        foreach (CompositionInterval spinodal in found.Spinodals)
        {
            Assert.True(law.At((spinodal.Low + spinodal.High) / 2).Curvature < 0);
            Assert.Contains(found.Tangents, t => t.Low <= spinodal.Low && spinodal.High <= t.High);
        }

        Assert.Equal(found.Tangents.Count == 0, found.Spinodals.Count == 0);
    }

    [Theory]
    [InlineData(HeldBy.Film)]
    [InlineData(HeldBy.Wire)]
    [InlineData(HeldBy.AllSides)]
    public void Imposed_strain_tilts_the_landscape_by_what_the_stress_does_per_ion(HeldBy held)
    {
        var swelling = new IsotropicSwelling(43e9, 0.3, 0.0149, 18531);
        IChemicalPotential law = new RegularSolution(3.4, 2479).ToChemicalPotential();
        CommonTangent At(double strain) => new PhaseEquilibria(law.Strained(ElasticTerm.Held(swelling, held, strain, 0.2))).Tangents[0];
        CommonTangent rest = At(0), pulled = At(0.004);
        Assert.Equal(-swelling.Rigidity(held) * 0.0149 / 18531 * 0.004, pulled.Potential - rest.Potential, 1e-7);
        Assert.Equal(rest.Low, pulled.Low, 1e-10);
        Assert.Equal(rest.Barrier, pulled.Barrier, 1e-7);
    }

    [Fact]
    public void Miscibility_gaps_narrow_on_the_way_to_the_critical_point()
    {
        var diagram = new PhaseDiagram(t => new RedlichKister([7000, 500], 8.314462618 * t).ToChemicalPotential(), [250, 300, 350, 400, 450]);
        double[] widths = [.. diagram.Rows.Select(r => r.Equilibria.Tangents is [var t] ? t.High - t.Low : 0)];
        Assert.Equal(widths.OrderDescending(), widths);
        double critical = diagram.CriticalTemperature()!.Value;
        Assert.InRange(critical, 400, 450);
        Assert.Single(new PhaseEquilibria(new RedlichKister([7000, 500], 8.314462618 * (critical - 0.1)).ToChemicalPotential()).Tangents);
        Assert.Empty(new PhaseEquilibria(new RedlichKister([7000, 500], 8.314462618 * (critical + 0.1)).ToChemicalPotential()).Tangents);
        Assert.Null(new PhaseDiagram(t => new RedlichKister([7000, 500], 8.314462618 * t).ToChemicalPotential(), [250, 300]).CriticalTemperature());
    }

    private static CommonTangent Only<T>(T law)
        where T : struct, IFreeEnergy => Assert.Single(new PhaseEquilibria(law.ToChemicalPotential()).Tangents);
}
