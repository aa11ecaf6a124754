using Stria.Cli;
using Stria.Core;
using Stria.Measurement;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Cli;

public sealed class XrdVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static XrdScenario Scenario(string line)
    {
        var verb = new XrdVerb();
        return Assert.IsType<XrdScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static XrdScenario Yaml(string yaml) => Assert.IsType<XrdScenario>(ScenarioReader.Parse("kind: xrd\n" + yaml, "s.yaml", "/"));

    [Fact]
    public void The_shortest_command_is_the_shortest_scenario() => Assert.Equal(Yaml("patterns: { path: /d/p.xye }\nphases: [ { cif: /d/a.cif } ]"), Scenario("/d/p.xye --phases /d/a.cif"));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            patterns: { path: /d/series, axis: two_theta, wavelength: "0.24117", instrument: /d/i.instprm, container: /d/empty.xye, columns: "tth = #1, counts = #2", calibration: "0.01,0.035" }
            phases: [ { cif: /d/a.cif }, { cif: /d/b.cif } ]
            fit:
              method: le_bail
              refine: [zero, w, x]
              sizes: true
              strains: true
              wide_start: false
              range: [2, 40]
              excluded: [[10, 11], [20, 21]]
              background: 12
              foreign_lines: [ { name: Al, position: 17.2 } ]
            series: { against: composition, log: /d/log.csv, cycler: /d/c.mpr, charge_per_x: 4.32 C, host: LixV2O5, first: 3, layers: depth, backward: false }
            threads: 2
            """),
        Scenario("""
            /d/series --axis two_theta --wavelength 0.24117 --instrument /d/i.instprm --container /d/empty.xye --columns "tth=#1, counts=#2" --calibration 0.01,0.035 --phases /d/a.cif /d/b.cif --method le-bail
            --refine zero,w x --sizes --strains --narrow-start --range 2:40 --exclude 10:11 20:21 --background 12 --foreign Al@17.2 --against composition --log /d/log.csv --cycler /d/c.mpr
            --charge-per-x 1.2mAh --host LixV2O5 --first 3 --layers depth --forward-only --threads 2
            """.ReplaceLineEndings(" ")));

    [Fact]
    public void Clock_wavelength_restraints_ties_and_transformations_are_options_too() => Assert.Equal(
        Yaml("""
            patterns: { path: /d/series }
            phases: [ { cif: /d/a.cif } ]
            fit:
              wavelength_from: Al
              restraints: [ { phase: alpha, quantity: a, value: 11.51, sigma: 0.01 }, { phase: "b:2", quantity: volume, value: 180, sigma: 0.5 } ]
            series: { cycler: /d/c.mpr, clock_offset: 12 min, first_x: 0.1, tied: [zero, u] }
            transformations: [ { from: alpha, to: epsilon, axes: "a,b,c/2" }, { from: a, to: b } ]
            """),
        Scenario("""
            /d/series --phases /d/a.cif --wavelength-from Al --restrain alpha:a=11.51+-0.01 b:2:volume=180±0.5 --cycler /d/c.mpr --clock-offset 12min --first-x 0.1 --tied zero,u
            --transformation "alpha>epsilon:a,b,c/2" "a>b"
            """.ReplaceLineEndings(" ")));

    [Fact]
    public void A_standard_also_gives_the_wavelength() => Assert.True(Scenario("/d/lab6.xye --standard LaB6 --wavelength 0.49 --refine-wavelength").Fit.RefineWavelength);

    [Fact]
    public void The_fixed_angle_of_energy_dispersive_patterns_is_in_degrees_with_and_without_the_unit()
    {
        foreach (string angle in new[] { "2.29", "2.29deg", "2.29°", "0.039968039870670rad" })
        {
            Assert.Equal(2.29 * Math.PI / 180, Scenario($"/d/p.dat --phases /d/a.cif --axis energy --two-theta {angle}").Patterns.TwoTheta!.Value, 12);
        }
    }

    [Fact]
    public void A_standard_alone_calibrates_the_whole_instrument()
    {
        XrdScenario scenario = Scenario("/d/lab6.gsas --standard LaB6 --wavelength CuKa");
        Assert.Equal(("LaB6", 1), (scenario.Fit.Standard, scenario.Fit.Refine.Count));
        Assert.Equal(ProfileTerms.Instrument, scenario.Fit.Refine[0]);
        Assert.Empty(scenario.Phases);
        Assert.Contains("exclude each other", Assert.ThrowsAny<Exception>(() => Scenario("/d/lab6.gsas --standard LaB6 --phases /d/a.cif")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_come_from_a_file_with_their_units()
    {
        string path = folder.Write("cells.yaml", "phases:\n  - { name: zeta, space_group: C 2/m, a: 15.311 Å, b: 3.606 Å, c: 1.0093 nm, beta: 109.857 deg, from: 0.1, source: Table 1 }\n");
        XrdPhase phase = Assert.Single(Scenario($"/d/p.xye --phases {path}").Phases);
        Assert.Equal(15.311e-10, phase.A!.Value, 15);
        Assert.Equal(10.093e-10, phase.C!.Value, 15);
        Assert.Equal(109.857 * Math.PI / 180, phase.Beta, 12);
        string bad = folder.Write("bad.yaml", "phases:\n  - { name: zeta, a: 15.311 }\n");
        string message = Assert.Throws<ScenarioException>(() => XrdPhaseFile.Read(bad)).Message;
        Assert.StartsWith(bad, message, StringComparison.Ordinal);
        Assert.Contains("name: zeta, a: 15.311", message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<ScenarioException>(() => XrdPhaseFile.Read(folder.Path("none.yaml"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/d/p.xye --peaks 28.4,x", "--peaks")]
    [InlineData("/d/p.xye --phases a.cif --range 15", "--range")]
    [InlineData("/d/p.xye --phases a.cif --exclude 5:x", "--exclude")]
    [InlineData("/d/p.xye --phases a.cif --foreign Al", "--foreign")]
    [InlineData("/d/p.xye --phases a.cif --refine sizes", "--refine")]
    [InlineData("/d/p.xye --phases a.cif --charge-per-x 3", "--charge-per-x")]
    [InlineData("/d/p.xye --phases a.cif --axis degrees", "--axis")]
    [InlineData("/d/p.xye --phases a.cif --exclude 5:8 7:9", "overlap")]
    [InlineData("/d/p.xye --phases a.cif --background 0", "background")]
    [InlineData("/d/p.xye --phases a.cif --restrain a=3", "--restrain")]
    [InlineData("/d/p.xye --phases a.cif --transformation alpha", "--transformation")]
    [InlineData("/d/p.xye --phases a.cif --transformation alpha>beta:a,b", "three parts")]
    [InlineData("/d/p.xye --phases a.cif --clock-offset soon", "--clock-offset")]
    [InlineData("/d/p.xye --phases a.cif --tied widely", "--tied")]
    [InlineData("/d/p.xye --phases a.cif --against potential", "cycler")]
    public void An_impossible_option_is_refused_by_name(string line, string said) => Assert.Contains(said, Assert.ThrowsAny<Exception>(() => Scenario(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("missing.xye", "a.cif", "no such file")]
    [InlineData("p.xye", "missing.cif", "missing.cif")]
    [InlineData("p.xye", "a.cif", "wavelength")]
    public void Bad_input_ends_with_words_and_leaves_no_run(string pattern, string cif, string said)
    {
        folder.Write("p.xye", string.Concat(Enumerable.Range(0, 100).Select(i => $"{10 + (0.1 * i)} {100 + i} 10\n")));
        folder.Write("a.cif", "data_a\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n_symmetry_space_group_name_H-M 'P m -3 m'\n");
        StriaAnswer answer = StriaCommand.Run("xrd", folder.Path(pattern), "--phases", folder.Path(cif), "--out", folder.Path("run"));
        Assert.NotEqual(0, answer.Code);
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Path("run")));
    }
}
