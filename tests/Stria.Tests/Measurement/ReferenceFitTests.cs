using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class ReferenceFitTests
{
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();

    [Fact]
    public void Amounts_of_two_standards_in_a_measurement_without_noise_are_exact()
    {
        double[] amounts = Solve(SpectraMade.TwoMolar, (0.1, 35), (0.45, 55));
        Assert.Equal(35, amounts[0] / SpectraMade.PerNanometre(0.1), 1e-9);
        Assert.Equal(55, amounts[1] / SpectraMade.PerNanometre(0.45), 1e-9);
    }

    [Fact]
    public void Amounts_of_six_standards_are_exact_to_the_rounding_that_their_likeness_amplifies_and_x_to_a_millionth()
    {
        (double X, double Nm)[] planted = [(0, 20), (0.1, 0), (0.3, 55), (0.45, 0), (0.7, 12), (0.9, 31)];
        double[] amounts = Solve(SpectraMade.Molar, planted), expected = [.. planted.Select(p => p.Nm * SpectraMade.PerNanometre(p.X))];
        // The singular values of the six span 2.5·10⁶, those of the normal equations its square: 10⁻¹⁶ becomes 6·10⁻⁴ at worst.
        Assert.All(expected.Zip(amounts), p => Assert.Equal(p.First, p.Second, 1e-4 * expected.Sum()));
        double x = amounts.Zip(planted, (a, p) => a * p.X).Sum() / amounts.Sum(), truth = expected.Zip(planted, (a, p) => a * p.X).Sum() / expected.Sum();
        Assert.Equal(truth, x, 1e-6);
    }

    [Fact]
    public void A_value_of_weight_zero_has_no_say()
    {
        var design = ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0);
        var fit = new SpectraFit(design);
        double[] data = [.. SpectraMade.Transmission(Energies, (0.1, 30), (0.45, 60)).Select(t => -Math.Log(t))], weights = [.. Energies.Select((_, e) => e % 7 == 3 ? 0.0 : 1)];
        double[] spoilt = [.. data.Select((d, e) => weights[e] == 0 ? 1e6 : d)];
        SpectraFitBlock clean = new(fit, 1), dirty = new(fit, 1);
        fit.Solve(data, weights, 1, clean);
        fit.Solve(spoilt, weights, 1, dirty);
        Assert.Equal(clean.Amounts, dirty.Amounts);
    }

    [Fact]
    public void Spectra_of_a_block_with_values_that_are_not_used_come_out_as_each_would_alone()
    {
        const int Count = 24;
        var fit = new SpectraFit(ReferenceDesign.At(SpectraMade.Molar, Energies, 0));
        var random = new SeededRandom(3);
        double[] data = new double[Energies.Length * Count], weights = new double[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            double t = SpectraMade.Transmission([Energies[i / Count]], (0.1, 10 + (i % Count)), (0.45, 60 - (i % Count)))[0];
            (data[i], weights[i]) = ((0.01 * random.Normal()) - Math.Log(t), random.Below(90) == 0 ? 0 : 1);
        }

        Assert.InRange(weights.Count(w => w == 0), 20, 100);
        var block = new SpectraFitBlock(fit, Count);
        var deviations = new AmountDeviations(fit, [0, 0.1, 0.3, 0.45, 0.7, 0.9]);
        double[] x = new double[Count], sum = new double[Count], ownX = new double[1], ownSum = new double[1];
        foreach (bool goOn in (bool[])[false, true])
        {
            fit.Solve(data, weights, Count, block, goOn);
            for (int s = 0; s < Count; s++)
            {
                var alone = new SpectraFitBlock(fit, 1);
                fit.Solve([.. Energies.Select((_, e) => data[(e * Count) + s])], [.. Energies.Select((_, e) => weights[(e * Count) + s])], 1, alone);
                double total = alone.Amounts.Sum();
                Assert.Equal(alone.Free[0], block.Free[s]);
                Assert.All(alone.Amounts.Select((a, r) => (a, block.Amounts[(r * Count) + s])), p => Assert.Equal(p.a, p.Item2, 1e-6 * total));
                deviations.Find(block, Count, x, sum);
                deviations.Find(alone, 1, ownX, ownSum);
                Assert.Equal(ownX[0], x[s], 1e-6 * ownX[0]);
                Assert.Equal(ownSum[0], sum[s], 1e-6 * ownSum[0]);
            }
        }
    }

    [Theory]
    [InlineData(800, 0)]
    [InlineData(4000, 0)]
    [InlineData(4000, 0.8)]
    public void The_stated_deviations_are_the_scatter_and_two_thirds_of_the_intervals_hold_the_truth(double incident, double shift)
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 35), (0.45, 55));
        OpticalDensityStack od = SpectraMade.Counted(40, 50, shift, incident, 7, _ => transmission);
        double core = 35 * SpectraMade.PerNanometre(0.1), rim = 55 * SpectraMade.PerNanometre(0.45), truth = ((0.1 * core) + (0.45 * rim)) / (core + rim);
        ReferenceFitResult fit = Fit(od, SpectraMade.TwoMolar, shift);
        double[] x = [.. fit.Amounts[0].Zip(fit.Amounts[1], (a, b) => ((0.1 * a) + (0.45 * b)) / (a + b))], total = [.. fit.Amounts[0].Zip(fit.Amounts[1], (a, b) => (double)a + b)];
        double statedX = fit.CompositionDeviation.Average(v => (double)v), statedTotal = fit.TotalDeviation.Average(v => (double)v);
        // 2000 pixels: a scatter is known to 1.6 %, a mean to 2.2 % of it, a share to 1 %.
        Assert.Equal(statedX, Deviation(x), 0.06 * statedX);
        Assert.Equal(statedTotal, Deviation(total), 0.06 * statedTotal);
        Assert.Equal(truth, x.Average(), 0.15 * statedX);
        Assert.Equal(core + rim, total.Average(), 0.15 * statedTotal);
        Assert.Equal(0.683, x.Zip(fit.CompositionDeviation, (v, s) => Math.Abs(v - truth) <= s ? 1.0 : 0).Average(), 0.04);
        Assert.Equal(1, fit.MedianReducedChiSquare, 0.03);
    }

    [Fact]
    public void Holes_are_passed_over_and_pixels_outside_the_mask_stay_NaN()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 35), (0.45, 55));
        OpticalDensityStack od = SpectraMade.Counted(6, 6, 0, 1e9, 8, _ => transmission);
        for (int e = 0; e < Energies.Length; e += 9)
        {
            od.Values[(e * 36) + 7] = float.NaN;
        }

        var options = new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0), [0.1, 0.45], Made.Mask(6, 6, (r, c) => r < 5), SpectraMade.NoFactors(od));
        ReferenceFitResult fit = ReferenceFit.Run(od, options);
        Assert.Equal(35 * SpectraMade.PerNanometre(0.1), fit.Amounts[0][7], 1e-5 * SpectraMade.PerNanometre(35));
        Assert.All(Enumerable.Range(30, 6), p => Assert.True(float.IsNaN(fit.Amounts[0][p]) && float.IsNaN(fit.ResidualRms[p]) && float.IsNaN(fit.ReducedChiSquare[p])));
        Assert.All(Enumerable.Range(0, 30), p => Assert.InRange(fit.ResidualRms[p], 0, 1e-5));
    }

    [Fact]
    public void One_two_and_three_threads_give_the_same_bits()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0, 35), (0.7, 55));
        OpticalDensityStack od = SpectraMade.Counted(50, 50, 0, 2000, 9, _ => transmission);
        ReferenceFitResult one = Fit(od, SpectraMade.Molar, 0);
        foreach (int threads in (int[])[2, 3])
        {
            ReferenceFitResult more = Fit(od, SpectraMade.Molar, 0, threads);
            Assert.Equal(one.Amounts, more.Amounts);
            Assert.Equal(one.MeanResidual, more.MeanResidual);
            Assert.Equal(one.CompositionDeviation, more.CompositionDeviation);
        }
    }

    [Fact]
    public void What_the_references_leave_unexplained_is_the_mean_residual()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 35), (0.45, 55));
        double[] bumped = [.. transmission.Select((t, e) => t * Math.Exp(-0.05 * Math.Exp(-Math.Pow((Energies[e] - 521) / 0.5, 2))))];
        ReferenceFitResult fit = Fit(SpectraMade.Counted(10, 10, 0, 1e9, 10, _ => bumped), SpectraMade.TwoMolar, 0);
        int at = Array.IndexOf(fit.MeanResidual, fit.MeanResidual.Max());
        Assert.Equal(521, Energies[at], 0.41);
        Assert.InRange(fit.MeanResidual[at], 0.03, 0.05);
    }

    [Fact]
    public void Without_a_noise_model_all_values_weigh_alike()
    {
        double[] od = [.. SpectraMade.Transmission(Energies, (0.1, 35), (0.45, 55)).Select(t => -Math.Log(t))];
        var random = new SeededRandom(11);
        OpticalDensityStack stack = Made.OpticalDensities(Energies, 20, 20, (f, _, _) => od[f] + (0.02 * random.Normal()), 1, new NoiseModel(0, 0));
        ReferenceFitResult fit = Fit(stack, SpectraMade.TwoMolar, 0);
        Assert.Equal(0.0004, fit.MedianReducedChiSquare, 0.00001);
        Assert.Equal(0.02, Quantiles.Median(fit.ResidualRms), 0.0005);
    }

    [Fact]
    public void A_design_uses_the_energies_that_all_references_cover()
    {
        var shorter = new ReferenceSpectrum(new Spectrum(Made.Energies(11, 515), Made.Energies(11, 0), "short"), 0.1);
        var longer = new ReferenceSpectrum(new Spectrum(Made.Energies(31, 505), Made.Energies(31, 3), "long"), 0.5);
        var design = ReferenceDesign.At(ScaledReferences.AsTheyAre([shorter, longer]), Made.Energies(30, 505), 2);
        Assert.Equal(11, design.UsedCount);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i is >= 12 and <= 22), design.Used);
        Assert.Equal([0, 0, 1, 2], design.Values[10..12].Append(design.Values[13]).Append(design.Values[14]));
        Assert.Equal([0, 13, 14], design.Values[41..44]);
    }

    [Fact]
    public void A_block_that_served_other_references_is_none_the_worse()
    {
        ScaledReferences references = SpectraMade.Molar;
        double[] data = [.. SpectraMade.Transmission(Energies, (0.1, 40), (0.45, 60)).Select(t => -Math.Log(t))], weights = [.. Energies.Select(_ => 1.0)];
        var at = new SpectraFit(ReferenceDesign.At(references, Energies, 0));
        var moved = new SpectraFit(ReferenceDesign.At(references, Energies, 0.6));
        SpectraFitBlock block = new(at, 1), fresh = new(at, 1);
        moved.Solve(data, weights, 1, block);
        at.Solve(data, weights, 1, block);
        at.Solve(data, weights, 1, fresh);
        Assert.Equal(fresh.Amounts, block.Amounts);
        Assert.Equal(fresh.Model, block.Model);
    }

    private static ReferenceFitResult Fit(OpticalDensityStack od, ScaledReferences references, double shift, int threads = 1)
    {
        ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, shift);
        double[] x = [.. references.References.Select(r => r.Composition)];
        return ReferenceFit.Run(od, new ReferenceFitOptions(design, x, Made.All(od.Grid.Height, od.Grid.Width), SpectraMade.NoFactors(od)) { Threads = threads });
    }

    private static double[] Solve(ScaledReferences references, params (double X, double Nm)[] planted)
    {
        var fit = new SpectraFit(ReferenceDesign.At(references, Energies, 0));
        double[] data = [.. SpectraMade.Transmission(Energies, planted).Select(t => -Math.Log(t))];
        var block = new SpectraFitBlock(fit, 1);
        fit.Solve(data, [.. Energies.Select(_ => 1.0)], 1, block);
        Assert.All(data.Zip(block.Model), p => Assert.Equal(p.First, p.Second, 1e-9));
        return block.Amounts;
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1));
}
