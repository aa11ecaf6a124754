using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;

namespace Stria.Tests.Physics.FreeEnergies;

/// <summary>What single laws are, beyond the common contract.</summary>
public sealed class FreeEnergyLawTests
{
    [Fact]
    public void The_regular_solution_has_the_potential_of_the_paper()
    {
        IChemicalPotential law = RegularSolution.At(2.5, 298.15).ToChemicalPotential();
        foreach (double c in new[] { 0.001, 0.2, 0.77 })
        {
            double mu = 8.314462618 * 298.15 * (Math.Log(c / (1 - c)) + (2.5 * (1 - (2 * c))));
            Assert.Equal(mu, law.At(c).Slope, 1e-6);
        }

        Assert.Equal(4 - 5, new RegularSolution(2.5).ToChemicalPotential().At(0.5).Curvature, 1e-14);
    }

    [Fact]
    public void A_solid_solution_of_an_interaction_is_the_regular_solution()
    {
        IChemicalPotential regular = new RegularSolution(1.7, 2).ToChemicalPotential(), solid = SolidSolution.Regular(1.7, 2).ToChemicalPotential();
        foreach (double c in new[] { 0.1, 0.5, 0.93 })
        {
            Assert.Equal(regular.At(c).Value, solid.At(c).Value, 1e-14);
            Assert.Equal(regular.At(c).Slope, solid.At(c).Slope, 1e-13);
        }

        Assert.Contains("separates", Assert.Throws<ScenarioException>(() => SolidSolution.Regular(2.1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_barrier_of_a_double_well_stands_above_its_tangent()
    {
        IChemicalPotential law = DoubleWell.OfBarrier(400, 0.1, 0.8, -3000).ToChemicalPotential();
        Jet low = law.At(0.1), high = law.At(0.8), middle = law.At(0.45);
        Assert.Equal(-3000, low.Slope, 1e-9);
        Assert.Equal(-3000, high.Slope, 1e-9);
        Assert.Equal(400, middle.Value - ((low.Value + high.Value) / 2), 1e-9);
    }

    [Fact]
    public void One_parameter_of_either_series_is_the_regular_solution()
    {
        IChemicalPotential regular = new RegularSolution(2.4).ToChemicalPotential();
        foreach (IChemicalPotential law in new[] { new RedlichKister([2.4]).ToChemicalPotential(), new LegendreSeries([2.4]).ToChemicalPotential() })
        {
            Assert.Equal(regular.At(0.3).Value, law.At(0.3).Value, 1e-15);
            Assert.Equal(regular.At(0.3).Curvature, law.At(0.3).Curvature, 1e-14);
        }
    }

    [Fact]
    public void Both_series_span_the_same_functions()
    {
        // P₂(z) = (3z² − 1)/2 and P₃(z) = (5z³ − 3z)/2 with z = 2c − 1 = −(1 − 2c).
        IChemicalPotential legendre = new LegendreSeries([0.5, 0.3, -0.2, 0.4], 1, 0.1).ToChemicalPotential();
        IChemicalPotential powers = new RedlichKister([0.5 + 0.1, -(0.3 - 0.6), -0.3, -1.0], 1, 0.1).ToChemicalPotential();
        foreach (double c in new[] { 0.07, 0.4, 0.81 })
        {
            Assert.Equal(powers.At(c).Value, legendre.At(c).Value, 1e-14);
            Assert.Equal(powers.At(c).Curvature, legendre.At(c).Curvature, 1e-12);
        }
    }

    [Fact]
    public void A_phase_sequence_touches_its_tangents_at_the_edges_of_the_gaps_and_nowhere_else()
    {
        MultiWell law = SampleEnergies.FourPhases;
        IChemicalPotential closed = law.ToChemicalPotential();
        foreach (MiscibilityGap gap in law.Gaps)
        {
            Jet low = closed.At(gap.Low), high = closed.At(gap.High), middle = closed.At((gap.Low + gap.High) / 2);
            Assert.Equal(gap.Potential, low.Slope, 1e-6);
            Assert.Equal(gap.Potential, high.Slope, 1e-6);
            Assert.Equal(gap.Potential * (gap.High - gap.Low), high.Value - low.Value, 1e-6);
            Assert.Equal(gap.Barrier, middle.Value - ((low.Value + high.Value) / 2), 1e-6);
            for (int i = 1; i < 1000; i++)
            {
                double c = i / 1000.0, above = closed.At(c).Value - low.Value - (gap.Potential * (c - gap.Low));
                Assert.True(above > -1e-7, $"{above} at {c}");
            }
        }
    }

    [Fact]
    public void A_phase_sequence_is_smooth_and_convex_outside_its_gaps()
    {
        MultiWell law = SampleEnergies.FourPhases;
        IChemicalPotential closed = law.ToChemicalPotential();
        double before = double.NegativeInfinity;
        for (int i = 1; i < 4000; i++)
        {
            double c = i / 4000.0;
            Jet at = closed.At(c), next = closed.At(c + 1e-9);
            Assert.True(Math.Abs(next.Curvature - at.Curvature) < 0.1 + (1e-5 * Math.Abs(at.Curvature)), $"f″ jumps at {c}");
            if (!law.Gaps.Any(g => c > g.Low && c < g.High))
            {
                Assert.True(at.Curvature > 0 && at.Slope > before - 1e-6, $"f″ = {at.Curvature} at {c}");
                before = at.Slope;
            }
        }
    }

    [Fact]
    public void Dilute_lithium_and_dilute_vacancies_follow_the_ideal_law()
    {
        IChemicalPotential law = SampleEnergies.VanadiumPentoxide.ToChemicalPotential();
        Assert.Equal(SampleEnergies.ThermalEnergy * Math.Log(10), law.At(1e-6).Slope - law.At(1e-7).Slope, 1.0);
        Assert.Equal(SampleEnergies.ThermalEnergy * Math.Log(10), law.At(1 - 1e-7).Slope - law.At(1 - 1e-6).Slope, 1.0);
    }

    [Fact]
    public void A_table_returns_its_rows_and_adds_ideal_mixing_where_asked()
    {
        IChemicalPotential bare = SampleEnergies.Table(0).ToChemicalPotential(), mixed = SampleEnergies.Table(2).ToChemicalPotential();
        Assert.Equal((6000 * 0.35 * 0.65) + (500 * Math.Sin(1.75)), bare.At(0.35).Value, 1e-10);
        Assert.Equal(2 * ((0.35 * Math.Log(0.35)) + (0.65 * Math.Log(0.65))), mixed.At(0.35).Value - bare.At(0.35).Value, 1e-11);
        Assert.Equal(new CompositionDomain(0, 1), mixed.Domain);
    }

    [Fact]
    public void Senseless_parameters_are_refused_with_their_value()
    {
        Refused("NaN", () => new RegularSolution(double.NaN));
        Refused("-3", () => new RegularSolution(2.5, -3));
        Refused("0.7", () => new DoubleWell(5, 0.7, 0.3));
        Refused("-5", () => new DoubleWell(-5, 0.3, 0.7));
        Refused("three", () => new PolynomialEnergy([1, 2]));
        Refused("one", () => new RedlichKister([]));
        Refused("Infinity", () => new LegendreSeries([double.PositiveInfinity]));
        Refused("four", () => new TabulatedEnergy([0, 0.5, 1], [0, 1, 0]));
        Refused("follows", () => new TabulatedEnergy([0, 0.5, 0.4, 1], [0, 1, 0, 2]));
        Refused("-1", () => new TabulatedEnergy([0, 0.4, 0.5, 1], [0, 1, 0, 2], -1));
    }

    [Fact]
    public void Impossible_phase_sequences_are_refused_with_the_gap()
    {
        Refused("solid_solution", () => new MultiWell([]));
        Refused("0.4", () => new MultiWell([new(0.1, 0.4, 0, 1), new(0.3, 0.6, 1, 1)]));
        Refused("voltages", () => new MultiWell([new(0.1, 0.2, 0, 1), new(0.3, 0.6, -1, 1)]));
        Refused("barrier", () => new MultiWell([new(0.1, 0.2, 0, 0)]));
    }

    private static void Refused<T>(string fact, Func<T> make)
        where T : struct => Assert.Contains(fact, Assert.Throws<ScenarioException>(() => make()).Message, StringComparison.Ordinal);
}
