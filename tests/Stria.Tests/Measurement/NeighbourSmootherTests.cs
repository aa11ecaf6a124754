using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>What every way to hold neighbours together keeps to, and what the adaptive one does better.</summary>
public sealed class NeighbourSmootherTests
{
    private const int Height = 20, Width = 24;
    private static readonly double[] Compositions = [.. SpectraMade.Molar.References.Select(r => r.Composition)];
    private static readonly Lazy<ReferenceFitResult> Flat = new(() => Fit(_ => 0.3, BackgroundShape.None)), Step = new(() => Fit(c => c < Width / 2 ? 0.1 : 0.9, BackgroundShape.Film));

    public static TheoryData<string> Names => [.. NeighbourSmoothers.All.Select(s => s.Name)];

    [Fact]
    public void The_catalogue_lists_all_of_them_by_names_of_their_own_and_names_them_when_one_is_unknown()
    {
        Type[] types = [.. typeof(INeighbourSmoother).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(INeighbourSmoother)))];
        Assert.Equal(types.OrderBy(t => t.Name), NeighbourSmoothers.All.Select(s => s.GetType()).OrderBy(t => t.Name));
        Assert.Equal(NeighbourSmoothers.All.Count, NeighbourSmoothers.All.Select(s => s.Name).Distinct().Count());
        Assert.Contains("quadratic, adaptive", Assert.Throws<ArgumentException>(() => NeighbourSmoothers.Named("magic")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_becomes_less_thickness_stays_and_the_price_is_said(string name)
    {
        SmoothedFit smooth = NeighbourSmoothers.Named(name).Apply(Flat.Value, new NeighbourOptions(Compositions, 4));
        double before = Rms(X(Flat.Value), _ => 0.3), after = Rms(X(smooth.Fit), _ => 0.3);
        Assert.True(after < 0.6 * before, $"{before} → {after}");
        Assert.InRange(smooth.ChiSquareRise, 0.05, Compositions.Length);
        Assert.InRange(smooth.CompositionChange, 0.3 * before, 1.5 * before);
        for (int p = 0; p < Height * Width; p += 7)
        {
            double own = Flat.Value.Amounts.Sum(a => (double)a[p]), now = smooth.Fit.Amounts.Sum(a => (double)a[p]);
            Assert.Equal(1, now / own, 0.08);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_result_does_not_depend_on_the_threads_and_amounts_are_not_negative(string name)
    {
        SmoothedFit one = NeighbourSmoothers.Named(name).Apply(Step.Value, new NeighbourOptions(Compositions, 3)), three = NeighbourSmoothers.Named(name).Apply(Step.Value, new NeighbourOptions(Compositions, 3) { Threads = 3 });
        Assert.All(one.Fit.Amounts.Zip(three.Fit.Amounts), a => Assert.Equal(a.First, a.Second));
        Assert.All(one.Fit.Amounts, a => Assert.All(a, n => Assert.True(n >= 0)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fit_without_its_normal_equations_is_refused(string name)
    {
        OpticalDensityStack od = SpectraMade.Counted(2, 2, 0, 300, 5, _ => SpectraMade.Transmission(Energies, (0.3, 80)));
        ReferenceFitResult fit = ReferenceFit.Run(od, new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0), Compositions, Made.All(2, 2), SpectraMade.NoFactors(od)));
        Assert.Contains("KeepNormalEquations", Assert.Throws<InvalidOperationException>(() => NeighbourSmoothers.Named(name).Apply(fit, new NeighbourOptions(Compositions, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_in_composition_stays_where_a_quadratic_penalty_smears_it()
    {
        double Truth(int p) => p % Width < Width / 2 ? 0.1 : 0.9;
        int[] beside = [.. Enumerable.Range(0, Height * Width).Where(p => p % Width is (Width / 2) - 1 or Width / 2)];
        double Edge(string name) => Math.Sqrt(beside.Average(p => Math.Pow(X(NeighbourSmoothers.Named(name).Apply(Step.Value, new NeighbourOptions(Compositions, 4)).Fit)[p] - Truth(p), 2)));
        double alone = Math.Sqrt(beside.Average(p => Math.Pow(X(Step.Value)[p] - Truth(p), 2))), adaptive = Edge("adaptive"), quadratic = Edge("quadratic");
        Assert.True(adaptive < 0.6 * alone, $"{alone} → {adaptive}");
        Assert.True(adaptive < 0.5 * quadratic, $"{quadratic} against {adaptive}");
    }

    [Fact]
    public void A_flat_field_is_smoothed_as_if_no_weight_depended_on_the_data()
    {
        SmoothedFit smooth = new AdaptiveSmoothing().Apply(Flat.Value, new NeighbourOptions(Compositions, 4));
        // The weights 1 − r²/h² within 4 px count as 38 pixels inside the field, and as fewer at its border.
        Assert.InRange(smooth.PixelsTogether, 22, 38);
    }

    [Fact]
    public void The_standard_deviation_holds_the_truth_as_often_as_it_says()
    {
        SmoothedFit smooth = new AdaptiveSmoothing().Apply(Flat.Value, new NeighbourOptions(Compositions, 2));
        Assert.True(smooth.HasDeviations);
        double[] x = X(smooth.Fit);
        double within = Enumerable.Range(0, x.Length).Average(p => Math.Abs(x[p] - 0.3) <= smooth.Fit.CompositionDeviation[p] ? 1.0 : 0);
        Assert.InRange(within, 0.5, 0.88);
        Assert.True(Quantiles.Median(smooth.Fit.CompositionDeviation) < 0.6 * Quantiles.Median(Flat.Value.CompositionDeviation));
    }

    [Fact]
    public void Neighbours_that_resampling_has_made_alike_give_a_wider_deviation()
    {
        ReferenceFitResult plain = new AdaptiveSmoothing().Apply(Flat.Value, new NeighbourOptions(Compositions, 4)).Fit, alike = new AdaptiveSmoothing().Apply(Flat.Value, new NeighbourOptions(Compositions, 4) { NoiseFactor = 0.5 }).Fit;
        // Twice as few independent pixels would be 1.41; what passes for structure in the noise is part of both, and less of it where noise is said to be wider.
        Assert.InRange(Quantiles.Median(alike.CompositionDeviation) / Quantiles.Median(plain.CompositionDeviation), 1.03, 1.42);
    }

    private static double[] Energies => Stria.Measurement.Synthesis.CoreShellScene.EnergyGrid();

    private static ReferenceFitResult Fit(Func<int, double> compositionOfColumn, BackgroundShape background)
    {
        OpticalDensityStack od = SpectraMade.Counted(Height, Width, 0, 300, 5, p => SpectraMade.Transmission(Energies, (compositionOfColumn(p % Width), 80 + (2 * (p % Width)))));
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0).With(background, od.PhotonEnergies_eV);
        return ReferenceFit.Run(od, new ReferenceFitOptions(design, Compositions, Made.All(Height, Width), SpectraMade.NoFactors(od)) { KeepNormalEquations = true });
    }

    private static double[] X(ReferenceFitResult fit) => [.. Enumerable.Range(0, Height * Width).Select(p => fit.Amounts.Select((a, r) => a[p] * Compositions[r]).Sum() / fit.Amounts.Sum(a => (double)a[p]))];

    private static double Rms(double[] x, Func<int, double> truth) => Math.Sqrt(x.Select((v, p) => Math.Pow(v - truth(p), 2)).Average());
}
