using Stria.Core;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement.Synthesis;

public sealed class SceneTests
{
    private static readonly double[] FewEnergies = [508, 516, 530, 556];

    private static readonly DisturbanceOptions Perfect = new() { Severity = 0, Noise = false, Counts = 1000 };

    private static SyntheticTruth Truth(IScene scene, long seed) => SceneExposure.Make(scene, Made.V2O5, Perfect, seed).Truth;

    private static SceneFrame Frame(int height, int width) => new(height, width, 40e-9) { PhotonEnergies_eV = FewEnergies };

    [Fact]
    public void Energies_are_those_of_a_vanadium_and_oxygen_stack()
    {
        Assert.InRange(EnergyGrids.Fine().Length, 140, 155);
        Assert.Equal(64, EnergyGrids.Coarse().Length);
        Assert.All((double[][])[EnergyGrids.Fine(), EnergyGrids.Coarse()], g => Assert.True(g[0] == 508 && g[^1] is > 558 and <= 560 && g.Zip(g.Skip(1)).All(p => p.Second > p.First)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_striated_wire_is_half_alpha_and_half_epsilon_and_bends_through_a_wide_angle(long seed)
    {
        SyntheticTruth truth = Truth(new StriatedWire(Frame(112, 160)), seed);
        double[] x = Inside(truth);
        Assert.InRange(x.Min(), 0.1 - 1e-4, 0.105);
        Assert.InRange(x.Max(), 0.295, 0.3 + 1e-4);
        Assert.InRange(x.Average(), 0.15, 0.25);
        Assert.InRange(x.Count(v => v is < 0.12 or > 0.28) / (double)x.Length, 0.6, 0.99);
        double[] angles = [.. truth.Axis!.Values.Where(float.IsFinite).Select(v => (double)v)];
        Assert.InRange(angles.Max() - angles.Min(), 0.8, 1.9);
        Assert.All(truth.Thickness.Values, t => Assert.InRange(t, 0, 160));
    }

    [Fact]
    public void A_two_domain_wire_has_epsilon_at_one_end_and_delta_at_the_other()
    {
        SyntheticTruth truth = Truth(new TwoDomainWire(Frame(112, 160)), 2);
        double[] x = Inside(truth);
        Assert.Equal(0.45, x.Min(), 1e-4);
        Assert.Equal(0.9, x.Max(), 1e-4);
        int[] inside = [.. Enumerable.Range(0, truth.Composition.Values.Length).Where(p => truth.Thickness.Values[p] > 20)];
        Assert.NotEqual(truth.Composition.Values[inside.MinBy(p => p % 160)] > 0.7, truth.Composition.Values[inside.MaxBy(p => p % 160)] > 0.7);
    }

    [Fact]
    public void Inclusions_of_the_other_phase_lie_in_core_and_shell()
    {
        SyntheticTruth without = Truth(new CoreShellInclusions(Frame(80, 110)) { Inclusions = 0 }, 5), with = Truth(new CoreShellInclusions(Frame(80, 110)) { Inclusions = 6 }, 5);
        int changed = without.Composition.Values.Zip(with.Composition.Values).Count(p => Math.Abs(p.First - p.Second) > 0.2);
        Assert.InRange(changed, 30, 600);
        Assert.All(without.Thickness.Values.Zip(with.Thickness.Values), t => Assert.Equal(t.First, t.Second, 1e-3f));
    }

    [Fact]
    public void Ninety_wires_cross_and_their_masks_overlap()
    {
        SyntheticTruth truth = Truth(new WireEnsemble(Frame(200, 200)), 7);
        Assert.Equal(90, truth.Particles.Count);
        int[] cover = new int[200 * 200];
        foreach (PlantedParticle particle in truth.Particles)
        {
            for (int p = 0; p < cover.Length; p++)
            {
                cover[p] += particle.Mask.Inside[p] ? 1 : 0;
            }
        }

        Assert.InRange(cover.Count(c => c > 1), 500, 15000);
        Assert.InRange(cover.Count(c => c == 0), 10000, 32000);
        for (int p = 0; p < cover.Length; p++)
        {
            Assert.True(cover[p] == 0 || truth.Thickness.Values[p] > 0);
        }
    }

    [Fact]
    public void The_smaller_a_wire_the_more_lithium_it_holds_and_its_mask_is_its_length_times_width()
    {
        SyntheticTruth truth = Truth(new WireEnsemble(Frame(240, 240)), 8);
        (double Area, double X)[] wires = [.. truth.Particles.Select(p => (p.Facts.Length * p.Facts.Width, p.Facts.Composition)).OrderBy(w => w.Item1)];
        Assert.True(wires[..20].Average(w => w.X) > 0.8);
        Assert.True(wires[^20..].Average(w => w.X) < 0.36);
        PlantedParticle[] whole = [.. truth.Particles.Where(p => p.Facts.Row is > 40 and < 200 && p.Facts.Column is > 40 and < 200)];
        Assert.True(whole.Length > 20);
        Assert.All(whole, p => Assert.InRange(p.Mask.Count / (p.Facts.Length * p.Facts.Width), 0.88, 1.02));
    }

    [Fact]
    public void Where_wires_cross_thicknesses_add_and_x_is_the_mean_by_amount()
    {
        var grid = new ImageGrid(6, 8);
        ImageScene crossing = new(Frame(6, 8), [new ImageLayer(Filled(grid, 30), 0.1, null), new ImageLayer(Filled(grid, 60), 0.9, null)]);
        SyntheticTruth truth = Truth(crossing, 1);
        double low = 30 / Made.V2O5.MolarVolume(0.1), high = 60 / Made.V2O5.MolarVolume(0.9);
        Assert.All(truth.Thickness.Values, t => Assert.Equal(90, t, 1e-3f));
        Assert.All(truth.Composition.Values, x => Assert.Equal(((0.1 * low) + (0.9 * high)) / (low + high), x, 1e-5));
    }

    [Fact]
    public void A_scene_of_images_is_the_sum_of_images_times_spectra()
    {
        var grid = new ImageGrid(6, 8);
        float[] ramp = [.. Enumerable.Range(0, 48).Select(i => (float)i)];
        ScalarField thickness = new(grid, ramp, "t", "nm");
        ReferenceSpectrum own = ModelSpectra.Standard(0.3) with { };
        SyntheticStack modelled = SceneExposure.Make(new ImageScene(Frame(6, 8), [new ImageLayer(thickness, 0.3, null)]), Made.V2O5, Perfect, 1);
        SyntheticStack given = SceneExposure.Make(new ImageScene(Frame(6, 8), [new ImageLayer(thickness, 0.3, own)]), Made.V2O5, Perfect, 1);
        Assert.Equal(modelled.Stack.Counts, given.Stack.Counts);
        for (int f = 0; f < FewEnergies.Length; f++)
        {
            double unit = Math.Log(modelled.Stack.Frame(f)[0] / modelled.Stack.Frame(f)[47]) / 47;
            Assert.True(unit > 1e-4);
            Assert.Equal(20 * unit, Math.Log(modelled.Stack.Frame(f)[0] / modelled.Stack.Frame(f)[20]), 1e-5);
        }
    }

    [Fact]
    public void Faint_particles_have_few_counts()
    {
        SyntheticStack made = SceneExposure.Make(new FaintField(Frame(64, 64)), Made.V2O5, new DisturbanceOptions(), 3);
        Assert.InRange(made.Truth.Disturbances.Single(d => d.Name == "counts").Value, 500, 900);
        Assert.Equal(16, made.Truth.Particles.Count);
    }

    private static double[] Inside(SyntheticTruth truth) => [.. truth.Composition.Values.Where(float.IsFinite).Select(v => (double)v)];

    private static ScalarField Filled(ImageGrid grid, float value) => new(grid, [.. Enumerable.Repeat(value, grid.Count)], "t", "nm");
}
