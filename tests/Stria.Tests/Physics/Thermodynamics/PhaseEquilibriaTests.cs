using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;
using Stria.Tests.Physics.FreeEnergies;

namespace Stria.Tests.Physics.Thermodynamics;

/// <summary>Tangents, spinodals and barriers against closed forms.</summary>
public sealed class PhaseEquilibriaTests
{
    [Theory]
    [InlineData(2.2, 0.24853)]
    [InlineData(2.5, 0.14479)]
    [InlineData(3.0, 0.07072)]
    [InlineData(4.0, 0.02125)]
    public void The_binodal_of_a_regular_solution_solves_its_equation(double chi, double known)
    {
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new RegularSolution(chi).ToChemicalPotential()).Tangents);
        Assert.Equal(known, tangent.Low, 1e-5);
        Assert.Equal(0, Math.Log(tangent.Low / (1 - tangent.Low)) + (chi * (1 - (2 * tangent.Low))), 2e-13);
        Assert.Equal(1 - tangent.Low, tangent.High, 1e-12);
        Assert.Equal(0, tangent.Potential, 1e-13);
        Assert.Equal(0.5, tangent.BarrierComposition, 1e-7);
    }

    [Fact]
    public void Very_dilute_phases_are_found_too()
    {
        // At χ = 20 the poor phase holds about exp(−χ) of lithium.
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new RegularSolution(20).ToChemicalPotential()).Tangents);
        Assert.Equal(2.06115e-9, tangent.Low, 1e-13);
        Assert.Equal(-20, Math.Log(tangent.Low), 1e-6);
    }

    [Theory]
    [InlineData(2.2)]
    [InlineData(3.7)]
    public void The_spinodal_of_a_regular_solution_is_the_closed_form(double chi)
    {
        CompositionInterval spinodal = Assert.Single(new PhaseEquilibria(new RegularSolution(chi, 2479).ToChemicalPotential()).Spinodals);
        Assert.Equal((1 - Math.Sqrt(1 - (2 / chi))) / 2, spinodal.Low, 1e-13);
        Assert.Equal((1 + Math.Sqrt(1 - (2 / chi))) / 2, spinodal.High, 1e-13);
    }

    [Fact]
    public void Solid_solutions_have_neither_tangents_nor_spinodals()
    {
        foreach (IChemicalPotential law in new[] { new SolidSolution(4, 1, -2).ToChemicalPotential(), new RegularSolution(2).ToChemicalPotential(), new RegularSolution(-3, 2479).ToChemicalPotential() })
        {
            var found = new PhaseEquilibria(law);
            Assert.Empty(found.Tangents);
            Assert.Empty(found.Spinodals);
            Assert.Equal(law.At(0.3).Slope, found.Potential(0.3));
        }
    }

    [Fact]
    public void Every_gap_of_a_phase_sequence_is_found_with_its_edges_plateau_and_barrier()
    {
        foreach (MultiWell law in new[] { SampleEnergies.VanadiumPentoxide, SampleEnergies.FourPhases })
        {
            var found = new PhaseEquilibria(law.ToChemicalPotential());
            Assert.Equal(law.Gaps.Count, found.Tangents.Count);
            Assert.Equal(law.Gaps.Count, found.Spinodals.Count);
            foreach ((MiscibilityGap gap, CommonTangent tangent) in law.Gaps.Zip(found.Tangents))
            {
                Assert.Equal(gap.Low, tangent.Low, 1e-10);
                Assert.Equal(gap.High, tangent.High, 1e-10);
                Assert.Equal(gap.Potential, tangent.Potential, 1e-5);
                Assert.Equal(gap.Barrier, tangent.Barrier, 1e-5);
            }
        }
    }

    [Fact]
    public void A_phase_that_is_not_stable_enough_is_passed_over()
    {
        // Wells at 0.2, 0.5 and 0.8; the middle one is lifted above the tangent of the outer ones.
        double[] lifted = [0.02, 0, -0.9, 0, 10, 0, 0];
        var law = new PolynomialEnergy(lifted, 0.5);
        var found = new PhaseEquilibria(law.ToChemicalPotential());
        CommonTangent tangent = Assert.Single(found.Tangents);
        Assert.Equal(0.5, (tangent.Low + tangent.High) / 2, 1e-9);
        Assert.Equal(Math.Sqrt(0.9 / 20), tangent.High - 0.5, 1e-9);

        // A sixth-degree well with a minimum in the middle: two tangents where it is low, one where it is high.
        double[] Triple(double middle) => [middle, 0, 1 - (12 * middle), 0, -20, 0, 106];
        Assert.Equal(2, new PhaseEquilibria(new PolynomialEnergy(Triple(-0.05), 0.5).ToChemicalPotential()).Spinodals.Count);
    }

    [Fact]
    public void Wells_at_the_ends_of_the_range_are_common_tangents_as_well()
    {
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new DoubleWell(5, 0, 1, 2).ToChemicalPotential()).Tangents);
        Assert.Equal(0, tangent.Low, 1e-12);
        Assert.Equal(1, tangent.High, 1e-12);
        Assert.Equal(2, tangent.Potential, 1e-12);
        Assert.Equal(5.0 / 16, tangent.Barrier, 1e-13);
    }

    [Fact]
    public void A_table_that_ends_within_a_gap_is_touched_at_its_end()
    {
        double[] c = [.. Enumerable.Range(0, 41).Select(i => i / 40.0)];
        double[] f = [.. c.Select(x => x * (1 - x) * (1 + (0.5 * x)))];
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new TabulatedEnergy(c, f).ToChemicalPotential()).Tangents);
        Assert.Equal(0, tangent.Low, 1e-3);
        Assert.Equal(1, tangent.High, 1e-3);
    }

    [Theory]
    [InlineData(2.02, 0.3, 0.52)]
    [InlineData(2.02, 0.3, 0.56)]
    [InlineData(2.001, 0.35, 0.505)]
    [InlineData(2.1, 0.1, 0.5)]
    [InlineData(2.1, 0.45, 0.9)]
    public void A_table_that_ends_within_a_gap_near_the_critical_point_has_the_tangent_from_its_end(double chi, double from, double to)
    {
        double F(double x) => (x * Math.Log(x)) + ((1 - x) * Math.Log(1 - x)) + (chi * x * (1 - x));
        double Slope(double x) => Math.Log(x / (1 - x)) + (chi * (1 - (2 * x)));
        double[] c = [.. Enumerable.Range(0, 201).Select(i => from + ((to - from) * i / 200))];
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new TabulatedEnergy(c, [.. c.Select(F)]).ToChemicalPotential()).Tangents);
        bool atHigh = from < 1 - to;
        double end = atHigh ? to : from, phase = atHigh ? tangent.Low : tangent.High;
        Assert.Equal(end, tangent.EndOfLaw!.Value, 1e-9);
        Assert.Equal(end, atHigh ? tangent.High : tangent.Low, 1e-9);

        // The line from the end of f touches it in the phase.
        Assert.Equal((F(end) - F(phase)) / (end - phase), Slope(phase), 2e-6);
        Assert.True(Math.Abs(phase - end) > 0.01);
    }

    [Fact]
    public void A_tangent_that_touches_at_both_ends_does_not_end_with_the_law() =>
        Assert.All(new PhaseEquilibria(new RegularSolution(2.02).ToChemicalPotential()).Tangents, t => Assert.Null(t.EndOfLaw));

    [Theory]
    [InlineData(0)]
    [InlineData(2.5)]
    [InlineData(-7)]
    public void A_double_well_has_its_two_wells_as_phases_wherever_they_lie(double shift)
    {
        // (c² − 1)² moved along c: barrier 1, γ = ∫ √(2κ Δf) dc = 4√2/3 for κ = 1.
        IChemicalPotential law = new DoubleWell(1, shift - 1, shift + 1).ToChemicalPotential();
        var found = new PhaseEquilibria(law);
        CommonTangent tangent = Assert.Single(found.Tangents);
        Assert.Equal(shift - 1, tangent.Low, 1e-9);
        Assert.Equal(shift + 1, tangent.High, 1e-9);
        Assert.Equal(0, tangent.Potential, 1e-9);
        Assert.Equal(1, tangent.Barrier, 1e-9);
        Assert.Equal(4 * Math.Sqrt(2) / 3, new InterfaceProperties(law, tangent, 1, 1).Energy, 1e-6);
        CompositionInterval spinodal = Assert.Single(found.Spinodals);
        Assert.Equal(2 / Math.Sqrt(3), spinodal.High - spinodal.Low, 1e-9);
    }

    [Fact]
    public void A_polynomial_with_phases_outside_zero_to_one_is_looked_at_farther_out()
    {
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new PolynomialEnergy([0, 0, -0.5, 0, 0.25]).ToChemicalPotential()).Tangents);
        Assert.Equal(-1, tangent.Low, 1e-9);
        Assert.Equal(1, tangent.High, 1e-9);
        Assert.Equal(0.25, tangent.Barrier, 1e-9);

        // c³ − c² falls without end to the left: there is no second phase anywhere.
        string message = Assert.Throws<Stria.Core.ConvergenceException>(() => new PhaseEquilibria(new PolynomialEnergy([0, 0, -1, 1]).ToChemicalPotential())).Message;
        Assert.Contains("f has no bounds", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_over_more_than_zero_to_one_is_looked_at_as_a_whole()
    {
        double[] c = [.. Enumerable.Range(0, 101).Select(i => -1.25 + (i / 40.0))], f = [.. c.Select(x => Math.Pow((x * x) - 1, 2))];
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new TabulatedEnergy(c, f).ToChemicalPotential()).Tangents);
        Assert.Equal(-1, tangent.Low, 1e-4);
        Assert.Equal(1, tangent.High, 1e-4);
    }

    [Fact]
    public void Minima_are_where_the_potential_vanishes()
    {
        var found = new PhaseEquilibria(new DoubleWell(5, 0.3, 0.7).ToChemicalPotential());
        Assert.Equal([0.3, 0.7], found.Wells.Select(w => Math.Round(w, 12)));
    }

    [Fact]
    public void The_barrier_of_lithiation_vanishes_at_the_spinodal_potential()
    {
        IChemicalPotential law = new RegularSolution(3).ToChemicalPotential();
        var found = new PhaseEquilibria(law);
        double atSpinodal = law.At(found.Spinodals[0].Low).Slope;
        Assert.Equal(found.Tangents[0].Barrier, found.LithiationBarrier(0)!.Value, 1e-12);
        double near = found.LithiationBarrier(atSpinodal - 1e-3)!.Value;
        Assert.True(near > 0 && near < 1e-4, $"{near}");
        Assert.Null(found.LithiationBarrier(atSpinodal + 1e-3));
    }

    [Fact]
    public void The_equilibrium_potential_is_level_within_a_gap_and_falls_elsewhere()
    {
        var found = new PhaseEquilibria(SampleEnergies.VanadiumPentoxide.ToChemicalPotential());
        double[] c = [.. Enumerable.Range(1, 199).Select(i => i / 200.0)], u = EquilibriumPotential.Curve(found, c);
        Assert.All(c.Zip(u).Where(p => p.First is > 0.1 and < 0.3), p => Assert.Equal(3.39, p.Second, 1e-9));
        Assert.All(c.Zip(u).Where(p => p.First is > 0.7 and < 0.9), p => Assert.Equal(3.20, p.Second, 1e-9));
        for (int i = 1; i < u.Length; i++)
        {
            Assert.True(u[i] <= u[i - 1] + 1e-12);
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(-12, -7)]
    [InlineData(0.2, 0.8)]
    public void A_polynomial_has_its_phases_where_its_wells_are_however_far_from_the_sites(double low, double high)
    {
        // (c − low)² (high − c)² written out about c = 0.
        double p = low * high, q = low + high;
        CommonTangent tangent = Assert.Single(new PhaseEquilibria(new PolynomialEnergy([p * p, -2 * p * q, (q * q) + (2 * p), -2 * q, 1]).ToChemicalPotential()).Tangents);
        Assert.Equal(low, tangent.Low, 1e-6);
        Assert.Equal(high, tangent.High, 1e-6);
        Assert.Equal(Math.Pow((high - low) / 2, 4), tangent.Barrier, 1e-6 * tangent.Barrier);
    }

    [Fact]
    public void A_convex_polynomial_is_looked_at_from_0_to_1() => Assert.Equal(new CompositionInterval(0, 1), new PolynomialEnergy([0, 0, 1, 0, 1], 0.5).Window);
}
