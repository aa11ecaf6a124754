using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class AmountBootstrapTests
{
    private const int Height = 14, Width = 20;
    private static readonly double[] Compositions = [.. SpectraMade.TwoMolar.References.Select(r => r.Composition)];

    private static readonly Lazy<ReferenceFitResult> Mixed = new(() => Fit((0.1, 40), (0.45, 40)));

    private static ReferenceFitResult Fit(params (double X, double Nanometres)[] amounts)
    {
        OpticalDensityStack od = SpectraMade.Counted(Height, Width, 0, 400, 9, _ => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), amounts));
        var mask = new PixelMask(Height, Width, [.. Enumerable.Repeat(true, Height * Width)]);
        return ReferenceFit.Run(od, new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.TwoMolar, od.PhotonEnergies_eV, 0), Compositions, mask, SpectraMade.NoFactors(od)) { KeepNormalEquations = true });
    }

    private static ReferenceFitResult Drawn(ReferenceFitResult fit, int threads = 1, int draws = 50) =>
        AmountBootstrap.Apply(fit, Compositions, (AmountSolvers.Usual, new AmountOptions()), draws, new BootstrapOptions(1, 3, threads));

    private static double X(ReferenceFitResult fit, int p) => fit.Amounts.Select((a, r) => a[p] * Compositions[r]).Sum() / fit.Amounts.Sum(a => (double)a[p]);

    [Fact]
    public void Far_from_bounds_the_bootstrap_gives_what_the_covariance_gives_and_what_repeated_pixels_show()
    {
        ReferenceFitResult drawn = Drawn(Mixed.Value);
        double bootstrap = drawn.CompositionDeviation.Average(), covariance = Mixed.Value.CompositionDeviation.Average();
        double[] x = [.. Enumerable.Range(0, Height * Width).Select(p => X(drawn, p))];
        double scatter = Math.Sqrt(x.Sum(v => Math.Pow(v - x.Average(), 2)) / (x.Length - 1));
        Assert.Equal(1, bootstrap / covariance, 0.05);
        Assert.Equal(1, bootstrap / scatter, 0.15);
        Assert.Equal(1, drawn.TotalDeviation.Average() / Mixed.Value.TotalDeviation.Average(), 0.05);
    }

    [Fact]
    public void It_repeats_for_a_seed_and_any_number_of_threads()
    {
        Assert.Equal(Drawn(Mixed.Value, draws: 10).CompositionDeviation, Drawn(Mixed.Value, threads: 3, draws: 10).CompositionDeviation);
        Assert.NotEqual(Drawn(Mixed.Value, draws: 10).CompositionDeviation, Drawn(Mixed.Value, draws: 11).CompositionDeviation);
    }

    [Fact]
    public void At_a_bound_the_deviation_is_that_of_the_side_that_is_open()
    {
        // A pure pixel: noise can move x only towards the other reference; of a normal distribution cut at its middle the standard deviation is 0.58 of the whole.
        ReferenceFitResult pure = Fit((0.1, 80));
        ReferenceFitResult drawn = Drawn(pure, draws: 200);
        int[] atBound = [.. Enumerable.Range(0, Height * Width).Where(p => pure.Amounts[1][p] == 0)];
        Assert.InRange(atBound.Length, Height * Width / 4, 3 * Height * Width / 4);
        Assert.Equal(0.58, atBound.Average(p => drawn.CompositionDeviation[p]) / atBound.Average(p => pure.CompositionDeviation[p]), 0.06);
    }

    [Fact]
    public void A_fit_without_its_equations_is_refused()
    {
        OpticalDensityStack od = SpectraMade.Counted(2, 2, 0, 400, 9, _ => SpectraMade.Transmission(CoreShellScene.EnergyGrid(), (0.1, 80)));
        var mask = new PixelMask(2, 2, [true, true, true, true]);
        ReferenceFitResult bare = ReferenceFit.Run(od, new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.TwoMolar, od.PhotonEnergies_eV, 0), Compositions, mask, SpectraMade.NoFactors(od)));
        Assert.Throws<InvalidOperationException>(() => Drawn(bare));
    }
}
