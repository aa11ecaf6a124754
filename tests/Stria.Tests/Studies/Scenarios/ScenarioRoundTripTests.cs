using Stria.Studies;

namespace Stria.Tests.Studies.Scenarios;

public sealed class ScenarioRoundTripTests
{
    [Fact]
    public void A_written_scenario_reads_back_equal_to_the_last_digit()
    {
        int compared = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var scenario = (IScenario)new RandomRecord(seed).Draw(typeof(IScenario));
            if (IsSound(scenario))
            {
                string yaml = ScenarioReader.Write(scenario);
                Assert.Equal(scenario, ScenarioReader.Parse(yaml, "s.yaml", "/"));
                Assert.Equal(yaml, ScenarioReader.Write(ScenarioReader.Parse(yaml, "s.yaml", "/")));
                compared++;
            }
        }

        Assert.True(compared > 100, $"Only {compared} of the drawn scenarios were sound.");
    }

    [Fact]
    public void A_written_scenario_says_every_setting_with_its_unit() => Assert.Equal(
        """
        kind: map
        stack:
          path: /data/a.h5
          region: null
          channel: null
          dataset: null
          energy_dataset: null
          axis_order: null
          energies_file: null
          pixel_size: 30 nm
          normalise_by_monitor: true
        to_step: composition
        frames:
          exclude: ["a b"]
          energies:
            low: 508 eV
            high: 528 eV
        despike:
          enabled: true
          threshold: 6
        register:
          enabled: true
          max_shift: 20 px
          neighbours: 6
          smoothing: 1 px
          refine: true
          shifts: null
        incident:
          kind: roi
          polygon: [[0, 0], [0, 12.5], [9, 4]]
        optical_density:
          offset: fit
          noise: estimate
          saturation: none
        mask:
          kind: auto
        components:
          count: auto
          clusters: auto
          method: kmeans
          centred: true
          weight_by_noise: false
          over_clusters: 30
          similarity: 0.1
          sparsity: 0
          assign: []
          normalise: thickness
          starts: 10
        references:
          table: null
          files:
            - file: /data/ox.t
              x: 0
              name: null
              phase: null
            - file: /data/red.t
              x: 1
              name: reduced
              phase: null
          scale: auto
          attenuation: henke
          least_x: null
          largest_x: null
        nuisances:
          energy_stretch: auto
          broadening: auto
          stray_light: auto
          dead_time: auto
          halo: auto
          dichroism: auto
          polarisation: 0 rad
        fit:
          energy_shift: -400 meV
          shift_range: 3 eV
          path: both
          method: nnls
          largest_amount: none
          sum: free
          cut_off: 0.01
          criterion: bayes
          most_references: 3
          smoothing: 0 px
          smoothing_by: quadratic
          uncertainty: auto
          draws: 100
          common_errors: true
          library_check: true
          background: auto
        composition:
          gaussian_sigma: 0 px
          sharpen: false
          point_spread: null
        regions: []
        material: null
        figures: true
        memory_mb: unlimited
        seed: 1
        threads: auto

        """,
        ScenarioReader.Write(new MapScenario
        {
            Stack = new StackSettings { Path = "/data/a.h5", PixelSize = 30e-9 },
            Frames = new FrameSettings { Exclude = ["a b"], Energies = new EnergyWindow { Low_eV = 508, High_eV = 528 } },
            Incident = new RegionIncident { Polygon = [new PixelPosition(), new PixelPosition { Column = 12.5 }, new PixelPosition { Row = 9, Column = 4 }] },
            References = new ReferenceSettings
            {
                Files = [new ReferenceFile { File = "/data/ox.t", X = 0 }, new ReferenceFile { File = "/data/red.t", X = 1, Name = "reduced" }],
            },
            Fit = new FitSettings { EnergyShift_eV = -0.4 },
        }));

    // What each setting allows is drawn; what settings together forbid, at any depth, is left out.
    private static bool IsSound(object settings) => (settings is not ICheckedSettings together || !together.Mistakes().Any())
        && settings.GetType().GetProperties().Where(p => p.CanWrite).Select(p => p.GetValue(settings)).All(value => value switch
        {
            null or string => true,
            System.Collections.IEnumerable list => list.Cast<object>().All(item => item.GetType().IsEnum || IsSound(item)),
            _ => value.GetType().Assembly != typeof(IScenario).Assembly || value.GetType().IsEnum || IsSound(value),
        });
}
