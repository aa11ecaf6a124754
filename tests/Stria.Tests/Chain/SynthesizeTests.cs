using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

public sealed class SynthesizeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [H5pyFact]
    public void The_made_stack_and_its_truth_are_read_by_others()
    {
        string run = folder.Path("wires"), yaml = folder.Write("s.yaml", "kind: synthesize\nscene: { kind: wire_ensemble, height: 40, width: 48, wires: 5 }\nseed: 3\n");
        StriaCommand.Succeed("run", yaml, "--out", run);
        string answer = ForeignTools.RunPython(
            """
            import sys, h5py
            s = h5py.File(sys.argv[1] + '/stack.hdf5'); t = h5py.File(sys.argv[1] + '/truth.h5')
            print(s['/entry1/counter0/data'].shape, t['/composition/x'].shape, t['/particles/mask'].shape, t['/particles/x'].shape, t['/alignment/shift_px'].shape)
            print(sorted(t.keys()), t['/phase/label'].attrs['names'][0], t['/carbon/nm'].attrs['units'], len(t['/disturbances']))
            print(int(t['/particles/mask'][:].sum(axis=0).max()) >= 1, float(s['/entry1/counter0/energy'][0] - t['/energy_shift_eV'][()]))
            """,
            run);
        string[] lines = answer.Split('\n');
        Assert.Equal("(64, 40, 48) (40, 48) (5, 40, 48) (5,) (64, 2)", lines[0]);
        Assert.StartsWith("['alignment', 'axis', 'carbon', 'composition', 'disturbances', 'energy_shift_eV', 'halo', 'incident', 'particles', 'phase', 'stray_light', 'thickness'] outside nm 17", lines[1], StringComparison.Ordinal);
        Assert.Matches("^True 50[78]\\.?\\d*", lines[2]);
        Assert.True(File.Exists(Path.Combine(run, "figures", "planted.png")) && File.Exists(Path.Combine(run, "report.html")));
    }

    [Fact]
    public void Images_times_spectra_make_a_stack()
    {
        string image = folder.Write("t.csv", string.Join('\n', Enumerable.Range(0, 12).Select(r => string.Join(',', Enumerable.Range(0, 14).Select(c => r is > 3 and < 8 && c is > 3 and < 10 ? 2 : 0)))));
        string yaml = folder.Write("images.yaml", $"kind: synthesize\nscene: {{ kind: images, layers: [{{ image: {image}, nanometres: 25, x: 0.45 }}] }}\ndisturbances: {{ severity: 0, noise: false }}\n");
        StriaCommand.Succeed("run", yaml, "--out", folder.Path("images"));
        using var truth = new MapFile(Path.Combine(folder.Path("images"), "truth.h5"));
        float[] thickness = truth.Map("/thickness/nm").Values;
        Assert.Equal(24, thickness.Count(t => Math.Abs(t - 50) < 1e-3));
        Assert.Equal(144, thickness.Count(t => t == 0));
    }

    [Fact]
    public void Images_of_different_size_are_refused_by_name()
    {
        string small = folder.Write("small.csv", "1,2\n3,4\n"), large = folder.Write("large.csv", "1,2,3\n3,4,5\n");
        string yaml = folder.Write("s.yaml", $"kind: synthesize\nscene: {{ kind: images, layers: [{{ image: {small}, x: 0 }}, {{ image: {large}, x: 1 }}] }}\n");
        StriaAnswer answer = StriaCommand.Run("run", yaml, "--out", folder.Path("r"));
        Assert.NotEqual(0, answer.Code);
        Assert.Contains("large.csv", answer.Error, StringComparison.Ordinal);
        Assert.Contains("2 × 3 pixels, the first one 2 × 2", answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path("r"), "stack.hdf5")));
    }

    [Fact]
    public void The_example_is_a_sound_scenario_of_everything_that_disturbs()
    {
        var example = Assert.IsType<SynthesizeScenario>(ScenarioReader.Read(Path.Combine(SharedData.Repository!, "examples", "striated-wire.yaml")));
        Assert.True(example.Score);
        Assert.Equal((0.08, 60e-9, null), (example.Disturbances.Dichroism, example.Disturbances.CarbonFilm!.Value, example.Disturbances.Halo));
    }

    [Fact]
    public void A_missing_image_is_named()
    {
        string yaml = folder.Write("s.yaml", "kind: synthesize\nscene: { kind: images, layers: [{ image: gone.csv, x: 0 }] }\n");
        StriaAnswer answer = StriaCommand.Run("run", yaml, "--out", folder.Path("r"));
        Assert.NotEqual(0, answer.Code);
        Assert.Contains("gone.csv", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scored_the_chain_runs_on_the_made_file_and_tells_every_figure()
    {
        string run = folder.Path("scored");
        StriaCommand.Succeed("synthesize", "core_shell", "--size", "48", "--seed", "5", "--severity", "0.3", "--without", "carbon_film", "--score", "--out", run);
        foreach (string name in (string[])["truth_x_rmse", "truth_registration_rms", "truth_energy_shift_error", "truth_phase_iou", "truth_phase_iou_inside", "truth_thickness_rmse", "truth_coverage"])
        {
            Assert.True(double.IsFinite(StriaCommand.Number(run, name)), name);
        }

        Assert.InRange(StriaCommand.Number(run, "truth_x_rmse"), 0, 0.06);
    }
}
