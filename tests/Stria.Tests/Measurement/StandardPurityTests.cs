using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class StandardPurityTests
{
    private const int Height = 40, Width = 56;

    // Two grains; the second of another composition where it is given one.
    private static StandardPurity Purity(double first, double second, long seed)
    {
        ScalarField Grain(double column) => new(new ImageGrid(Height, Width), [.. Enumerable.Range(0, Height * Width).Select(p =>
            Math.Pow(((p / Width) - (Height / 2.0)) / 13, 2) + Math.Pow(((p % Width) - column) / 9, 2) < 1 ? 90f : 0f)], "thickness", "nm");
        var scene = new ImageScene(new SceneFrame(Height, Width, 40e-9), [new ImageLayer(Grain(16), first, null), new ImageLayer(Grain(39), second, null)]);
        MadeMap made = MadeMap.Of(scene, seed, new DisturbanceOptions { Drift = 1, Jumps = 0, Counts = 4000 });
        return StandardPurity.Of(made.Measured, made.Sample);
    }

    [Fact]
    public void A_specimen_of_one_phase_is_not_called_mixed()
    {
        StandardPurity purity = Purity(0.45, 0.45, 1);
        Assert.False(purity.IsMixed, $"{purity.Spread}");
        Assert.InRange(purity.Spread, 0, 0.9 * StandardPurity.MixedFrom);
    }

    [Fact]
    public void A_specimen_of_two_phases_is_mixed_and_its_clusters_are_these_phases()
    {
        StandardPurity purity = Purity(0.1, 0.45, 1);
        Assert.True(purity.IsMixed, $"{purity.Spread}");
        Assert.InRange(purity.Components.ClusterSizes[1] / (double)purity.Components.Pixels.Length, 0.3, 0.5);
        Assert.Equal(1, purity.Pattern.Sum(v => v * v), 1e-9);
    }

    [Fact]
    public void A_specimen_of_a_few_pixels_is_refused()
    {
        OpticalDensityStack od = Made.OpticalDensities([500, 501, 502, 503], 8, 8, (f, r, c) => 1 + (0.1 * f), 1000, NoiseModel.Poisson);
        var mask = new PixelMask(8, 8, [.. Enumerable.Range(0, 64).Select(p => p / 8 is > 1 and < 6)]);
        Assert.Contains("pairs of pixels lie inside the specimen", Assert.Throws<DataException>(() => StandardPurity.Of(od, mask)).Message, StringComparison.Ordinal);
    }
}
