using Stria.Cli;
using Stria.Studies;
using Stria.Tests.Chain;

namespace Stria.Tests.Cli;

public sealed class StressVerbTests
{
    private static StressScenario Scenario(string line)
    {
        var verb = new StressVerb();
        return Assert.IsType<StressScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static StressScenario Yaml(string yaml) => Assert.IsType<StressScenario>(ScenarioReader.Parse("kind: stress\n" + yaml, "s.yaml", "/"));

    [Fact]
    public void The_shortest_command_is_the_shortest_scenario() => Assert.Equal(Yaml("problem: { composition: { kind: map, path: /d/run } }"), Scenario("/d/run"));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            problem:
              geometry: { kind: map, dataset: /optical_density/mean, level: 0.4, gaussian_sigma: 2 px }
              composition: { kind: map, path: /d/maps.h5, dataset: /direct_inversion/x, gaussian_sigma: 2 px }
              material: v2o5-zeta
              edge: roller
              model: plane_strain
              stress_free_composition: 0.3
            discretisation: { order: linear, cell_size: 60 nm }
            uncertainty: { samples: 12 }
            output: { export: [msh, inp, csv, geojson] }
            seed: 9
            threads: 2
            """),
        Scenario("""
            /d/maps.h5 --outline-of /optical_density/mean --level 0.4 --gaussian 2 --dataset /direct_inversion/x --material v2o5-zeta --edge roller --model plane-strain
            --stress-free 0.3 --order linear --cell-size 60nm --samples 12 --export msh,inp csv geojson --seed 9 --threads 2
            """.ReplaceLineEndings(" ")));

    [Theory]
    [InlineData("--edge free", EdgeChoice.Free)]
    [InlineData("--edge fixed", EdgeChoice.Fixed)]
    [InlineData("--edge both", EdgeChoice.Both)]
    public void Edges_are_held_as_said(string option, EdgeChoice expected) => Assert.Equal(expected, Scenario("/d/run " + option).Problem.Edge);

    [Fact]
    public void Words_stand_for_what_is_found()
    {
        StressScenario found = Scenario("/d/run --stress-free lowest_phase --level auto --cell-size auto --samples auto");
        Assert.Equal(Scenario("/d/run"), found);
        Assert.Null(found.Problem.StressFreeComposition);
        Assert.Null(found.Uncertainty.Samples);
    }

    [Theory]
    [InlineData("--edge loose", "--edge", "free, fixed, roller, both")]
    [InlineData("--model sphere", "--model", "plane_stress, plane_strain, axisymmetric")]
    [InlineData("--export stl", "--export", "msh, msh2, inp, csv, geojson")]
    [InlineData("--cell-size 60", "--cell-size", "30 nm")]
    [InlineData("--samples many", "--samples", "whole number")]
    [InlineData("--stress-free empty", "--stress-free", "number")]
    public void A_value_that_an_option_does_not_have_is_refused_with_those_that_it_has(string option, params string[] words)
    {
        StriaAnswer answer = StriaCommand.Run(["stress", "/d/run", .. option.Split(' ')]);
        Assert.Equal(ExitCode.WrongUse, answer.Code);
        Assert.All(words, w => Assert.Contains(w, answer.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_explains_every_option()
    {
        string help = StriaCommand.Succeed("stress", "--help").Output;
        Assert.Contains("RUN_OR_MAP", help, StringComparison.Ordinal);
        Assert.All(new StressVerb().Command.Options, o =>
        {
            Assert.Contains(o.Name, help, StringComparison.Ordinal);
            Assert.True(o.Description?.Length > 10, o.Name);
        });
        Assert.True(new StressVerb().Command.Options.Count >= 13);
    }
}
