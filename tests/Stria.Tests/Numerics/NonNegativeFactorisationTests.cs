using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class NonNegativeFactorisationTests
{
    private const int Variables = 40, Observations = 300;

    private static double[] Peak(double centre, double width, double floor) =>
        [.. Enumerable.Range(0, Variables).Select(v => floor + Math.Exp(-0.5 * Math.Pow((v - centre) / width, 2)))];

    private static readonly double[][] True = [Peak(8, 4, 0.02), Peak(20, 4, 0.05), Peak(31, 3, 0)];

    // A third of the pixels hold one component alone, the others mixtures.
    private static (double[] Data, double[][] Amounts) Planted(int seed, double noise, double[][]? spectra = null)
    {
        var random = new SeededRandom(seed);
        double[][] t = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, Observations).Select(p => p % 9 < 3 ? (p % 9 == k ? 1.0 : 0) : random.Uniform()).ToArray())];
        var data = new double[Variables * Observations];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = Enumerable.Range(0, 3).Sum(k => (spectra ?? True)[k][i / Observations] * t[k][i % Observations]) + (noise * random.Normal());
        }

        return (data, t);
    }

    private static double[] Start(double blur) =>
        [.. Enumerable.Range(0, 3).SelectMany(k => True[k].Select((v, i) => ((1 - blur) * v) + (blur * (True[0][i] + True[1][i] + True[2][i]) / 3)))];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(1, 0.05)]
    [InlineData(10, 0.5)]
    public void The_cost_never_rises_whatever_the_terms_weigh(double similarity, double sparsity)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            var found = NonNegativeFactorisation.Of(FactorisationData.Plain(Planted(seed, 0.05).Data, Variables), Start(0.5), new FactorisationOptions { Similarity = similarity, Sparsity = sparsity, MostRounds = 200, Tolerance = 0 });
            Assert.True(found.Costs.Count > 20);
            Assert.All(Enumerable.Range(1, found.Costs.Count - 1), i => Assert.True(found.Costs[i] <= found.Costs[i - 1] * (1 + 1e-12), $"round {i}: {found.Costs[i - 1]:r} → {found.Costs[i]:r}"));
            Assert.All(found.Spectra, v => Assert.True(v >= 0));
            Assert.All(found.Amounts, v => Assert.True(v >= 0));
        }
    }

    // With a variable of its own for each spectrum and pixels of one component alone the factors are unique; on a common floor they would not be.
    [Fact]
    public void Planted_spectra_and_amounts_come_back_without_noise()
    {
        double[][] bare = [.. True.Select(t => t.Select(v => v > 0.12 ? v : 0).ToArray())];
        (double[] data, double[][] amounts) = Planted(1, 0, bare);
        var found = NonNegativeFactorisation.Of(FactorisationData.Plain(data, Variables), Start(0.3), new FactorisationOptions { Similarity = 0, Tolerance = 1e-9, MostRounds = 20000 });
        for (int k = 0; k < 3; k++)
        {
            double[] spectrum = found.Spectra[(k * Variables)..((k + 1) * Variables)], map = found.Amounts[(k * Observations)..((k + 1) * Observations)];
            Assert.InRange(Correlation(spectrum, bare[k]), 0.9999, 1.0000001);
            Assert.InRange(Correlation(map, amounts[k]), 0.9995, 1.0000001);
        }
    }

    [Fact]
    public void The_part_of_the_data_outside_the_basis_counts_in_the_cost_and_in_nothing_else()
    {
        var data = FactorisationData.Plain(Planted(2, 0.02).Data, Variables);
        var options = new FactorisationOptions { MostRounds = 12, Tolerance = 0 };
        var without = NonNegativeFactorisation.Of(data, Start(0.3), options);
        var with = NonNegativeFactorisation.Of(data with { OutsideSquared = 6 }, Start(0.3), options);
        Assert.All(without.Costs.Zip(with.Costs), c => Assert.Equal(c.First + 3, c.Second, 1e-9));
        Assert.Equal(without.Spectra, with.Spectra);
    }

    [Fact]
    public void Factors_can_be_put_in_another_order()
    {
        var found = NonNegativeFactorisation.Of(FactorisationData.Plain(Planted(2, 0.02).Data, Variables), Start(0.3), new FactorisationOptions { MostRounds = 3 });
        NonNegativeFactorisation turned = found.Ordered([2, 0, 1]);
        Assert.Equal(found.Spectra[(2 * Variables)..], turned.Spectra[..Variables]);
        Assert.Equal(found.Amounts[..Observations], turned.Amounts[Observations..(2 * Observations)]);
    }

    [Fact]
    public void It_stops_by_the_relative_change()
    {
        var found = NonNegativeFactorisation.Of(FactorisationData.Plain(Planted(2, 0.02).Data, Variables), Start(0.3), new FactorisationOptions());
        Assert.True(found.Converged);
        double[] drops = [.. Enumerable.Range(1, found.Costs.Count - 1).Select(i => (found.Costs[i - 1] - found.Costs[i]) / found.Costs[i - 1])];
        Assert.True(drops[^1] < 1e-6);
        Assert.All(drops[..^1], d => Assert.True(d >= 1e-6));
    }

    [Fact]
    public void Similarity_keeps_the_spectra_near_the_start_and_sparsity_empties_maps()
    {
        double Distance(double similarity)
        {
            double[] start = Start(0.5);
            var f = NonNegativeFactorisation.Of(FactorisationData.Plain(Planted(3, 0.02).Data, Variables), start, new FactorisationOptions { Similarity = similarity });
            return f.Spectra.Zip(start, (a, b) => (a - b) * (a - b)).Sum();
        }

        Assert.True(Distance(10) < 0.2 * Distance(0.01));
        int Zeros(double sparsity) => NonNegativeFactorisation.Of(FactorisationData.Plain(Planted(3, 0.02).Data, Variables), Start(0), new FactorisationOptions { Similarity = 1, Sparsity = sparsity }).Amounts.Count(t => t == 0);
        Assert.True(Zeros(0.3) > Zeros(0) + 100);
    }

    [Fact]
    public void A_basis_of_few_vectors_gives_what_the_data_themselves_give()
    {
        (double[] data, _) = Planted(4, 0.01);
        float[] values = [.. data.Select(v => (float)v)];
        Pca pca = Pca.Of(values, Variables, [.. Enumerable.Range(0, Observations)]).Uncentred();
        double[] basis = pca.Components, coefficients = new double[Variables * Observations];
        for (int r = 0; r < Variables; r++)
        {
            for (int p = 0; p < Observations; p++)
            {
                coefficients[(r * Observations) + p] = Enumerable.Range(0, Variables).Sum(v => basis[(r * Variables) + v] * data[(v * Observations) + p]);
            }
        }

        var options = new FactorisationOptions { MostRounds = 40 };
        var plain = NonNegativeFactorisation.Of(FactorisationData.Plain(data, Variables), Start(0.3), options);
        var turned = NonNegativeFactorisation.Of(new FactorisationData(basis, coefficients, Variables), Start(0.3), options);
        Assert.All(plain.Costs.Zip(turned.Costs), c => Assert.Equal(c.First, c.Second, 1e-6 * c.First));
        Assert.All(plain.Spectra.Zip(turned.Spectra), s => Assert.Equal(s.First, s.Second, 1e-5));
    }

    [Fact]
    public void What_has_no_answer_is_refused()
    {
        var data = FactorisationData.Plain(Planted(1, 0).Data, Variables);
        Assert.Contains("scale of the spectra", Assert.Throws<ArgumentException>(() => NonNegativeFactorisation.Of(data, Start(0), new FactorisationOptions { Similarity = 0, Sparsity = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("no positive value", Assert.Throws<ArgumentException>(() => NonNegativeFactorisation.Of(data, [.. Start(0).Select(v => -v)], new FactorisationOptions())).Message, StringComparison.Ordinal);
    }

    private static double Correlation(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
}
