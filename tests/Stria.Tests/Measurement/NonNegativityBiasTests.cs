using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

/// <summary>Amounts that may not be negative put x wrong on average; the bootstrap finds by how much.</summary>
public sealed class NonNegativityBiasTests
{
    private const int Side = 26;
    private static readonly double[] Energies = CoreShellScene.EnergyGrid(), Compositions = [.. SpectraMade.Molar.References.Select(r => r.Composition)];

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.9, -1)]
    public void The_bias_has_the_sign_of_the_side_with_more_references_and_is_found_to_a_third(double x, int sign)
    {
        ReferenceFitResult fit = Fit(1200, 5, (x, 80));
        double found = Mean(fit) - x, bias = NonNegativityBias.Of(fit, Compositions, 1).Average();
        // 676 pixels with σ(x) of about 0.03 give the mean to 0.0012.
        Assert.InRange(sign * found, 0.004, 0.05);
        Assert.Equal(found, bias, (found * sign / 3) + 0.001);
    }

    [Fact]
    public void What_is_left_of_the_bias_of_a_mixture_is_within_its_noise()
    {
        ReferenceFitResult fit = Fit(1200, 6, (0.1, 40), (0.45, 40));
        double[] amounts = [40 * SpectraMade.PerNanometre(0.1), 40 * SpectraMade.PerNanometre(0.45)];
        double x = ((0.1 * amounts[0]) + (0.45 * amounts[1])) / amounts.Sum();
        CompositionBasis basis = CompositionBasis.Of(SpectraMade.Molar, Made.V2O5);
        CompositionMaps maps = CompositionMap.From(fit, basis, 0, NonNegativityBias.Of(fit, Compositions, 1));
        Assert.Equal(x, maps.Composition.Values.Average(), 0.003);
    }

    [Theory]
    [InlineData(0.45)]
    [InlineData(0.9)]
    public void The_stated_deviation_is_the_scatter_also_where_amounts_scatter_to_one_side_only(double x)
    {
        ReferenceFitResult fit = Fit(1200, 11, (x, 80));
        (_, float[] deviation) = NonNegativityBias.Find(fit, Compositions, 1);
        double mean = Mean(fit), scatter = Math.Sqrt(CompositionMap.From(fit, CompositionBasis.Of(SpectraMade.Molar, Made.V2O5)).Composition.Values.Average(v => Math.Pow(v - mean, 2)));
        Assert.Equal(scatter, deviation.Average(d => (double)d), 0.1 * scatter);
        CompositionMaps maps = CompositionMap.From(fit, CompositionBasis.Of(SpectraMade.Molar, Made.V2O5), 0, null, deviation);
        Assert.Equal(deviation, maps.Deviation.Values);
        // The covariance of the free amounts does not know that there is nothing beyond the last standard.
        double covariance = fit.CompositionDeviation.Average(d => (double)d);
        Assert.InRange(covariance / scatter, x == 0.9 ? 1.15 : 0.8, 2);
    }

    [Fact]
    public void Without_noise_there_is_no_bias()
    {
        float[] bias = NonNegativityBias.Of(Fit(1200, 5, (0.1, 80)), Compositions, 1e-6);
        Assert.All(bias, b => Assert.InRange(b, -1e-5, 1e-5));
    }

    [Fact]
    public void X_stays_between_the_compositions_of_the_references()
    {
        ReferenceFitResult fit = Fit(600, 7, (0, 60));
        float[] bias = NonNegativityBias.Of(fit, Compositions, 1);
        CompositionMaps maps = CompositionMap.From(fit, CompositionBasis.Of(SpectraMade.Molar, Made.V2O5), 0, bias);
        Assert.True(bias.Average() > 0.003);
        Assert.All(maps.Composition.Values, x => Assert.InRange(x, 0, 0.9f));
        Assert.True(maps.Composition.Values.Average() < Mean(fit));
    }

    [Fact]
    public void What_is_averaged_afterwards_finds_the_purest_standard_only_where_single_pixels_may_lie_beyond_it()
    {
        ReferenceFitResult fit = Fit(1200, 12, (0.9, 80));
        CompositionBasis basis = CompositionBasis.Of(SpectraMade.Molar, Made.V2O5);
        float[] bias = NonNegativityBias.Of(fit, Compositions, 1);
        float[] held = CompositionMap.From(fit, basis, 0, bias).Composition.Values, free = CompositionMap.From(fit, basis, 0, bias, beyond: true).Composition.Values;
        Assert.Contains(free, x => x > 0.9f);
        Assert.Equal(0.9, free.Average(), 0.0015);
        Assert.True(held.Average() < 0.9 - 0.003, $"{held.Average()}");
        Assert.Equal(held, free.Select(x => Math.Clamp(x, 0, 0.9f)));
    }

    [Fact]
    public void Threads_change_nothing_and_seeds_little()
    {
        ReferenceFitResult fit = Fit(1200, 8, (0.45, 80));
        float[] one = NonNegativityBias.Of(fit, Compositions, 1, 3, 1);
        Assert.Equal(one, NonNegativityBias.Of(fit, Compositions, 1, 3, 3));
        Assert.NotEqual(one, NonNegativityBias.Of(fit, Compositions, 1, 4, 1));
        Assert.Equal(one.Average(), NonNegativityBias.Of(fit, Compositions, 1, 4, 1).Average(), 0.0008);
    }

    [Fact]
    public void Pixels_that_were_not_fitted_have_none_and_a_fit_without_its_equations_is_refused()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 80));
        OpticalDensityStack od = SpectraMade.Counted(6, 6, 0, 1200, 9, _ => transmission);
        PixelMask half = Made.Mask(6, 6, (_, c) => c < 3);
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.Molar, Energies, 0);
        var options = new ReferenceFitOptions(design, Compositions, half, SpectraMade.NoFactors(od));
        float[] bias = NonNegativityBias.Of(ReferenceFit.Run(od, options with { KeepNormalEquations = true }), Compositions, 1);
        Assert.All(Enumerable.Range(0, 36), p => Assert.Equal(p % 6 < 3, float.IsFinite(bias[p])));
        Assert.Throws<InvalidOperationException>(() => NonNegativityBias.Of(ReferenceFit.Run(od, options), Compositions, 1));
    }

    [Fact]
    public void In_a_large_field_a_pixel_of_each_cell_stands_for_the_others_and_gives_the_same_bias()
    {
        double[] few = [.. Energies.Where((_, i) => i % 12 == 0)], transmission = SpectraMade.Transmission(few, (0.1, 80));
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.TwoMolar, few, 0);
        double[] compositions = [.. SpectraMade.TwoMolar.References.Select(r => r.Composition)];
        ReferenceFitResult Of(int side)
        {
            var random = new Stria.Numerics.Statistics.SeededRandom(3);
            OpticalDensityStack od = Made.OpticalDensities(few, side, side, (f, _, _) => -Math.Log(transmission[f] + (Math.Sqrt(transmission[f] / 1200) * random.Normal())), 1200, NoiseModel.Poisson);
            return ReferenceFit.Run(od, new ReferenceFitOptions(design, compositions, Made.All(side, side), [.. few.Select(_ => 1.0)]) { KeepNormalEquations = true });
        }

        (float[] large, float[] scatter) = NonNegativityBias.Find(Of(130), compositions, 1);
        (float[] small, float[] every) = NonNegativityBias.Find(Of(40), compositions, 1);
        Assert.All(large, b => Assert.True(float.IsFinite(b)));
        Assert.Equal(small.Average(), large.Average(), 0.05 * Math.Abs(small.Average()) + 2e-4);
        Assert.Equal(every.Average(), scatter.Average(), 0.05 * every.Average());
    }

    [Fact]
    public void The_normal_equations_kept_are_those_of_the_fit()
    {
        ReferenceFitResult fit = Fit(1200, 10, (0.1, 40), (0.9, 40));
        NormalEquations normal = fit.Normal!;
        int p = 17, n = normal.Rows;
        double[] gram = new double[n * n], amounts = new double[n];
        for (int i = 0, k = 0; i < n; i++)
        {
            for (int j = i; j < n; j++, k++)
            {
                gram[(i * n) + j] = gram[(j * n) + i] = normal.Gram(p)[k];
            }
        }

        Stria.Numerics.Statistics.NonNegativeLeastSquares.Solve(gram, normal.Right(p), amounts);
        Assert.All(Enumerable.Range(0, n), r => Assert.Equal(fit.Amounts[r][p], amounts[r], 1e-6 * amounts.Sum()));
    }

    private static double Mean(ReferenceFitResult fit) => CompositionMap.From(fit, CompositionBasis.Of(SpectraMade.Molar, Made.V2O5)).Composition.Values.Average();

    private static ReferenceFitResult Fit(double incident, long seed, params (double X, double Nm)[] amounts)
    {
        double[] transmission = SpectraMade.Transmission(Energies, amounts);
        OpticalDensityStack od = SpectraMade.Counted(Side, Side, 0, incident, seed, _ => transmission);
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.Molar, Energies, 0);
        return ReferenceFit.Run(od, new ReferenceFitOptions(design, Compositions, Made.All(Side, Side), SpectraMade.NoFactors(od)) { KeepNormalEquations = true });
    }
}
