using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement.Adequacy;

/// <summary>Means of groups of pixels, what disturbances do to them, and their common fit.</summary>
public sealed class PooledFitTests
{
    private const int Side = 16;
    private const double Many = 1e9;
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();
    private static readonly int[][] Halves = [.. Enumerable.Range(0, 2).Select(h => Enumerable.Range(0, Side * Side).Where(p => p % Side / (Side / 2) == h).ToArray())];

    [Fact]
    public void Pixels_are_fitted_as_a_map_fits_them()
    {
        OpticalDensityStack od = Counted(3000);
        ReferenceFitOptions options = Options(od, SpectraMade.TwoMolar);
        ReferenceFitResult map = ReferenceFit.Run(od, options);
        FittedPixels some = FittedPixels.Of(od, options, Halves[1]);
        for (int r = 0; r < 2; r++)
        {
            Assert.All(Enumerable.Range(0, Halves[1].Length), i => Assert.Equal(map.Amounts[r][Halves[1][i]], some.Amounts[(r * Halves[1].Length) + i], 1e-6 * map.Amounts[r].Max()));
        }
    }

    [Fact]
    public void A_mean_has_the_summed_weight_of_its_pixels_and_no_residual_where_the_references_explain_them()
    {
        OpticalDensityStack od = Counted(Many);
        PooledSpectra pooled = Pooled(od, SpectraMade.Molar, 0, null);
        FittedPixels pixels = FittedPixels.Of(od, Options(od, SpectraMade.Molar), Halves[0]);
        int n = Halves[0].Length;
        for (int e = 0; e < Energies.Length; e += 13)
        {
            Assert.Equal(1, pooled.Weights[e] / Enumerable.Range(0, n).Sum(i => pixels.Weights[(e * n) + i]), 1e-9);
            Assert.Equal(0, pooled.Residual[e], 1e-5);
        }
    }

    [Fact]
    public void Shift_and_stretch_change_spectra_as_their_directions_say()
    {
        OpticalDensityStack od = Counted(Many);
        FittedPixels pixels = FittedPixels.Of(od, Options(od, SpectraMade.Molar), Halves[0]);
        double[][] directions = [.. DisturbanceDirections.Of(pixels, od, (SpectraMade.Molar, 0), null)];
        Assert.Equal(7, directions.Length);
        double[] moved = [.. Energies.Select(e => e + 0.01)];
        int n = Halves[0].Length;
        double[] change = [.. SpectraMade.Transmission(moved, (0.1, 100)).Zip(SpectraMade.Transmission(Energies, (0.1, 100)), (a, b) => Math.Log(b / a))];
        double largest = change.Max(Math.Abs);
        for (int e = 0; e < Energies.Length; e++)
        {
            Assert.Equal(change[e], -0.01 * directions[0][e * n], 0.05 * largest);
            Assert.Equal(directions[1][e * n], directions[0][e * n] * (Energies[e] - (0.5 * (Energies[0] + Energies[^1]))), 1e-9);
        }
    }

    [Fact]
    public void Broadening_changes_spectra_as_its_direction_says()
    {
        OpticalDensityStack od = Counted(Many);
        FittedPixels pixels = FittedPixels.Of(od, Options(od, SpectraMade.Molar), Halves[0]);
        double[] direction = DisturbanceDirections.Of(pixels, od, (SpectraMade.Molar, 0), null).ElementAt(2), inner = Energies[5..^5];
        double[] offsets = [.. Enumerable.Range(-40, 81).Select(k => 0.025 * k)], weights = [.. offsets.Select(o => Math.Exp(-0.5 * o * o / 0.04))];
        double[] broad = new double[inner.Length], plain = [.. SpectraMade.Transmission(inner, (0.1, 100)).Select(t => -Math.Log(t))];
        for (int k = 0; k < offsets.Length; k++)
        {
            double[] moved = SpectraMade.Transmission([.. inner.Select(e => e + offsets[k])], (0.1, 100));
            for (int e = 0; e < inner.Length; e++)
            {
                broad[e] -= weights[k] / weights.Sum() * Math.Log(moved[e]);
            }
        }

        double largest = broad.Zip(plain, (b, p) => Math.Abs(b - p)).Max();
        Assert.True(largest > 0.01);
        Assert.All(Enumerable.Range(0, inner.Length), e => Assert.Equal(broad[e] - plain[e], direction[(e + 5) * Halves[0].Length], 0.05 * largest));
    }

    [Fact]
    public void Stray_light_and_lost_counts_follow_the_transmission()
    {
        OpticalDensityStack od = Counted(Many);
        FittedPixels pixels = FittedPixels.Of(od, Options(od, SpectraMade.Molar), Halves[0]);
        double[][] directions = [.. DisturbanceDirections.Of(pixels, od, (SpectraMade.Molar, 0), null)];
        for (int i = 0; i < pixels.Model.Length; i += 997)
        {
            double t = Math.Exp(-pixels.Model[i]);
            Assert.Equal((1 / t) - 1, directions[4][i], 1e-9);
            Assert.Equal(1 - t, directions[5][i], 1e-9);
            Assert.Equal(1 - (t * t), directions[6][i], 1e-9);
        }
    }

