using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter;

public sealed class ChemicalFormulaTests
{
    [Theory]
    [InlineData("V2O5", 181.878e-3)]
    [InlineData("LiFePO4", 157.754e-3)]
    [InlineData("Ca(OH)2", 74.092e-3)]
    [InlineData("Li0.1V2O5", 182.572e-3)]
    [InlineData("LiNi0.8Co0.15Al0.05O2", 96.08e-3)]
    [InlineData("Al2(SO4)3", 342.132e-3)]
    [InlineData("V₂O₅", 181.878e-3)]
    public void Molar_masses_are_those_of_the_handbooks(string formula, double kilogramsPerMole) =>
        Assert.Equal(kilogramsPerMole, ChemicalFormula.Parse(formula).MolarMass(), 3e-6);

    [Theory]
    [InlineData("LixV2O5", 0.3, 0.3)]
    [InlineData("Li_xV_2O_5", 0.3, 0.3)]
    [InlineData("LiₓV₂O₅", 0.3, 0.3)]
    [InlineData("Li2xV2O5", 0.3, 0.6)]
    [InlineData("Li1-xCoO2", 0.3, 0.7)]
    [InlineData("Li1+xMn2O4", 0.3, 1.3)]
    public void The_composition_x_fills_the_amount_of_lithium(string formula, double x, double lithium)
    {
        ChemicalFormula open = ChemicalFormula.Parse(formula);
        Assert.True(open.HasComposition);
        ChemicalFormula filled = open.At(x);
        Assert.False(filled.HasComposition);
        Assert.Equal(lithium, filled.Amount(Element.Of("Li")), 1e-12);
        Assert.Equal(filled.MolarMass(), open.MolarMass(x), 1e-15);
    }

    [Fact]
    public void An_element_that_occurs_twice_is_counted_once_with_the_sum()
    {
        ChemicalFormula acetate = ChemicalFormula.Parse("CH3COOH");
        Assert.Equal(["C", "H", "O"], acetate.Terms.Select(t => t.Element.Symbol));
        Assert.Equal(2, acetate.Amount(Element.Of("C")));
        Assert.Equal(4, acetate.Amount(Element.Of("H")));
    }

    [Fact]
    public void A_two_letter_symbol_wins_over_a_one_letter_symbol()
    {
        Assert.Equal(["Co"], ChemicalFormula.Parse("Co").Terms.Select(t => t.Element.Symbol));
        Assert.Equal(["C", "O"], ChemicalFormula.Parse("CO").Terms.Select(t => t.Element.Symbol));
        Assert.Equal(["Xe"], ChemicalFormula.Parse("Xe").Terms.Select(t => t.Element.Symbol));
    }

    [Fact]
    public void Mass_fractions_sum_to_one_and_weigh_by_mass()
    {
        IReadOnlyList<(Element Element, double Fraction)> fractions = ChemicalFormula.Parse("V2O5").MassFractions();
        Assert.Equal(1, fractions.Sum(f => f.Fraction), 1e-14);
        Assert.Equal(2 * 50.9415 / 181.878, fractions[0].Fraction, 1e-6);
    }

    [Theory]
    [InlineData("", "no element")]
    [InlineData("v2o5", "begins no element symbol")]
    [InlineData("Qz2", "begins no element symbol")]
    [InlineData("Ca(OH", "not closed")]
    [InlineData("Ca()2", "empty")]
    [InlineData("V2O5)", "no place here")]
    [InlineData("V0O5", "no amount")]
    [InlineData("V1.2.3", "no amount")]
    [InlineData("Li1-2CoO2", "only the composition x")]
    [InlineData("(LixV)xO5", "x occurs inside")]
    public void What_is_no_formula_is_refused_with_the_place(string text, string reason)
    {
        ScenarioException mistake = Assert.Throws<ScenarioException>(() => ChemicalFormula.Parse(text));
        Assert.Contains(reason, mistake.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_composition_that_would_need_negative_atoms_is_refused()
    {
        Assert.Throws<ScenarioException>(() => ChemicalFormula.Parse("LixV2O5").At(-0.1));
        Assert.Throws<ScenarioException>(() => ChemicalFormula.Parse("Li1-xCoO2").At(1.2));
        Assert.Throws<ScenarioException>(() => ChemicalFormula.Parse("LixV2O5").At(double.NaN));
    }

    [Fact]
    public void An_element_of_amount_zero_is_left_out() =>
        Assert.Equal("V2O5", ChemicalFormula.Parse("LixV2O5").At(0).Text);

    [Fact]
    public void The_pretty_formula_has_subscripts() => Assert.Equal("LiₓV₂O₅", ChemicalFormula.Parse("Li_xV2O5").Pretty());

    [Fact]
    public void Rounding_of_a_composition_is_no_element()
    {
        Assert.Equal("V2O5", ChemicalFormula.Parse("LixV2O5").At(2.8e-17).Text); // 0.3 − 0.2 − 0.1 and the like
        Assert.Equal("CoO2", ChemicalFormula.Parse("Li1-xCoO2").At(1 + 1e-12).Text);
        Assert.Equal("Li0.0001V2O5", ChemicalFormula.Parse("LixV2O5").At(1e-4).Text);
    }
}
