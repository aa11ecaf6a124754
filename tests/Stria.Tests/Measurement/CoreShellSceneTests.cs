using Stria.Core;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class CoreShellSceneTests
{
    private static readonly CoreShellOptions Small = new() { Seed = 4, Height = 40, Width = 54 };

    [Fact]
    public void A_seed_repeats_the_scene_for_any_number_of_threads_and_another_seed_does_not()
    {
        SyntheticStack one = CoreShellScene.Make(Made.V2O5, Small), three = CoreShellScene.Make(Made.V2O5, Small with { Threads = 3 });
        Assert.Equal(one.Stack.Counts, three.Stack.Counts);
        Assert.Equal(one.Stack.PhotonEnergies_eV, three.Stack.PhotonEnergies_eV);
        Assert.Equal(one.Truth.Composition.Values, three.Truth.Composition.Values);
        Assert.NotEqual(one.Stack.Counts, CoreShellScene.Make(Made.V2O5, Small with { Seed = 5 }).Stack.Counts);
    }

    [Fact]
    public void The_energies_are_those_of_a_vanadium_and_oxygen_stack()
    {
        double[] grid = CoreShellScene.EnergyGrid();
        Assert.InRange(grid.Length, 130, 160);
        Assert.Equal(508, grid[0]);
        Assert.InRange(grid[^1], 559, 560);
        double[] steps = [.. grid.Zip(grid.Skip(1), (a, b) => b - a)];
        Assert.All(steps, s => Assert.InRange(s, 0.19, 1.01));
        Assert.InRange(steps.Count(s => s < 0.21), 75, 110);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Incident_counts_lie_between_five_hundred_and_five_thousand(long seed)
    {
        SpectralStack stack = CoreShellScene.Make(Made.V2O5, Small with { Seed = seed, Noise = false, HotPixels = false, Drift = 0 }).Stack;
        double[] corner = [.. Enumerable.Range(0, stack.FrameCount).Select(f => (double)stack.Frame(f)[0])];
        Assert.InRange(corner.Min(), 500, 5000);
        Assert.InRange(corner.Max(), 500, 5000);
        Assert.True(corner.Max() > 3 * corner.Min());
    }

    [Fact]
    public void The_truth_is_a_core_a_mixture_and_a_shell_on_a_wedge()
    {
        SyntheticTruth truth = CoreShellScene.Make(Made.V2O5, Small with { Seed = 6 }).Truth;
        double[] x = [.. truth.Composition.Values.Where(float.IsFinite).Select(v => (double)v)];
        Assert.InRange(x.Min(), 0.1 - 1e-6, 0.1 + 1e-6);
        Assert.InRange(x.Max(), 0.45 - 1e-6, 0.45 + 1e-6);
        double[] volumes = [Made.V2O5.MolarVolume(0.1), Made.V2O5.MolarVolume(0.45)];
        double mixture = ((0.3 * 0.1 / volumes[0]) + (0.7 * 0.45 / volumes[1])) / ((0.3 / volumes[0]) + (0.7 / volumes[1]));
        Assert.All((double[])[0.1, mixture, 0.45], planted => Assert.InRange(x.Count(v => Math.Abs(v - planted) < 1e-5), 40, 900));
        Assert.All(truth.Composition.Values.Zip(truth.Thickness.Values), p => Assert.Equal(float.IsFinite(p.First), p.Second > 0));
        Assert.InRange(truth.Thickness.Values.Max(), 120, 150);
    }

    [Fact]
    public void Without_disturbances_the_counts_are_those_of_Beer_and_Lambert()
    {
        CoreShellOptions still = Small with { Noise = false, HotPixels = false, Drift = 0, Blur = 0, Halo = 0, StrayLight = 0, EnergyOffset_eV = 0 };
        SyntheticStack scene = CoreShellScene.Make(Made.V2O5, still);
        int[] core = [.. Enumerable.Range(0, scene.Stack.Grid.Count).Where(p => scene.Truth.Composition.Values[p] < 0.1 + 1e-6 && scene.Truth.Thickness.Values[p] > 20)];
        Assert.NotEmpty(core);
        for (int f = 0; f < scene.Stack.FrameCount; f += 10)
        {
            foreach (int p in core)
            {
                double od = Math.Log(scene.Stack.Frame(f)[0] / scene.Stack.Frame(f)[p]);
                double expected = scene.Truth.Thickness.Values[p] * SpectraMade.PerNanometre(0.1) * SpectraMade.Molar.References[1].At([scene.Stack.PhotonEnergies_eV[f]])[0];
                Assert.Equal(expected, od, 0.002 * Math.Max(expected, 0.1));
            }
        }
    }

    [Fact]
    public void The_planted_offset_and_path_are_told()
    {
        SyntheticStack scene = CoreShellScene.Make(Made.V2O5, Small with { EnergyOffset_eV = 1.25 });
        Assert.Equal(1.25, scene.Truth.EnergyOffset_eV);
        Assert.Equal(509.25, scene.Stack.PhotonEnergies_eV[0]);
        Assert.Equal(scene.Stack.FrameCount, scene.Truth.Rows.Length);
        Assert.Equal((0, 0), (scene.Truth.Rows[0], scene.Truth.Columns[0]));
        double[] lengths = [.. scene.Truth.Rows.Zip(scene.Truth.Columns, (r, c) => Math.Sqrt((r * r) + (c * c)))];
        Assert.InRange(lengths.Max(), 2, 20);
    }

    [Fact]
    public void Three_in_a_hundred_frames_have_hot_pixels()
    {
        CoreShellOptions still = Small with { Noise = false, Drift = 0 };
        SpectralStack hot = CoreShellScene.Make(Made.V2O5, still).Stack, plain = CoreShellScene.Make(Made.V2O5, still with { HotPixels = false }).Stack;
        int[] frames = [.. Enumerable.Range(0, hot.FrameCount).Where(f => !hot.Frame(f).SequenceEqual(plain.Frame(f)))];
        Assert.InRange(frames.Length, 1, 12);
        Assert.InRange(hot.Counts.Zip(plain.Counts, (a, b) => a != b).Count(d => d), frames.Length, 3 * frames.Length);
    }
}
