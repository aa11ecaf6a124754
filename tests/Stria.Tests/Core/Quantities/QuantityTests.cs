using FsCheck;
using FsCheck.Fluent;
using Stria.Core;

namespace Stria.Tests.Core.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.86 GPa", "Pa", 0.86e9)]
    [InlineData("200 nm", "m", 200e-9)]
    [InlineData("30nm", "m", 30e-9)]
    [InlineData("0.3 µm", "nm", 300)]
    [InlineData("0.3 μm", "nm", 300)]
    [InlineData("25 °C", "K", 298.15)]
    [InlineData("298.15 K", "°C", 25)]
    [InlineData("3.36 g/cm3", "kg/m^3", 3360)]
    [InlineData("12 mol/m^2", "mmol/cm²", 1.2)]
    [InlineData("11977 cm²/g", "m^2/kg", 1197.7)]
    [InlineData("0.01 1/nm", "1/m", 1e7)]
    [InlineData("2 mA/g", "A/kg", 2)]
    [InlineData("−0.4 eV", "meV", -400)]
    [InlineData("1 h", "min", 60)]
    [InlineData("7 px", "px", 7)]
    [InlineData("8.314 J/(mol K)", "kJ/mol/K", 8.314e-3)]
    [InlineData("1 mol/L", "mol/m3", 1000)]
    [InlineData("1.2 M", "mol m⁻³", 1200)]
    [InlineData("2 mAh/g", "C/kg", 7200)]
    [InlineData("1e-14 cm2 s-1", "m²/s", 1e-18)]
    public void A_quantity_is_the_same_in_every_unit_of_its_dimension(string text, string unit, double expected) =>
        Assert.Equal(expected, Quantity.Parse(text).In(unit), Math.Abs(expected) * 1e-15);

    [Fact]
    public void The_electronvolt_is_that_of_the_SI_brochure() => Assert.Equal(1.602176634e-19, Quantity.Parse("1 eV").SI);

    [Fact]
    public void Decimal_prefixes_cost_no_digit() => Check.QuickThrowOnFailure(Prop.ForAll<int>(n =>
        Quantity.Parse($"{n}.37 nm").In("m") == double.Parse($"{n}.37e-9") && Quantity.Parse($"{n}.37 GPa").SI == double.Parse($"{n}.37e9")));

    [Fact]
    public void Text_and_back_is_the_same_number() => Check.QuickThrowOnFailure(Prop.ForAll<NormalFloat>(n =>
        Quantity.Parse(new Quantity(n.Get, Unit.Parse("mol/m^2")).ToString()).Value == n.Get));

    [Fact]
    public void A_readable_prefix_and_back_is_the_same_number() => Check.QuickThrowOnFailure(Prop.ForAll<NormalFloat>(n =>
        Quantity.Parse(new Quantity(n.Get, Unit.Parse("m")).Readable().ToString()).In("m") == n.Get));

    [Theory]
    [InlineData(3e-8, "m", "30 nm")]
    [InlineData(7e10, "Pa", "70 GPa")]
    [InlineData(-0.4, "eV", "-400 meV")]
    [InlineData(515.6, "eV", "515.6 eV")]
    [InlineData(0, "m", "0 m")]
    [InlineData(0.2, "1", "0.2")]
    [InlineData(1200, "mol/m^3", "1200 mol/m^3")]
    public void A_quantity_is_written_with_the_prefix_that_people_expect(double value, string unit, string expected) =>
        Assert.Equal(expected, new Quantity(value, Unit.Parse(unit)).Readable().ToString());

    [Theory]
    [InlineData("100 nm", "eV", "cannot be expressed in eV")]
    [InlineData("100", "m", "cannot be expressed in m")]
    [InlineData("20 px", "m", "cannot be expressed in m")]
    [InlineData("20 m", "px", "cannot be expressed in px")]
    public void Dimensions_do_not_mix(string text, string unit, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<FormatException>(() => Quantity.Parse(text).In(unit)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2 nn", "'nn' is not a unit that Stria knows. Did you mean")]
    [InlineData("2 Gpa", "Did you mean 'GPa'")]
    [InlineData("2 ev", "Did you mean 'eV'")]
    [InlineData("1,5 nm", "decimal point")]
    [InlineData("nm", "not a number")]
    [InlineData("20 %", "plain numbers")]
    [InlineData("8 J/mol K", "two ways")]
    [InlineData("8 J/(mol K", "closing bracket")]
    [InlineData("3 J/°C", "write K")]
    [InlineData("3 m^", "power")]
    [InlineData("3 m/", "ends too early")]
    [InlineData("NaN m", "not a number")]
    [InlineData("1e999 m", "not a number")]
    [InlineData("", "not a number")]
    public void What_is_no_quantity_is_refused_with_a_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Quantity.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Units_in_code_are_those_at_the_door()
    {
        Assert.Equal(Quantity.Parse("200 nm").SI, 200.0.Nanometres);
        Assert.Equal(Quantity.Parse("0.3 µm").SI, 0.3.Micrometres);
        Assert.Equal(Quantity.Parse("70 GPa").SI, 70.0.Gigapascals);
        Assert.Equal(Quantity.Parse("1.5 ms").SI, 1.5.Milliseconds);
        Assert.Equal(Quantity.Parse("3 eV").SI, 3.0.Electronvolts);
        Assert.Equal(Quantity.Parse("3.36 g/cm3").SI, 3.36.GramsPerCubicCentimetre);
    }
}
