using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;
using Stria.Studies;

namespace Stria.Tests.Studies.FreeEnergies;

/// <summary>From settings to laws.</summary>
public sealed class FreeEnergyLawsTests
{
    [Fact]
    public void An_interaction_is_an_energy_that_keeps_its_size_at_another_temperature()
    {
        FreeEnergyLaws laws = Of(new RegularSolutionEnergy { Interaction = 2.5 });
        Jet cold = laws.At(200, 300).At(0.5), given = laws.At(300, 300).At(0.5);

        // f″ = RT (4 − 2χ) at the middle, and χ T stays the same.
        Assert.Equal(PhysicalConstants.GasConstant * 300 * (4 - 5), given.Curvature, 1e-8);
        Assert.Equal(PhysicalConstants.GasConstant * ((4 * 200) - (5 * 300)), cold.Curvature, 1e-8);
        Assert.True(laws.DependsOnTemperature);
    }

    [Fact]
    public void Wells_and_polynomials_do_not_know_the_temperature()
    {
        IFreeEnergySettings[] all =
        [
            new DoubleWellEnergy { Height = 5, Low = 0.3, High = 0.7, Potential = -2 }, new PolynomialFreeEnergy { Coefficients = [1, 2, 3, 4], Origin = 0.2 },
        ];
        foreach (IFreeEnergySettings settings in all)
        {
            FreeEnergyLaws laws = Of(settings);
            Assert.False(laws.DependsOnTemperature);
            Assert.Equal(laws.At(300, 300).At(0.4), laws.At(900, 300).At(0.4));
        }
    }

    [Fact]
    public void Coefficients_count_from_their_origin()
    {
        Jet at = Of(new PolynomialFreeEnergy { Coefficients = [1, 2, 3, 4], Origin = 0.25 }).Of(1).At(0.75);
        Assert.Equal(1 + 1 + 0.75 + 0.5, at.Value, 1e-14);
        Assert.Equal(2 + 3 + 3, at.Slope, 1e-14);
        Assert.Equal(6 + 12, at.Curvature, 1e-13);
    }

    [Fact]
    public void Plateaus_against_lithium_become_potentials_of_the_other_sign()
    {
        var settings = new MultiWellEnergy { Gaps = [new GapSettings { From = 0.2, To = 0.6, Plateau = 3.4, Barrier = 300 }] };
        IChemicalPotential law = Of(settings).Of(2479);
        Assert.Equal("multi_well", law.Kind);
        Assert.Equal(-3.4 * PhysicalConstants.Faraday, law.At(0.2).Slope, 1e-6);
        Assert.Equal(-3.4 * PhysicalConstants.Faraday, law.At(0.6).Slope, 1e-6);
    }

    [Fact]
    public void Each_setting_makes_the_law_of_its_name()
    {
        Assert.Equal("regular_solution", Of(new RegularSolutionEnergy { Interaction = 1 }).Of(1).Kind);
        Assert.Equal("solid_solution", Of(new SolidSolutionEnergy { Slope = 1 }).Of(1).Kind);
        Assert.Equal("double_well", Of(new DoubleWellEnergy { Height = 1, Low = 0, High = 1 }).Of(1).Kind);
        Assert.Equal("redlich_kister", Of(new RedlichKisterEnergy { Parameters = [1] }).Of(1).Kind);
        Assert.Equal("legendre", Of(new LegendreEnergy { Parameters = [1] }).Of(1).Kind);
    }

    [Fact]
    public void Without_a_material_its_free_energy_is_unknown() =>
        Assert.Contains("No material is named, so its free energy is unknown.", Assert.Throws<ScenarioException>(() => Of(new MaterialFreeEnergy()).Of(1)).Message, StringComparison.Ordinal);

    private static FreeEnergyLaws Of(IFreeEnergySettings settings) => new(settings, null, "");
}
