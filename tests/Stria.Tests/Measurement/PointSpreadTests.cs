using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>The width of the beam as the outlines tell it.</summary>
public sealed class PointSpreadTests
{
    private const int Side = 40;
    private const float Noise = 0.003f;
    private static readonly ImageGrid Grid = new(Side, Side) { PixelSizeX = 40e-9, PixelSizeY = 40e-9 };
    private static readonly Lazy<PointSpread> Found = new(() => PointSpread.Find(Absorbed(0.8), Sigma, Sample, seed: 1, threads: 2)!);

    [Fact]
    public void The_width_is_found_within_its_error_though_the_particle_is_rounded()
    {
        Assert.InRange(Found.Value.Deviation_px, 0.0005, 0.04);
        Assert.Equal(0.8, Found.Value.Width_px, 3 * Found.Value.Deviation_px + 0.01);
        Assert.InRange(Found.Value.Bias, 0.98, 1.1);
        Assert.Equal(2.3548 * Found.Value.Width_px, Found.Value.Fwhm_px, 1e-3);
        Assert.Equal(2.5631 * Found.Value.Width_px, Found.Value.TenToNinety_px, 1e-3);
    }

    [Fact]
    public void No_outline_tells_no_width()
    {
        Assert.Null(PointSpread.Find(Absorbed(0.8), Sigma, new PixelMask(Side, Side, new bool[Side * Side]), seed: 1));
    }

    [Fact]
    public void Profiles_across_the_outline_rise_from_nothing_to_the_sample_as_the_model_does()
    {
        EdgeProfile profile = EdgeProfile.Of(Found.Value)!;
        Assert.InRange(profile.Places, 8, 1000);
        Assert.Equal(0, profile.Seen[0], 0.05);
        Assert.Equal(1, profile.Seen[^1], 0.08);
        Assert.All(profile.Seen.Zip(profile.Model), pair => Assert.Equal(pair.First, pair.Second, 0.03));
        Assert.All(profile.Model.Zip(profile.Model.Skip(1)), pair => Assert.True(pair.Second > pair.First - 0.02));
    }

    [Fact]
    public void Light_is_mixed_within_the_beam_and_the_difference_is_put_back()
    {
        double[] energies = [515, 520, 525];
        ScaledReferences references = SpectraMade.Molar;
        ReferenceDesign design = ReferenceDesign.At(references, energies, 0);
        double[] compositions = [.. references.References.Select(r => r.Composition)];
        float total = (float)(90 * SpectraMade.PerNanometre(compositions[1]));
        float[] amount = [.. Inside.Select(i => i ? total : 0)], x = [.. Inside.Select(i => i ? (float)compositions[1] : float.NaN)];
        float[][] density = [.. Enumerable.Range(0, 3).Select(e => amount.Select(n => (float)(n * design.Values[(1 * 3) + e])).ToArray())];
        float[][] light = [.. density.Select(d => GaussianFilter.Smooth([.. d.Select(v => MathF.Exp(-v))], Side, Side, 0.8))];
        OpticalDensityStack seen = Made.OpticalDensities(energies, Side, Side, (f, r, c) => -Math.Log(light[f][(r * Side) + c]));
        var sharp = new SharpAmounts(amount, Inside, 0.8);
        OpticalDensityStack linear = MixedLight.Remove(seen, (design, compositions), sharp, new ScalarField(seen.Grid, x, "x", "1"));
        double before = 0;
        for (int e = 0; e < 3; e++)
        {
            float[] wanted = GaussianFilter.Smooth(density[e], Side, Side, 0.8);
            Assert.All(Enumerable.Range(0, Side * Side), p => Assert.Equal(wanted[p], linear.Frame(e)[p], 1e-5));
            before = Math.Max(before, Enumerable.Range(0, Side * Side).Max(p => Math.Abs(wanted[p] - seen.Frame(e)[p])));
        }

        Assert.InRange(before, 0.02, 10);
        Assert.Same(seen, MixedLight.Remove(seen, (design, compositions), sharp with { Width_px = 0 }, new ScalarField(seen.Grid, x, "x", "1")));
    }

    private static bool[] Inside => [.. Enumerable.Range(0, Side * Side).Select(p => Height(p) > 0)];

    private static PixelMask Sample => new(Side, Side, Inside);

    private static float[] Sigma => [.. Enumerable.Repeat(Noise, Side * Side)];

    private static ScalarField Absorbed(double blur)
    {
        var random = new SeededRandom(2);
        float[] seen = GaussianFilter.Smooth([.. Enumerable.Range(0, Side * Side).Select(p => 1 - (float)Math.Exp(-0.6 * Height(p)))], Side, Side, blur);
        return new ScalarField(Grid, [.. seen.Select(v => v + (Noise * (float)random.Normal()))], "1 − T", "1");
    }

    // A plate with rounded rims, as thick particles have them.
    private static double Height(int pixel)
    {
        double y = ((pixel / Side) - 19.5) / 12.3, x = ((pixel % Side) - 19.5) / 13.1, rho = Math.Pow(x, 8) + Math.Pow(y, 8);
        return rho < 1 ? Math.Pow(1 - rho, 0.25) : 0;
    }
}
