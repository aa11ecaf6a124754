using FsCheck;
using FsCheck.Fluent;
using Stria.Core;

namespace Stria.Tests.Core.Quantities;

public sealed class UnitTests
{
    private static readonly string[] Symbols = ["m", "nm", "µm", "eV", "GPa", "mol", "g", "s", "h", "px", "mA", "cm2", "K", "Ω"];

    private static Arbitrary<(string A, string B)> Pairs() =>
        Gen.Elements(Symbols).SelectMany(a => Gen.Elements(Symbols).Select(b => (a, b))).ToArbitrary();

    [Fact]
    public void The_dimension_of_a_product_is_the_product_of_the_dimensions() => Check.QuickThrowOnFailure(Prop.ForAll(Pairs(), p =>
        Unit.Parse($"{p.A} {p.B}").Dimension == Unit.Parse(p.A).Dimension * Unit.Parse(p.B).Dimension
        && Unit.Parse($"{p.A}/{p.B}").Dimension == Unit.Parse(p.A).Dimension / Unit.Parse(p.B).Dimension));

    [Fact]
    public void The_factor_of_a_quotient_is_the_quotient_of_the_factors() => Check.QuickThrowOnFailure(Prop.ForAll(Pairs(), p =>
    {
        double expected = Unit.Parse(p.A).Factor / Unit.Parse(p.B).Factor;
        return Math.Abs(Unit.Parse($"{p.A}/{p.B}").Factor - expected) <= 1e-14 * expected;
    }));

    [Fact]
    public void A_unit_over_itself_is_a_pure_number() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(Symbols).ToArbitrary(), s =>
        Unit.Parse($"{s}/{s}") is { Factor: 1 } u && u.Dimension == Dimension.None));

    [Theory]
    [InlineData("m2", "m^2")]
    [InlineData("m²", "m*m")]
    [InlineData("1/nm", "nm^-1")]
    [InlineData("nm⁻¹", "nm-1")]
    [InlineData("J/(mol K)", "J mol^-1 K^-1")]
    [InlineData("N/m²", "Pa")]
    [InlineData("C/s", "A")]
    [InlineData("ohm", "V/A")]
    [InlineData("dm3", "L")]
    [InlineData("g/cm3", "kg/L")]
    [InlineData("S", "1/Ω")]
    public void Spellings_of_one_unit_are_equal(string a, string b)
    {
        Assert.Equal(Unit.Parse(a), Unit.Parse(b));
        Assert.Equal(Unit.Parse(a).GetHashCode(), Unit.Parse(b).GetHashCode());
    }

    [Fact]
    public void Units_of_different_size_differ() => Assert.NotEqual(Unit.Parse("nm"), Unit.Parse("pm"));

    [Theory]
    [InlineData("Pa", "m^-1 kg s^-2")]
    [InlineData("V", "m^2 kg s^-3 A^-1")]
    [InlineData("rad", "1")]
    [InlineData("nm/px", "m px^-1")]
    public void A_dimension_is_written_in_base_units(string unit, string expected) => Assert.Equal(expected, Unit.Parse(unit).Dimension.ToString());

    [Fact]
    public void TryParse_says_no_where_Parse_throws()
    {
        Assert.True(Unit.TryParse("GPa", out Unit? unit));
        Assert.Equal(1e9, unit.Factor);
        Assert.False(Unit.TryParse("GPascal", out _));
    }

    [Theory]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("young_modulus", "youngs_modulus", 1)]
    public void The_distance_of_words_counts_slips_of_the_pen(string a, string b, int expected) => Assert.Equal(expected, Spelling.Distance(a, b));

    [Fact]
    public void The_nearest_word_is_offered_only_when_it_is_near()
    {
        Assert.Equal("threshold", Spelling.Nearest("treshold", ["threshold", "enabled"]));
        Assert.Equal("gaussian_sigma", Spelling.Nearest("gaussian", ["gaussian_sigma", "path"]));
        Assert.Null(Spelling.Nearest("xyzzy", ["threshold", "enabled"]));
    }
}