    [Fact]
    public void Dichroism_is_nothing_where_a_particle_lies_between_the_axes_and_turns_its_sign_with_it()
    {
        OpticalDensityStack od = Counted(Many);
        FittedPixels pixels = FittedPixels.Of(od, Options(od, SpectraMade.Molar), [0, 1, 2]);
        float[] cosine = new float[Side * Side];
        (cosine[0], cosine[1], cosine[2]) = (1, -1, float.NaN);
        double[][] turned = [.. DisturbanceDirections.Of(pixels, od, (SpectraMade.Molar, 0), cosine).Skip(7)];
        Assert.NotEmpty(turned);
        Assert.All(turned, d => Assert.All(Enumerable.Range(0, Energies.Length), e =>
        {
            Assert.Equal(d[e * 3], -d[(e * 3) + 1], 2e-4 * d.Max(Math.Abs));
            Assert.Equal(0, d[(e * 3) + 2]);
        }));
        Assert.Contains(turned, d => d.Any(v => v != 0));
    }

    [Fact]
    public void A_disturbance_of_any_kind_and_sign_is_taken_up()
    {
        OpticalDensityStack od = Counted(20000);
        PooledSpectra[] pooled = [.. Enumerable.Range(0, 2).Select(h => Pooled(od, SpectraMade.Molar, h, null))];
        double plain = Problem(pooled, od).Solve().Leading.Square;
        foreach ((int which, double strength) in (ReadOnlySpan<(int, double)>)[(0, -0.02), (0, 0.02), (1, 0.01), (2, -0.3), (3, 0.3), (4, -0.02), (5, 0.02), (6, -0.02)])
        {
            Add(pooled, which, strength);
            Assert.Equal(plain, Problem(pooled, od).Solve().Leading.Square, 1e-6 * plain);
            Add(pooled, which, -strength);
        }
    }

    [Fact]
    public void Drawings_scatter_as_white_noise_does_and_are_the_same_for_the_same_seed()
    {
        OpticalDensityStack od = Counted(4000);
        PooledFit problem = Problem([.. Enumerable.Range(0, 2).Select(h => Pooled(od, SpectraMade.Molar, h, null))], od);
        PooledResult[] drawn = [.. problem.Draw(60, 5)], again = [.. problem.Draw(60, 5)];
        Assert.Equal(drawn.Select(d => d.Leading.Square), again.Select(d => d.Leading.Square));
        Assert.Equal(1, drawn.Average(d => d.Reduced.Average()), 0.05);
        Assert.All(drawn, d => Assert.True(d.Leading.Square > 0 && Math.Abs(d.Leading.Strengths.Sum(s => s * s) - 1) < 1e-9));
    }

    [Fact]
    public void Noise_of_the_standards_and_of_the_light_widens_the_deviation_of_a_group()
    {
        OpticalDensityStack od = Counted(4000);
        PooledSpectra[] pooled = [.. Enumerable.Range(0, 2).Select(h => Pooled(od, SpectraMade.Molar, h, null))];
        double[] none = new double[Energies.Length], light = [.. none.Select(_ => 1e-6)], standards = new double[SpectraMade.Molar.References.Count];
        Array.Fill(standards, 1.0);
        ReferenceDesign design = Options(od, SpectraMade.Molar).Design;
        double counting = 1 / pooled[0].Weights[40], amounts = pooled[0].Amounts.Sum(a => a * a);
        Assert.Equal(Math.Sqrt(counting + 1e-6 + amounts), new PooledFit(pooled, design, (light, standards), Energies).Deviation(0, 40), 1e-12);
        Assert.Equal(Math.Sqrt(counting), new PooledFit(pooled, design, (none, []), Energies).Deviation(0, 40), 1e-12);
    }

    private static void Add(PooledSpectra[] groups, int which, double strength)
    {
        foreach (PooledSpectra group in groups)
        {
            for (int e = 0; e < Energies.Length; e++)
            {
                group.Residual[e] += strength * group.Disturbances[which][e];
            }
        }
    }

    private static OpticalDensityStack Counted(double incident) =>
        SpectraMade.Counted(Side, Side, 0, incident, 2, p => SpectraMade.Transmission(Energies, (p % Side < Side / 2 ? 0.1 : 0.45, 100)));

    private static PooledSpectra Pooled(OpticalDensityStack od, ScaledReferences references, int half, float[]? cosine) => PooledSpectra.Of(od, (references, 0), Options(od, references), Halves[half], (1, cosine));

    private static PooledFit Problem(PooledSpectra[] pooled, OpticalDensityStack od) => new(pooled, Options(od, SpectraMade.Molar).Design, (new double[Energies.Length], []), Energies);

    private static ReferenceFitOptions Options(OpticalDensityStack od, ScaledReferences references) =>
        new(ReferenceDesign.At(references, od.PhotonEnergies_eV, 0), [.. references.References.Select(r => r.Composition)], Made.All(Side, Side), SpectraMade.NoFactors(od));
}
