using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

public sealed class SpatialSmoothingTests
{
    private const int Height = 16, Width = 20;
    private static readonly double[] Compositions = [.. SpectraMade.Molar.References.Select(r => r.Composition)];

    private static readonly Lazy<ReferenceFitResult> Flat = new(() => Fit(_ => 0.3)), Step = new(() => Fit(c => c < Width / 2 ? 0.1 : 0.9));

    private static ReferenceFitResult Fit(Func<int, double> compositionOfColumn)
    {
        OpticalDensityStack od = SpectraMade.Counted(Height, Width, 0, 300, 5, p => SpectraMade.Transmission(CoreShellSceneEnergies, (compositionOfColumn(p % Width), 60 + (2 * (p % Width)))));
        var mask = new PixelMask(Height, Width, [.. Enumerable.Repeat(true, Height * Width)]);
        return ReferenceFit.Run(od, new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0), Compositions, mask, SpectraMade.NoFactors(od)) { KeepNormalEquations = true });
    }

    private static double[] CoreShellSceneEnergies => Stria.Measurement.Synthesis.CoreShellScene.EnergyGrid();

    private static double[] X(ReferenceFitResult fit) => [.. Enumerable.Range(0, Height * Width).Select(p =>
    {
        double total = fit.Amounts.Sum(a => (double)a[p]);
        return fit.Amounts.Select((a, r) => a[p] * Compositions[r]).Sum() / total;
    })];

    [Fact]
    public void A_field_of_one_composition_becomes_less_noisy_at_about_the_price_of_its_noise()
    {
        SmoothedFit smooth = SpatialSmoothing.Apply(Flat.Value, Compositions, 3);
        double before = X(Flat.Value).Average(x => Math.Pow(x - 0.3, 2)), after = X(smooth.Fit).Average(x => Math.Pow(x - 0.3, 2));
        Assert.True(after < 0.35 * before, $"{Math.Sqrt(before)} → {Math.Sqrt(after)}");
        Assert.InRange(smooth.ChiSquareRise, 0.05, Compositions.Length);
        Assert.InRange(smooth.CompositionChange, 0.3 * Math.Sqrt(before), 1.5 * Math.Sqrt(before));
    }

    [Fact]
    public void The_sum_never_rises_and_does_not_depend_on_the_threads()
    {
        SmoothedFit one = SpatialSmoothing.Apply(Step.Value, Compositions, 1), three = SpatialSmoothing.Apply(Step.Value, Compositions, 1, threads: 3);
        Assert.All(Enumerable.Range(1, one.Costs.Count - 1), i => Assert.True(one.Costs[i] <= one.Costs[i - 1] + (1e-12 * Math.Abs(one.Costs[i - 1]))));
        Assert.True(one.Costs[^1] < one.Costs[0]);
        Assert.All(one.Fit.Amounts.Zip(three.Fit.Amounts), a => Assert.Equal(a.First, a.Second));
    }

    [Fact]
    public void A_short_length_leaves_the_fit_as_it_was()
    {
        SmoothedFit smooth = SpatialSmoothing.Apply(Step.Value, Compositions, 1e-4);
        Assert.All(X(Step.Value).Zip(X(smooth.Fit)), x => Assert.Equal(x.First, x.Second, 1e-4));
        Assert.InRange(smooth.ChiSquareRise, -1e-6, 1e-3);
    }

    [Fact]
    public void A_step_is_smeared_the_more_the_longer_the_length_and_chi_square_says_so()
    {
        double Edge(SmoothedFit f) => Enumerable.Range(0, Height).Average(r => X(f.Fit)[(r * Width) + (Width / 2)] - X(f.Fit)[(r * Width) + (Width / 2) - 1]);
        SmoothedFit near = SpatialSmoothing.Apply(Step.Value, Compositions, 0.5), far = SpatialSmoothing.Apply(Step.Value, Compositions, 4);
        Assert.True(Edge(far) < 0.8 * Edge(near), $"{Edge(near)} {Edge(far)}");
        Assert.True(far.ChiSquareRise > near.ChiSquareRise + 1, $"{near.ChiSquareRise} {far.ChiSquareRise}");
    }

    [Fact]
    public void Thickness_is_not_smoothed()
    {
        SmoothedFit smooth = SpatialSmoothing.Apply(Flat.Value, Compositions, 10);
        double Total(ReferenceFitResult f, int c) => Enumerable.Range(0, Height).Average(r => f.Amounts.Sum(a => (double)a[(r * Width) + c]));
        Assert.Equal(1, Total(smooth.Fit, 0) / Total(Flat.Value, 0), 0.02);
        Assert.Equal(1, Total(smooth.Fit, Width - 1) / Total(Flat.Value, Width - 1), 0.02);
    }
}
