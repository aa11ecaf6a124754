using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;

namespace Stria.Tests.Physics.FreeEnergies;

/// <summary>Symmetries, scales and offsets of the laws.</summary>
public sealed class FreeEnergySymmetryTests
{
    private static readonly double[] Places = [0.03, 0.2, 0.41, 0.5, 0.77, 0.96];

    [Fact]
    public void Lithium_and_vacancies_are_alike_in_a_regular_solution_and_in_a_centred_well()
    {
        foreach (IChemicalPotential law in new[] { new RegularSolution(2.7).ToChemicalPotential(), new DoubleWell(5, 0.2, 0.8).ToChemicalPotential() })
        {
            foreach (double c in Places)
            {
                Jet one = law.At(c), other = law.At(1 - c);
                Assert.Equal(one.Value, other.Value, 1e-13);
                Assert.Equal(one.Slope, -other.Slope, 1e-12);
                Assert.Equal(one.Curvature, other.Curvature, 1e-11);
            }
        }
    }

    [Fact]
    public void Odd_terms_of_either_series_change_sign_with_lithium_and_vacancies()
    {
        IChemicalPotential powers = new RedlichKister([0.5, 0.4, -0.3]).ToChemicalPotential(), powersTurned = new RedlichKister([0.5, -0.4, -0.3]).ToChemicalPotential();
        IChemicalPotential legendre = new LegendreSeries([0.5, 0.4, -0.3, 0.2]).ToChemicalPotential(), legendreTurned = new LegendreSeries([0.5, -0.4, -0.3, -0.2]).ToChemicalPotential();
        foreach (double c in Places)
        {
            Assert.Equal(powers.At(c).Value, powersTurned.At(1 - c).Value, 1e-13);
            Assert.Equal(legendre.At(c).Value, legendreTurned.At(1 - c).Value, 1e-13);
            Assert.Equal(legendre.At(c).Slope, -legendreTurned.At(1 - c).Slope, 1e-12);
        }
    }

    [Fact]
    public void An_offset_moves_the_potential_alone()
    {
        foreach (double c in Places)
        {
            Jet plain = new SolidSolution(2, 1.5).ToChemicalPotential().At(c), moved = new SolidSolution(2, 1.5, -7).ToChemicalPotential().At(c);
            Assert.Equal(plain.Value - (7 * c), moved.Value, 1e-13);
            Assert.Equal(plain.Slope - 7, moved.Slope, 1e-13);
            Assert.Equal(plain.Curvature, moved.Curvature, 1e-12);
        }
    }

    [Fact]
    public void Thermal_energy_is_the_scale_of_a_regular_solution()
    {
        foreach (double c in Places)
        {
            Jet plain = new RegularSolution(2.7).ToChemicalPotential().At(c), scaled = new RegularSolution(2.7, 8).ToChemicalPotential().At(c);
            Assert.Equal(8 * plain.Value, scaled.Value, 1e-13);
            Assert.Equal(8 * plain.Curvature, scaled.Curvature, 1e-11);
        }
    }

    [Fact]
    public void A_domain_leaves_its_ends_out()
    {
        Assert.False(CompositionDomain.Unit.Contains(0));
        Assert.False(CompositionDomain.Unit.Contains(1));
        Assert.False(CompositionDomain.Unit.Contains(double.NaN));
        Assert.True(CompositionDomain.Unit.Contains(1e-300));
        Assert.True(CompositionDomain.Unbounded.Contains(-1e300));
    }

    [Fact]
    public void A_solid_solution_is_refused_at_its_limit_with_the_law_to_use()
    {
        string message = Assert.Throws<ScenarioException>(() => new SolidSolution(-8, 2)).Message;
        Assert.Contains("Use regular_solution with χ = 2.", message, StringComparison.Ordinal);
        Assert.Equal(-7.9, new SolidSolution(-7.9, 2).Slope);
    }

    [Fact]
    public void A_thermal_energy_of_zero_is_refused_with_a_guess_at_the_reason()
    {
        string message = Assert.Throws<ScenarioException>(() => new LegendreSeries([1], 0)).Message;
        Assert.Contains("The thermal energy RT of the Legendre series is 0; it must be above 0.", message, StringComparison.Ordinal);
        Assert.Contains("in °C", message, StringComparison.Ordinal);
    }
}
