using Stria.Core;
using Stria.Matter;
using Stria.Studies;

namespace Stria.Tests.Studies.Materials;

public sealed class MechanicsReaderTests
{
    private const string Valid = """
        name: a host
        formula: LixV2O5
        composition: { lowest: 0, highest: 1, source: "a paper" }
        density:
          - { x: 0, value: 3.37 g/cm3, source: "a paper" }
        mechanics:
          youngs_modulus: { value: 0.043 TPa, source: "a paper" }
          poissons_ratio: { value: 0.3, source: "a paper" }
          stiffness: { c11: 200 GPa, c22: 210 GPa, c33: 40000 MPa, c44: 20 GPa, c55: 21 GPa, c66: 60 GPa, c12: 70 GPa, c13: 20 GPa, c23: 19 GPa, source: "a paper" }
          maximum_concentration: { value: 18.5 mmol/cm3, source: "a paper" }
          partial_molar_volumes: { a: -1 cm3/mol, b: 1e-6 m^3/mol, c: 2.4 cm³/mol, source: "a paper" }
          lattice:
            - { x: 0, a: 11.512 Å, b: 0.3564 nm, c: 436.8 pm, source: "a paper" }
            - { x: 1, a: 11.25 Å, b: 3.60 Å, c: 4.95 Å, beta: 90 deg, source: "a paper" }
          orientation: { long_axis: b, thickness_axis: c, source: "a paper" }
        """;

    [Fact]
    public void A_valid_block_reads_in_si()
    {
        HostMechanics mechanics = MaterialReader.Read(Valid, "mine.yaml").RequireMechanics();
        Assert.Equal(43e9, mechanics.RequireIsotropic().YoungsModulus);
        Assert.Equal(40e9, mechanics.Orthotropic!.Normal.C);
        Assert.Equal(18500, mechanics.MaximumConcentration!.Value, 1e-9);
        Assert.Equal(new AxisTriple(-1e-6, 1e-6, 2.4e-6), mechanics.PartialMolarVolume!.Along);
        Assert.Equal(new AxisTriple(11.512e-10, 3.564e-10, 4.368e-10), mechanics.RequireLattice().Cells[0].Lengths);
        Assert.Equal(CrystalAxis.A, mechanics.RequireOrientation().TransverseAxis);
    }

    [Fact]
    public void Every_number_is_listed_with_its_source()
    {
        IReadOnlyList<SourcedNumber> numbers = MaterialReader.Read(Valid, "mine.yaml").Numbers();
        string[] expected = ["Young's modulus", "Poisson's ratio", "stiffness C23", "maximum concentration of lithium, per unit of x", "partial molar volume along a", "cell length c at x = 1"];
        Assert.All(expected, name => Assert.Equal("a paper", Assert.Single(numbers, n => n.Name == name).Source));
    }

    [Theory]
    [InlineData("0.043 TPa", "43 Gpa", "Did you mean 'GPa'")]
    [InlineData("0.043 TPa", "43", "cannot be expressed in Pa")]
    [InlineData("0.043 TPa", "-43 GPa", "must be positive")]
    [InlineData("value: 0.3,", "value: 0.7,", "not between")]
    [InlineData("  poissons_ratio: { value: 0.3, source: \"a paper\" }\n", "", "belong together")]
    [InlineData("c12: 70 GPa", "c12: 270 GPa", "not positive definite")]
    [InlineData("18.5 mmol/cm3", "18.5 g/cm3", "cannot be expressed in mol/m^3")]
    [InlineData("  lattice:\n", "  partial_molar_volume: { value: 1 cm3/mol, source: \"a paper\" }\n  lattice:\n", "Give either partial_molar_volume")]
    [InlineData("436.8 pm", "436.8 nm", "not between 1 and 100 Å")]
    [InlineData("c: 4.95 Å", "c: 9.9 Å", "halve the doubled axis")]
    [InlineData("{ x: 1, a", "{ x: 0, a", "must ascend")]
    [InlineData("beta: 90 deg", "beta: 90", "Perhaps its unit is missing")]
    [InlineData("thickness_axis: c", "thickness_axis: b", "cannot lie along the particle and through its thickness")]
    [InlineData("long_axis: b", "long_axis: z", "no crystal axis")]
    [InlineData("youngs_modulus:", "youngs_moduls:", "Did you mean 'youngs_modulus'")]
    public void What_is_wrong_in_the_mechanics_is_refused_with_the_reason(string right, string wrong, string reason)
    {
        string text = Valid.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Valid, text);
        Assert.Contains(reason, Assert.Throws<ScenarioException>(() => MaterialReader.Read(text, "mine.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lattice_of_one_cell_is_refused()
    {
        string text = string.Join('\n', Valid.Split('\n').Where(l => !l.Contains("11.25", StringComparison.Ordinal)));
        Assert.Contains("two compositions at least", Assert.Throws<ScenarioException>(() => MaterialReader.Read(text, "mine.yaml")).Message, StringComparison.Ordinal);
    }
}
