using Stria.Measurement.Synthesis;
using Stria.Studies;

namespace Stria.Tests.Studies.Scenarios;

public sealed class SynthesisSettingsTests
{
    [Fact]
    public void Settings_of_disturbances_are_options_of_the_synthesis()
    {
        DisturbanceSettings settings = new()
        {
            Severity = 2, Noise = false, Counts = 3, RingDecay = 0.04, Dip = 0.5, Drift = 6, Walk = 0.7, Jumps = 8, HotFrames = 0.09, EnergyOffset_eV = 1.1, EnergyStretch = 0.012,
            Broadening_eV = 0.13, StrayLight = 0.14, DeadTime = 0.15, Halo = 0.16, HaloWidth = 17, Blur = 1.8, Dichroism = 0.19, CarbonFilm = 2e-8,
        };
        DisturbanceOptions expected = new()
        {
            Severity = 2, Noise = false, Counts = 3, RingDecay = 0.04, Dip = 0.5, Drift = 6, Walk = 0.7, Jumps = 8, HotFrames = 0.09, EnergyOffset_eV = 1.1, EnergyStretch = 0.012,
            Broadening_eV = 0.13, StrayLight = 0.14, DeadTime = 0.15, Halo = 0.16, HaloWidth = 17, Blur = 1.8, Dichroism = 0.19, CarbonFilm = 2e-8,
        };
        Assert.Equal(expected, settings.Options());
        Assert.Equal(new DisturbanceOptions(), new DisturbanceSettings().Options());
    }

    [Fact]
    public void A_scene_has_the_raster_that_was_asked_for()
    {
        ISceneSettings[] all =
        [
            new CoreShellSceneSettings { Height = 40, Width = 50, PixelSize = 30e-9 }, new StriatedWireSettings { Height = 40, Width = 50, PixelSize = 30e-9 },
            new TwoDomainWireSettings { Height = 40, Width = 50, PixelSize = 30e-9 }, new WireEnsembleSettings { Height = 40, Width = 50, PixelSize = 30e-9 },
            new FaintFieldSettings { Height = 40, Width = 50, PixelSize = 30e-9 },
        ];
        Assert.All(all, s =>
        {
            SceneFrame frame = s.Make("").Frame;
            Assert.Equal((40, 50, 30e-9), (frame.Height, frame.Width, frame.PixelSize));
            double[] energies = s is WireEnsembleSettings ? EnergyGrids.Coarse() : EnergyGrids.Fine();
            Assert.Equal(energies, frame.PhotonEnergies_eV);
        });
    }

    [Fact]
    public void A_made_measurement_is_named_by_its_scene_and_seed()
    {
        Assert.Equal("synthesize-core_shell-1", new SynthesizeScenario().DefaultName);
        Assert.Equal("synthesize-faint_field-7", new SynthesizeScenario { Scene = new FaintFieldSettings(), Seed = 7 }.DefaultName);
    }

    [Fact]
    public void The_chain_knows_material_seed_and_threads_but_no_disturbance()
    {
        MapScenario chain = SynthesizeStudy.Chain(new SynthesizeScenario { Material = "other", Seed = 5, Threads = 3, Disturbances = new DisturbanceSettings { Halo = 0.3 } });
        Assert.Equal("other", chain.Material);
        Assert.Equal(5, chain.Seed);
        Assert.Equal(3, chain.Threads);
        Assert.Equal(SynthesizeStudy.Chain(new SynthesizeScenario { Material = "other", Seed = 5, Threads = 3 }), chain);
    }

    [Fact]
    public void Threads_are_set_and_nothing_else()
    {
        var scenario = new SynthesizeScenario { Seed = 4 };
        Assert.Equal(scenario with { Threads = 2 }, scenario.WithThreads(2));
        Assert.Empty(scenario.Mistakes());
    }
}
