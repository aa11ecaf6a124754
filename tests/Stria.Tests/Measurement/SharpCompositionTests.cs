using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class SharpCompositionTests
{
    private const int Side = 64;
    private const double Blur = 0.9, Noise = 0.012;

    [Fact]
    public void Blur_and_noise_are_taken_off_and_the_interval_holds_the_truth()
    {
        (CompositionMaps seen, float[] truth) = Seen(Blur);
        CompositionMaps sharp = SharpComposition.Apply(seen, Basis(), Amounts(seen, Blur), seed: 1);
        double before = Error(seen, truth), after = Error(sharp, truth);
        Assert.InRange(after, 0.001, 0.6 * before);
        Assert.InRange(Covered(sharp, truth), 0.58, 0.85); // domains of one composition each are what the penalty likes best
        Assert.True(Error(sharp, truth) < Error(SharpComposition.Apply(seen, Basis(), Amounts(seen, 0), seed: 1), truth), "taking no blur off is worse");
        Assert.Equal(0, Enumerable.Range(0, Side * Side).Where(Scored).Average(p => sharp.Total.Values[p] - Amount(p)), 0.005);
        Assert.All(Enumerable.Range(0, Side * Side).Where(Scored), p => Assert.Equal(Basis().MolarVolume(sharp.Composition.Values[p]) * 1e9 * sharp.Total.Values[p], sharp.Thickness.Values[p], 1e-3 * sharp.Thickness.Values[p]));
    }

    [Fact]
    public void Nothing_rings_at_the_particle_and_outside_stays_empty()
    {
        (CompositionMaps seen, float[] truth) = Seen(Blur);
        CompositionMaps sharp = SharpComposition.Apply(seen, Basis(), Amounts(seen, Blur), seed: 1);
        int other = 0;
        bool[] inside = [.. truth.Select(t => !float.IsNaN(t))], rim = [.. Morphology.Dilate(inside, Side, Side, 1).Zip(Morphology.Erode(inside, Side, Side, 1), (o, i) => o && !i)];
        for (int p = 0; p < truth.Length; p++)
        {
            bool differs = float.IsNaN(truth[p]) != float.IsNaN(sharp.Composition.Values[p]);
            other += differs ? 1 : 0;
            Assert.True(!differs || rim[p], $"the outline is off by more than a pixel at {p}");
            Assert.False(sharp.Composition.Values[p] < 0.1 - 0.05 || sharp.Composition.Values[p] > 0.45 + 0.05, $"x = {sharp.Composition.Values[p]} at {p}");
            Assert.Equal(float.IsNaN(sharp.Composition.Values[p]), float.IsNaN(sharp.Thickness.Values[p]));
            Assert.Equal(float.IsNaN(sharp.Composition.Values[p]), sharp.PhaseLabels[p] < 0);
        }

        Assert.InRange(other, 0, 0.04 * inside.Count(i => i)); // a twentieth of the plate's height is soon left over beside it
    }

    [Fact]
    public void A_pure_domain_is_found_pure_on_average_and_its_interval_holds_it()
    {
        var random = new SeededRandom(4);
        (CompositionMaps seen, float[] truth) = Seen(Blur);
        float[] pure = [.. truth.Select(t => float.IsNaN(t) ? t : 0.45f)];
        CompositionMaps noisy = seen with { Composition = seen.Composition.With([.. seen.Composition.Values.Select(v => float.IsNaN(v) ? v : 0.45f + (float)(Noise * random.Normal()))]) };
        CompositionMaps sharp = SharpComposition.Apply(noisy, Basis(), Amounts(noisy, Blur), seed: 1);
        double[] errors = [.. Enumerable.Range(0, Side * Side).Where(Scored).Select(p => (double)(sharp.Composition.Values[p] - pure[p]))];
        Assert.InRange(errors.Average(), -0.0008, 0.0008);
        Assert.Contains(errors, e => e > 0.0005);
        Assert.InRange(Covered(sharp, pure), 0.55, 0.85);
    }

    [Fact]
    public void Threads_and_seed_leave_x_alone_and_phases_follow_x()
    {
        (CompositionMaps seen, _) = Seen(Blur);
        CompositionMaps one = SharpComposition.Apply(seen, Basis(), Amounts(seen, Blur), seed: 1), two = SharpComposition.Apply(seen, Basis(), Amounts(seen, Blur), seed: 1, threads: 2), other = SharpComposition.Apply(seen, Basis(), Amounts(seen, Blur), seed: 2);
        Assert.Equal(one.Deviation.Values, two.Deviation.Values);
        Assert.Equal(one.Composition.Values, other.Composition.Values);
        Assert.NotEqual(one.Deviation.Values, other.Deviation.Values);
        Assert.All(Enumerable.Range(0, Side * Side).Where(p => one.PhaseLabels[p] >= 0), p => Assert.Equal(Basis().PhaseOf(one.Composition.Values[p]), one.PhaseLabels[p]));
    }

    // An ε shell about an α core and a thickness that grows to the right; the beam mixes them by amount.
    private static (CompositionMaps Seen, float[] Truth) Seen(double blur)
    {
        var random = new SeededRandom(11);
        float[] truth = new float[Side * Side], amount = new float[truth.Length], lithium = new float[truth.Length];
        for (int p = 0; p < truth.Length; p++)
        {
            double y = (p / Side) - 31.5, x = (p % Side) - 31.5;
            bool inside = Inside(p / Side, p % Side);
            truth[p] = !inside ? float.NaN : (x * x) + (y * y) < 200 ? 0.1f : 0.45f;
            amount[p] = inside ? Amount(p) : 0;
            lithium[p] = inside ? amount[p] * truth[p] : 0;
        }

        float[] seenAmount = GaussianFilter.Smooth(amount, Side, Side, blur), seenLithium = GaussianFilter.Smooth(lithium, Side, Side, blur);
        float[] composition = [.. truth.Select((t, p) => float.IsNaN(t) ? t : (seenLithium[p] / seenAmount[p]) + (float)(Noise * random.Normal()))];
        float[] deviation = [.. truth.Select(t => float.IsNaN(t) ? t : (float)Noise)];
        var grid = new ImageGrid(Side, Side);
        CompositionBasis basis = Basis();
        sbyte[] labels = [.. composition.Select(c => (sbyte)(float.IsNaN(c) ? -1 : basis.PhaseOf(c)))];
        return (new CompositionMaps(grid, basis.PhaseNames, labels)
        {
            Composition = new ScalarField(grid, composition, "x", "1"),
            Deviation = new ScalarField(grid, deviation, "σ(x)", "1"),
            Total = new ScalarField(grid, seenAmount, "n", "mol/m²"),
            Lithium = new ScalarField(grid, seenLithium, "n(Li)", "mol/m²"),
            Thickness = new ScalarField(grid, seenAmount, "thickness", "nm"),
            Purity = new ScalarField(grid, new float[truth.Length], "purity", "1"),
            Amounts = [],
            Widening = 1,
            FaintPixels = 0,
        }, truth);
    }

    private static float Amount(int pixel) => 1 + (float)(0.01 * ((pixel % Side) - 31.5));

    private static SharpAmounts Amounts(CompositionMaps seen, double blur) => SharpAmounts.Find(seen.Total, [.. seen.Total.Values.Select(_ => 0.01f)], blur);

    private static CompositionBasis Basis() => CompositionBasis.Of(SpectraMade.Molar, Made.V2O5);

    private static bool Inside(int row, int column) => Math.Pow((row - 31.5) / 26, 2) + Math.Pow((column - 31.5) / 24, 2) < 1;

    private static double Error(CompositionMaps maps, float[] truth) =>
        Math.Sqrt(Enumerable.Range(0, truth.Length).Where(p => Scored(p)).Average(p => Math.Pow(maps.Composition.Values[p] - truth[p], 2)));

    private static double Covered(CompositionMaps maps, float[] truth) =>
        Enumerable.Range(0, truth.Length).Where(Scored).Average(p => Math.Abs(maps.Composition.Values[p] - truth[p]) <= maps.Deviation.Values[p] ? 1.0 : 0);

    private static bool Scored(int pixel) => Math.Pow(((pixel / Side) - 31.5) / 24, 2) + Math.Pow(((pixel % Side) - 31.5) / 22, 2) < 1;
}
