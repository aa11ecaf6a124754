using Stria.Cli;
using Stria.Studies;

namespace Stria.Tests.Cli;

public sealed class MapVerbTests
{
    private static MapScenario Scenario(string line, MapStep step = MapStep.Composition)
    {
        var verb = new MapVerb("map", step, "");
        return Assert.IsType<MapScenario>(verb.Scenario(verb.Command.Parse(line)));
    }

    private static MapScenario Yaml(string yaml) => Assert.IsType<MapScenario>(ScenarioReader.Parse("kind: map\n" + yaml, "s.yaml", "/"));

    [Fact]
    public void The_shortest_command_is_the_shortest_scenario() => Assert.Equal(
        Yaml("stack: { path: /d/a.h5 }\nreferences: { table: /d/l.csv }"),
        Scenario("/d/a.h5 --references /d/l.csv"));

    [Fact]
    public void Every_option_makes_the_scenario_that_its_yaml_would() => Assert.Equal(
        Yaml("""
            stack: { path: /d/a.h5, region: 2, channel: counter1, dataset: e/d, energy_dataset: e/e, axis_order: "x,y,energy", pixel_size: 30 nm, normalise_by_monitor: false }
            frames: { exclude: [013, 27, 28], energies: { low: 508 eV, high: 528 eV } }
            despike: { enabled: false }
            register: { enabled: false, max_shift: 12 px, shifts: /d/shifts.csv }
            incident: { kind: file, path: /d/i0.csv }
            optical_density: { offset: 0.82, noise: poisson }
            mask: { kind: file, path: /d/m.msk }
            components: { count: 4, clusters: 5 }
            references: { files: [{ file: /d/ox.t, x: 0 }, { file: /d/red.t, x: 1, name: reduced, phase: alpha }], attenuation: elam }
            regions: [{ kind: polygon, name: a, polygon: [[0, 0], [0, 5], [5, 5]] }, { kind: threshold, name: b, of: thickness, from: 80 }, { kind: mask, name: c, path: /d/m.png }]
            fit: { energy_shift: -0.4 eV, path: clusters }
            nuisances: { energy_stretch: none, broadening: none, stray_light: none, dead_time: none, halo: none, dichroism: none }
            composition: { gaussian_sigma: 1.5 px, sharpen: true, point_spread: 0.8 px }
            material: lifepo4
            seed: 9
            threads: 2
            """),
        Scenario("""
            /d/a.h5 --region 2 --channel counter1 --dataset e/d --energy-dataset e/e --axis-order x,y,energy --pixel-size 30nm --no-monitor
            --exclude-frames 013,27 28 --energies 508:528 --no-despike --no-register --max-shift 12 --shifts /d/shifts.csv --i0 /d/i0.csv --od-offset 0.82 --poisson
            --mask /d/m.msk --components 4 --clusters 5 --references /d/ox.t:x=0 /d/red.t:x=1,name=reduced,phase=alpha
            --attenuation elam --roi "a=0,0 0,5 5,5" b=thickness:80: c=/d/m.png --energy-shift -0.4 --no-nuisances --from-clusters --gaussian 1.5 --sharpen 0.8 --material lifepo4 --seed 9 --threads 2
            """.ReplaceLineEndings(" ")));

    [Fact]
    public void Several_stacks_with_a_recipe_are_a_batch()
    {
        var verb = new MapVerb("map", MapStep.Composition, "");
        BatchScenario batch = Assert.IsType<BatchScenario>(verb.Scenario(verb.Command.Parse("/d/a.h5 /d/b.h5 --recipe /d/r.yaml --threads 1")));
        Assert.Equal(["/d/a.h5", "/d/b.h5"], batch.Stacks.Select(s => s.Path));
        Assert.Equal(("/d/r.yaml", 1), (batch.Recipe, batch.Threads));
    }

    [Theory]
    [InlineData("/d/a.h5 /d/b.h5 --references /d/l.csv", "map the first alone, then all with --recipe")]
    [InlineData("/d/a.h5 /d/b.h5 --recipe /d/r.yaml --material lifepo4 --region 2", "--material, --region must stand in the recipe")]
    public void Several_stacks_have_one_recipe_and_nothing_beside_it(string line, string told)
    {
        var verb = new MapVerb("map", MapStep.Composition, "");
        Assert.Contains(told, Assert.Throws<UsageException>(() => verb.Scenario(verb.Command.Parse(line))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--i0-roi 0,0 0,12.5 9,4", "{ kind: roi, polygon: [[0, 0], [0, 12.5], [9, 4]] }")]
    [InlineData("--i0-roi \"0,0 0,12.5 9,4\"", "{ kind: roi, polygon: [[0, 0], [0, 12.5], [9, 4]] }")]
    [InlineData("--i0 auto", "auto")]
    [InlineData("--i0 embedded", "embedded")]
    [InlineData("--i0-roi /etc/hostname", "{ kind: mask, path: /etc/hostname }")]
    public void The_incident_intensity_has_one_of_five_sources(string option, string yaml) =>
        Assert.Equal(Yaml($"to_step: optical_density\nstack: {{ path: /d/a.h5 }}\nincident: {yaml}"), Scenario($"/d/a.h5 {option}", MapStep.OpticalDensity));

    [Theory]
    [InlineData("--energy-shift fit", null)]
    [InlineData("--energy-shift none", 0.0)]
    [InlineData("--energy-shift=-0.4", -0.4)]
    [InlineData("--energy-shift \"250 meV\"", 0.25)]
    public void The_energy_shift_is_fitted_or_given(string option, double? expected) =>
        Assert.Equal(expected, Scenario($"/d/a.h5 --references /d/l.csv {option}").Fit.EnergyShift_eV);

    [Theory]
    [InlineData("--mask 0.2", "{ kind: threshold, threshold: 0.2 }")]
    [InlineData("--mask auto", "auto")]
    public void The_mask_is_found_or_a_threshold(string option, string yaml) =>
        Assert.Equal(Yaml($"to_step: optical_density\nstack: {{ path: /d/a.h5 }}\nmask: {yaml}"), Scenario($"/d/a.h5 {option}", MapStep.OpticalDensity));
}
