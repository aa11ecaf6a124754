using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;
using Stria.Studies;

namespace Stria.Tests.Studies.Materials;

/// <summary>The block free_energy of a material file.</summary>
public sealed class FreeEnergyReaderTests
{
    private const string Host = """
        name: a host
        formula: LixV2O5
        composition: { lowest: 0, highest: 1, source: "a paper" }
        density:
          - { x: 0, value: 3.37 g/cm3, source: "a paper" }
        free_energy:

        """;

    private const string Regular = """
          kind: regular_solution
          interaction: 2.5
          temperature: 25 °C
          gradient_energy: { value: 8.8 fJ m2/mol, source: "a width" }
          potential: { value: 3390 mV, source: "a plateau" }
          source: "a paper"
        """;

    private const string Sequence = """
          kind: multi_well
          gaps:
            - { from: 0.1, to: 0.3, plateau: 3.39 V, barrier: 300 J/mol }
            - { from: 0.7, to: 0.9, plateau: 3.20 V, barrier: 0.25 kJ/mol }
          source: "a paper"
        """;

    [Fact]
    public void A_regular_solution_reads_in_si()
    {
        HostFreeEnergy read = Read(Regular);
        Assert.Equal(("regular_solution", 298.15, "a paper"), (read.Kind, Math.Round(read.Temperature, 10), read.Source));
        Assert.Equal([2.5], read.Parameters);
        Assert.Equal(8.8e-15, read.GradientEnergy!.Value, 1e-28);
        Assert.Equal(3.39, read.StandardPotential!.Value, 1e-12);
    }

    [Fact]
    public void Every_number_is_listed_with_its_source()
    {
        SourcedNumber[] numbers = [.. MaterialReader.Read(Host + Sequence, "mine.yaml").Numbers()];
        Assert.Equal(250, Assert.Single(numbers, n => n.Name == "barrier between x = 0.7 and 0.9").Value, 1e-9);
        Assert.Equal("a width", Assert.Single(Read(Regular).Numbers(), n => n.Name.StartsWith("gradient energy", StringComparison.Ordinal)).Source);
    }

    [Fact]
    public void Each_kind_becomes_its_law()
    {
        Assert.Equal("multi_well", Read(Sequence).At(300).Kind);
        Assert.Equal(-96485.33212 * 3.39, Read(Sequence).At(300).At(0.3).Slope, 1e-3);
        HostFreeEnergy solid = Read("  kind: solid_solution\n  slope: 12 kJ/mol\n  source: \"a paper\"\n");
        Assert.Equal((8.314462618 * 300 * Math.Log(0.25)) + (12000 * 0.2), solid.At(300).At(0.2).Slope, 1e-5);
        foreach (string series in new[] { "redlich_kister", "legendre" })
        {
            HostFreeEnergy read = Read($"  kind: {series}\n  parameters: [6 kJ/mol, -300 J/mol]\n  source: \"a paper\"\n");
            Assert.Equal(series, read.At(300).Kind);
            Assert.Equal([6000, -300], read.Parameters);
        }
    }

    [Fact]
    public void The_interaction_energy_stays_the_same_at_another_temperature()
    {
        Jet cold = Read(Regular).At(200).At(0.5), warm = Read(Regular).At(400).At(0.5);
        double energy = 2.5 * 298.15 * PhysicalConstants.GasConstant / 4, entropy = -PhysicalConstants.GasConstant * Math.Log(2);
        Assert.Equal(energy + (200 * entropy), cold.Value, 1e-8);
        Assert.Equal(energy + (400 * entropy), warm.Value, 1e-8);
    }

    [Fact]
    public void The_defaults_of_vanadium_pentoxide_are_declared_as_assumed()
    {
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha");
        Assert.Equal([2.5], host.RequireFreeEnergy().Parameters);
        Assert.Contains("assumed", host.RequireFreeEnergy().Source, StringComparison.Ordinal);
        Assert.Contains(host.Assumptions, a => a.Contains("χ = 2.5", StringComparison.Ordinal));
        Assert.Contains("free_energy", Assert.Throws<ScenarioException>(() => MaterialLibrary.Shipped.Find("lifepo4").RequireFreeEnergy()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("regular_solution", "regular_solutions", "Did you mean 'regular_solution'")]
    [InlineData("interaction: 2.5", "interaction: 2.5 eV", "pure number")]
    [InlineData("interaction: 2.5", "slope: 3 J/mol", "does not belong")]
    [InlineData("interaction: 2.5", "interactions: 2.5", "Did you mean 'interaction'")]
    [InlineData("8.8 fJ m2/mol", "8.8 fJ", "gradient_energy")]
    [InlineData("8.8 fJ", "-8.8 fJ", "must be positive")]
    [InlineData("25 °C", "-25 K", "above 0 K")]
    [InlineData("  source: \"a paper\"", "  kind: again", "kind")]
    public void What_is_wrong_with_a_regular_solution_is_refused_with_the_reason(string right, string wrong, string reason) => Refused(Regular, right, wrong, reason);

    [Theory]
    [InlineData("from: 0.7", "from: 0.2", "must begin above")]
    [InlineData("3.20 V", "3.50 V", "plateau below")]
    [InlineData("to: 0.3", "to: 0.05", "before it begins")]
    [InlineData("300 J/mol", "-300 J/mol", "must be positive")]
    [InlineData("300 J/mol", "300", "barrier")]
    public void What_is_wrong_with_a_sequence_of_phases_is_refused_with_the_reason(string right, string wrong, string reason) => Refused(Sequence, right, wrong, reason);

    [Fact]
    public void A_law_without_its_numbers_is_refused()
    {
        Assert.Contains("needs its parameters", Message("  kind: legendre\n  source: \"a paper\"\n"), StringComparison.Ordinal);
        Assert.Contains("needs its gaps", Message("  kind: multi_well\n  source: \"a paper\"\n"), StringComparison.Ordinal);
        Assert.Contains("parameters", Message("  kind: legendre\n  parameters: [6 V]\n  source: \"a paper\"\n"), StringComparison.Ordinal);
    }

    private static HostFreeEnergy Read(string block) => MaterialReader.Read(Host + block, "mine.yaml").RequireFreeEnergy();

    private static string Message(string block) => Assert.Throws<ScenarioException>(() => MaterialReader.Read(Host + block, "mine.yaml")).Message;

    private static void Refused(string block, string right, string wrong, string reason)
    {
        string text = block.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(block, text);
        Assert.Contains(reason, Message(text), StringComparison.Ordinal);
    }
}
