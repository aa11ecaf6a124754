using Stria.Cli;
using Stria.Studies;

namespace Stria.Tests.Cli;

public sealed class SynthesizeVerbTests
{
    private static SynthesizeScenario Scenario(string line)
    {
        var verb = new SynthesizeVerb();
        return Assert.IsType<SynthesizeScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static SynthesizeScenario Yaml(string yaml) => Assert.IsType<SynthesizeScenario>(ScenarioReader.Parse("kind: synthesize\n" + yaml, "s.yaml", "/"));

    [Theory]
    [InlineData("core_shell")]
    [InlineData("striated-wire")]
    [InlineData("two_domain_wire")]
    [InlineData("wire_ensemble")]
    [InlineData("faint_field")]
    public void Every_scene_is_made_by_its_name(string name) => Assert.Equal(Yaml($"scene: {name.Replace('-', '_')}"), Scenario(name));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            scene: { kind: wire_ensemble, height: 80, width: 80 }
            disturbances: { severity: 0.5, counts: 3000, halo: none, drift: none, walk: none, jumps: none }
            material: v2o5-zeta
            score: true
            seed: 9
            threads: 2
            """),
        Scenario("wire_ensemble --size 80 --severity 0.5 --counts 3000 --without halo,drift --material v2o5-zeta --score --seed 9 --threads 2"));

    [Theory]
    [InlineData("sphere", "SCENE", "core_shell")]
    [InlineData("core_shell --without rain", "--without", "dead_time")]
    [InlineData("core_shell --severity x", "--severity", "a number")]
    [InlineData("core_shell --size 2.5", "--size", "a whole number")]
    public void A_wrong_value_is_named_with_what_was_expected(string line, string option, string expected)
    {
        string message = Assert.Throws<UsageException>(() => Scenario(line)).Message;
        Assert.Contains(option, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_refused() =>
        Assert.Contains("severity", Assert.Throws<UsageException>(() => Scenario("core_shell --severity 9")).Message, StringComparison.Ordinal);
}
