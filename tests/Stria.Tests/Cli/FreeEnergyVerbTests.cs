using Stria.Cli;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Cli;

public sealed class FreeEnergyVerbTests
{
    private static FreeEnergyScenario Scenario(string line)
    {
        var verb = new FreeEnergyVerb();
        return Assert.IsType<FreeEnergyScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static FreeEnergyScenario Yaml(string yaml) => Assert.IsType<FreeEnergyScenario>(ScenarioReader.Parse("kind: freeenergy\n" + yaml, "s.yaml", "/"));

    [Fact]
    public void The_shortest_command_is_the_shortest_scenario() => Assert.Equal(Yaml("problem: { material: v2o5-alpha }"), Scenario("v2o5-alpha"));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            problem:
              material: v2o5-alpha
              free_energy: { kind: regular_solution, interaction: 2.8 }
              temperature: 333.15 K
              gradient_energy: 2e-15 J m2/mol
              potential: 3.4 V
              held_by: all_sides
              strains: [-0.01, 0, 0.02]
            threads: 2
            """.Replace("potential: 3.4", "standard_potential: 3.4", StringComparison.Ordinal)),
        Scenario("v2o5-alpha --interaction 2.8 --temperature 60°C --gradient-energy \"2 fJ m2/mol\" --potential 3400mV --held-by all-sides --strain -0.01,0 0.02 --threads 2"));

    [Fact]
    public void A_scenario_is_taken_with_the_options_in_place_of_its_own()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("s.yaml"), "kind: freeenergy\nproblem: { material: v2o5-alpha, temperature: 350 K, strains: [0] }\n");
        FreeEnergyScenario found = Scenario($"{folder.Path("s.yaml")} --temperature 300K");
        Assert.Equal(300, found.Problem.Temperature);
        Assert.Equal([0.0], found.Problem.Strains);
    }

    [Fact]
    public void A_material_file_is_no_scenario()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("mine.yaml"), "name: mine\nfree_energy:\n  kind: regular_solution\n");
        Assert.Equal(folder.Path("mine.yaml"), Scenario(folder.Path("mine.yaml")).Problem.Material);
    }

    [Theory]
    [InlineData("v2o5-alpha --temperature 300", "--temperature", "298 K")]
    [InlineData("v2o5-alpha --held-by glue", "--held-by", "film, wire, all_sides")]
    [InlineData("v2o5-alpha --strain much", "--strain", "number")]
    [InlineData("v2o5-alpha --strain 3", "strains", "between")]
    [InlineData("scenarios/001-fig3g-bent-wire-striated.yaml", "another kind", "stria run")]
    public void A_value_that_cannot_be_is_refused(string line, params string[] words)
    {
        string[] arguments = [.. line.Split(' ').Select(a => a.StartsWith("scenarios", StringComparison.Ordinal) ? Path.Combine(SharedData.Repository, a) : a)];
        StriaAnswer answer = StriaCommand.Run(["freeenergy", .. arguments]);
        Assert.Equal(ExitCode.WrongUse, answer.Code);
        Assert.All(words, w => Assert.Contains(w, answer.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_explains_every_option()
    {
        string help = StriaCommand.Succeed("freeenergy", "--help").Output;
        Assert.Contains("MATERIAL_OR_SCENARIO", help, StringComparison.Ordinal);
        Assert.All(new FreeEnergyVerb().Command.Options, o => Assert.True(o.Description?.Length > 10 && help.Contains(o.Name, StringComparison.Ordinal), o.Name));
    }
}
