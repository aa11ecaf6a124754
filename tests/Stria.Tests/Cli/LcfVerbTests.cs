using Stria.Cli;
using Stria.Studies;
using Stria.Tests.Chain;

namespace Stria.Tests.Cli;

public sealed class LcfVerbTests
{
    private static LcfScenario Scenario(string line)
    {
        var verb = new LcfVerb();
        return Assert.IsType<LcfScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static LcfScenario Yaml(string yaml) => Assert.IsType<LcfScenario>(ScenarioReader.Parse("kind: lcf\n" + yaml, "s.yaml", "/"));

    [Fact]
    public void The_letter_of_a_drive_is_no_name_of_a_file_with_facts()
    {
        var verb = new LcfVerb();
        LcfScenario made = Assert.IsType<LcfScenario>(verb.Scenario(verb.Command.Parse(["/d/u.dat", "--standards", @"C:\data\ox.xdi", @"C:\data\red.xdi:x=1"])));
        Assert.All(made.Standards, s => Assert.EndsWith(".xdi", s.File, StringComparison.Ordinal));
        Assert.Equal([null, 1.0], made.Standards.Select(s => s.X));
    }

    [Fact]
    public void The_shortest_command_is_the_shortest_scenario() => Assert.Equal(
        Yaml("spectra: [{ kind: file, path: /d/u.dat }]\nstandards: [{ file: /d/a.dat }, { file: /d/b.dat }]"), Scenario("/d/u.dat --standards /d/a.dat /d/b.dat"));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            spectra: [{ kind: file, path: /d/u.dat }, { kind: file, path: /d/v.xdi }]
            standards:
              - { file: /d/a.xdi, name: foil, x: 0.1, required: true, energy_shift: 0.3 eV }
              - { file: /d/p.prj, spectrum: sample 2 }
            library: /d/l.csv
            material: v2o5-alpha
            fit:
              form: flattened
              windows: [{ low: 11870 eV, high: 11900 eV }, { low: 11910 eV, high: 12030 eV }]
              sum: free
              least_weight: -0.5
              largest_weight: 1.5
              shift: each
              shift_range: 2 eV
              background: linear_above_edge
              fewest: 2
              most: 3
              rank: akaike
              noise: 0.01
            normalisation: { e0: 11919 eV }
            threads: 2
            """),
        new LcfVerb() is var verb ? Assert.IsType<LcfScenario>(verb.Scenario(verb.Command.Parse(
        [
            "/d/u.dat", "/d/v.xdi", "--standards", "/d/a.xdi:name=foil,x=0.1,required,shift=0.3", "/d/p.prj:spectrum=sample 2", "--library", "/d/l.csv", "--material", "v2o5-alpha", "--form", "flattened",
            "--window", "11870:11900", "11910:12030", "--sum", "free", "--bounds", "-0.5:1.5", "--shift", "each", "--shift-range", "2", "--background", "linear-above-edge",
            "--fewest", "2", "--most", "3", "--rank", "akaike", "--noise", "0.01", "--e0", "11919", "--threads", "2",
        ]))) : null!);

    [Theory]
    [InlineData("--bounds none", null, null)]
    [InlineData("--bounds 0:1", 0.0, 1.0)]
    [InlineData("--bounds :2", null, 2.0)]
    public void Bounds_may_be_open(string option, double? low, double? high)
    {
        LcfFitSettings fit = Scenario("/d/u.dat --library /d/l.csv " + option).Fit;
        Assert.Equal((low, high), (fit.LeastWeight, fit.LargestWeight));
    }

    [Fact]
    public void A_number_as_shift_is_a_known_one()
    {
        LcfFitSettings fit = Scenario("/d/u.dat --library /d/l.csv --shift -0.4").Fit;
        Assert.Equal((LcfShift.None, -0.4), (fit.Shift, fit.KnownShift_eV));
    }

    [Theory]
    [InlineData("--form wiggles", "--form", "mu, normalised, flattened, derivative")]
    [InlineData("--bounds 1", "--bounds", "0:1")]
    [InlineData("--sum two", "--sum", "one, free")]
    [InlineData("--window 5", "--window", "508:528")]
    [InlineData("--standards /d/a.dat:colour=red", "--standards", "colour=red")]
    [InlineData("--fewest 5 --most 2", "'fewest' (5) is more than 'most' (2)", "")]
    public void A_wrong_value_is_named_with_what_is_possible(string options, string option, string expected)
    {
        string message = Assert.ThrowsAny<Exception>(() => Scenario("/d/u.dat --library /d/l.csv " + options)).Message;
        Assert.Contains(option, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_standards_it_is_wrong_use()
    {
        StriaAnswer answer = StriaCommand.Run("lcf", "u.dat");
        Assert.Equal(2, answer.Code);
        Assert.Contains("lcf needs standards", answer.Error, StringComparison.Ordinal);
    }
}
