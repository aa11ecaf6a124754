using Stria.Core;
using Stria.Matter;
using Stria.Studies;

namespace Stria.Tests.Studies.Materials;

public sealed class MaterialLibraryTests
{
    private const string Valid = """
        name: a host
        formula: LixV2O5
        composition: { lowest: 0, highest: 1, source: "a paper" }
        density:
          - { x: 0, value: 3.37 g/cm3, source: "a paper" }
        phases:
          - { name: α, below: 0.5, source: "a paper" }
          - { name: δ, from: 0.5, source: "a paper" }
        scaling_windows:
          - { from: 505 eV, to: 511 eV, source: "a table" }
        assumptions:
          - "one"
        """;

    [Fact]
    public void Every_material_in_the_repository_ships_and_reads_without_mistakes()
    {
        string[] inRepository = [.. Directory.GetFiles(Path.Combine(SharedData.Repository, "materials"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];
        Assert.Equal(inRepository, MaterialLibrary.Shipped.Keys);
        Assert.Equal(inRepository, MaterialLibrary.Shipped.All().Select(m => m.Key));
        Assert.Contains("v2o5-alpha", inRepository);
        Assert.Contains("lifepo4", inRepository);
    }

    [Fact]
    public void Every_number_that_ships_has_a_source_that_can_be_looked_up()
    {
        foreach (HostMaterial host in MaterialLibrary.Shipped.All())
        {
            Assert.NotEmpty(host.Assumptions);
            Assert.All(host.Numbers(), n => Assert.Matches("doi:|ICDD|\\(19|\\(20|Henke", n.Source));
        }
    }

    [Fact]
    public void Every_material_that_ships_attenuates_in_its_scaling_windows()
    {
        foreach (HostMaterial host in MaterialLibrary.Shipped.All())
        {
            Assert.NotEmpty(host.ScalingWindows);
            foreach (ScalingWindow window in host.ScalingWindows)
            {
                foreach (double x in new[] { host.LowestComposition, host.HighestComposition })
                {
                    double perMicrometre = host.LinearAttenuation(AttenuationTable.Henke, x, window.From_eV) * 1e-6;
                    Assert.InRange(perMicrometre, 0.3, 15);
                }
            }
        }
    }

    [Fact]
    public void Scaling_windows_that_ship_hold_no_sharp_edge_of_their_host()
    {
        foreach (HostMaterial host in MaterialLibrary.Shipped.All())
        {
            IEnumerable<double> edges = host.Formula.Terms.SelectMany(t => AttenuationTable.Henke.Edges_eV(t.Element)).Where(e => e < 1000);
            Assert.All(edges, edge => Assert.False(host.IsAwayFromEdges(edge), $"{host.Key}: {edge} eV"));
        }
    }

    [Theory]
    [InlineData(-0.05, "α")]
    [InlineData(0.0, "α")]
    [InlineData(0.1999, "α")]
    [InlineData(0.2, "ε")]
    [InlineData(0.45, "ε")]
    [InlineData(0.8, "δ")]
    [InlineData(1.1, "δ")]
    public void Alpha_v2o5_has_three_phases_by_composition(double x, string phase) =>
        Assert.Equal(phase, MaterialLibrary.Shipped.Find("v2o5-alpha").PhaseAt(x)?.Name);

    [Fact]
    public void A_composition_that_is_not_a_number_has_no_phase() => Assert.Null(MaterialLibrary.Shipped.Find("v2o5-alpha").PhaseAt(double.NaN));

    [Theory]
    [InlineData("v2o5-alpha", 0, 11.512 * 3.564 * 4.368 / 2)]
    [InlineData("v2o5-zeta", 0.66, 536.893 / 6)]
    [InlineData("lifepo4", 0, 5.792 * 9.821 * 4.788 / 4)]
    [InlineData("lifepo4", 1, 6.008 * 10.334 * 4.693 / 4)]
    [InlineData("licoo2", 1, 2.8166 * 2.8166 * 14.052 * 0.8660254 / 3)]
    [InlineData("limn2o4", 1, 8.248 * 8.248 * 8.248 / 8)]
    public void Molar_volumes_are_those_of_the_unit_cells_that_the_sources_name(string key, double x, double cubicAngstroms)
    {
        double perMole = cubicAngstroms * 1e-30 * 6.02214076e23;
        Assert.Equal(1, MaterialLibrary.Shipped.Find(key).MolarVolume(x) / perMole, 1.5e-3);
    }

    [Fact]
    public void Density_passes_through_the_given_points_and_keeps_the_volume_beyond_them()
    {
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha");
        Assert.Equal(3370, host.Density(0), 1e-9);
        Assert.Equal(3130, host.Density(1), 1e-9);
        Assert.Equal(host.MolarVolume(0), host.MolarVolume(-0.1));
        Assert.Equal((host.MolarVolume(0) + host.MolarVolume(1)) / 2, host.MolarVolume(0.5), 1e-12);
    }

    [Fact]
    public void Alpha_v2o5_is_scaled_below_the_vanadium_edge_and_above_the_oxygen_edge()
    {
        HostMaterial host = MaterialLibrary.Shipped.Find("v2o5-alpha");
        Assert.True(host.IsAwayFromEdges(508));
        Assert.False(host.IsAwayFromEdges(515.6));
        Assert.False(host.IsAwayFromEdges(545));
        Assert.True(host.IsAwayFromEdges(558));
        Assert.Equal(0.5602 * 2947 + 0.4398 * 1324, host.MassAttenuation(AttenuationTable.Henke, 0, 505), 5.0);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_one()
    {
        ScenarioException mistake = Assert.Throws<ScenarioException>(() => MaterialLibrary.Shipped.Find("v2o5-alfa"));
        Assert.Contains("Did you mean 'v2o5-alpha'?", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => MaterialLibrary.Shipped.Find("no/such/file.yaml"));
    }

    [Fact]
    public void A_valid_text_reads_in_si()
    {
        HostMaterial host = MaterialReader.Read(Valid, "mine.yaml");
        Assert.Equal("mine", host.Key);
        Assert.Equal(3370, host.Densities[0].Density, 1e-9);
        Assert.Equal(505, host.ScalingWindows[0].From_eV);
        Assert.Equal(["α", "δ"], host.Phases.Select(p => p.Name));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_line_caret_and_nearest_name()
    {
        string wrong = Valid
            .Replace("formula:", "formla:", StringComparison.Ordinal)
            .Replace("value: 3.37 g/cm3", "value: 3.37", StringComparison.Ordinal)
            .Replace("to: 511 eV, source: \"a table\"", "to: 511 nm", StringComparison.Ordinal);
        string message = Assert.Throws<ScenarioException>(() => MaterialReader.Read(wrong, "mine.yaml")).Message;
        Assert.Contains("mine.yaml has 5 mistakes", message, StringComparison.Ordinal);
        Assert.Contains("'formla' is not a setting of a material. Did you mean 'formula'?", message, StringComparison.Ordinal);
        Assert.Contains("   2 | formla: LixV2O5\n     | ^", message, StringComparison.Ordinal);
        Assert.Contains("'3.37' cannot be expressed in kg/m3. Write a value with its unit.", message, StringComparison.Ordinal);
        Assert.Contains("'nm' is no unit for to", message, StringComparison.Ordinal);
        Assert.Contains("a scaling window lacks 'source'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lowest: 0,", "lowest: 0 nm,", "pure number")]
    [InlineData("highest: 1,", "highest: -1,", "not above")]
    [InlineData("LixV2O5", "V2O5", "no composition x")]
    [InlineData("LixV2O5", "LixVv2", "begins no element")]
    [InlineData("from: 0.5,", "from: 0.6,", "but α ends at 0.5")]
    [InlineData("below: 0.5,", "from: 0.5,", "listed by rising x")]
    [InlineData("to: 511 eV", "to: 501 eV", "before it begins")]
    [InlineData("3.37 g/cm3", "-3.37 g/cm3", "must be positive")]
    [InlineData("3.37 g/cm3", "heavy", "no number")]
    [InlineData("source: \"a paper\" }\ndensity", "}\ndensity", "lacks 'source'")]
    [InlineData("name: a host", "name: a host\nname: another", "no valid YAML")]
    public void What_is_wrong_in_a_material_file_is_refused_with_the_reason(string right, string wrong, string reason)
    {
        string text = Valid.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Valid, text);
        Assert.Contains(reason, Assert.Throws<ScenarioException>(() => MaterialReader.Read(text, "mine.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_and_a_list_are_refused()
    {
        Assert.Throws<ScenarioException>(() => MaterialReader.Read("", "mine.yaml"));
        Assert.Throws<ScenarioException>(() => MaterialReader.Read("- one", "mine.yaml"));
    }
}
