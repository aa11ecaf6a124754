using Stria.Studies;

namespace Stria.Tests.Studies.FreeEnergies;

/// <summary>What the settings of a free energy say of themselves and of mistakes in them.</summary>
public sealed class FreeEnergySettingsTests
{
    [Fact]
    public void A_scenario_without_material_and_law_is_told_what_it_may_give()
    {
        string mistake = Assert.Single(new FreeEnergyScenario { Problem = new FreeEnergyProblem() }.Mistakes());
        Assert.Contains("A free energy needs a material, or a law of its own", mistake, StringComparison.Ordinal);
        Assert.Empty(new FreeEnergyScenario { Problem = new FreeEnergyProblem { Material = "v2o5-alpha" } }.Mistakes());
        Assert.Empty(new FreeEnergyScenario { Problem = new FreeEnergyProblem { FreeEnergy = new RegularSolutionEnergy { Interaction = 3 } } }.Mistakes());
    }

    [Theory]
    [InlineData(300.0)]
    [InlineData(250.0)]
    public void A_phase_diagram_must_end_above_its_beginning(double highest)
    {
        var scenario = new FreeEnergyScenario
        {
            Problem = new FreeEnergyProblem { Material = "v2o5-alpha" },
            PhaseDiagram = new PhaseDiagramSettings { Lowest = 300, Highest = highest },
        };
        Assert.Contains("not above its beginning at 300 K", Assert.Single(scenario.Mistakes()), StringComparison.Ordinal);
        Assert.Empty((scenario with { PhaseDiagram = new PhaseDiagramSettings { Lowest = 300, Highest = 301 } }).Mistakes());
    }

    [Fact]
    public void A_double_well_needs_two_wells_in_order()
    {
        var good = new DoubleWellEnergy { Height = 5, Low = 0.3, High = 0.7 };
        Assert.Empty(good.Mistakes());
        Assert.Contains("'low' must lie below 'high'", Assert.Single((good with { High = 0.3 }).Mistakes()), StringComparison.Ordinal);
        Assert.Contains("0.9 and 0.7", Assert.Single((good with { Low = 0.9 }).Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Series_and_polynomials_need_their_terms()
    {
        Assert.Empty(new PolynomialFreeEnergy { Coefficients = [0, 1, 2] }.Mistakes());
        Assert.Contains("three coefficients or more; there are 2", Assert.Single(new PolynomialFreeEnergy { Coefficients = [0, 1] }.Mistakes()), StringComparison.Ordinal);
        Assert.Equal("A Redlich–Kister series needs one parameter or more.", Assert.Single(new RedlichKisterEnergy { Parameters = [] }.Mistakes()));
        Assert.Equal("A Legendre series needs one parameter or more.", Assert.Single(new LegendreEnergy { Parameters = [] }.Mistakes()));
        Assert.Empty(new LegendreEnergy { Parameters = [1] }.Mistakes());
        Assert.Empty(new RedlichKisterEnergy { Parameters = [1] }.Mistakes());
    }

    [Fact]
    public void A_sequence_of_phases_is_refused_where_gaps_or_plateaus_are_out_of_order()
    {
        Assert.Empty(Sequence(Gap(0.1, 0.3, 3.4), Gap(0.7, 0.9, 3.2)).Mistakes());
        Assert.Equal("A sequence of phases needs one gap or more.", Assert.Single(Sequence().Mistakes()));
        Assert.Contains("is empty or begins before", Assert.Single(Sequence(Gap(0.3, 0.3, 3.4)).Mistakes()), StringComparison.Ordinal);
        Assert.Contains("The gap from 0.2 to 0.5", Assert.Single(Sequence(Gap(0.1, 0.3, 3.4), Gap(0.2, 0.5, 3.2)).Mistakes()), StringComparison.Ordinal);
        Assert.Contains("potentials fall as lithium enters", Assert.Single(Sequence(Gap(0.1, 0.3, 3.2), Gap(0.7, 0.9, 3.4)).Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_law_names_itself_with_its_numbers()
    {
        Assert.Equal("the free energy of the material file", new MaterialFreeEnergy().Method);
        Assert.Equal("a regular solution (χ = 2.5)", new RegularSolutionEnergy { Interaction = 2.5 }.Method);
        Assert.Equal("a solid solution (A = 4000 J/mol)", new SolidSolutionEnergy { Slope = 4000 }.Method);
        Assert.Equal("a double well (ρ = 5, wells at 0.3 and 0.7)", new DoubleWellEnergy { Height = 5, Low = 0.3, High = 0.7 }.Method);
        Assert.Equal("a polynomial of degree 2", new PolynomialFreeEnergy { Coefficients = [0, 1, 2] }.Method);
        Assert.Equal("a sequence of 3 phases with 2 miscibility gaps", Sequence(Gap(0.1, 0.3, 3.4), Gap(0.7, 0.9, 3.2)).Method);
        Assert.Equal("the table f.csv", new TableFreeEnergy { Path = "data/f.csv" }.Method);
        Assert.Equal("the table f.csv with ideal mixing added", new TableFreeEnergy { Path = "data/f.csv", AddIdealMixing = true }.Method);
        Assert.Equal("a Redlich–Kister series of 2 terms", new RedlichKisterEnergy { Parameters = [1, 2] }.Method);
        Assert.Equal("a Legendre series of 1 terms", new LegendreEnergy { Parameters = [1] }.Method);
    }

    private static MultiWellEnergy Sequence(params GapSettings[] gaps) => new() { Gaps = [.. gaps] };

    private static GapSettings Gap(double from, double to, double plateau) => new() { From = from, To = to, Plateau = plateau, Barrier = 300 };
}
