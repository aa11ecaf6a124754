using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class AmountSolverTests
{
    private const int Energies = 60;

    // Four spectra: three peaks on a step, and the mean of the first two with a peak of its own.
    private static readonly double[][] Spectra = [Peak(12), Peak(22), Peak(35), [.. Peak(12).Zip(Peak(22), (a, b) => 0.5 * (a + b)).Zip(Peak(45), (m, p) => (0.8 * m) + (0.4 * p))]];

    private static double[] Peak(double centre) => [.. Enumerable.Range(0, Energies).Select(e => (e > 8 ? 0.4 : 0.1) + Math.Exp(-0.5 * Math.Pow((e - centre) / 3, 2)))];

    private static double[] Mix(params double[] amounts) => [.. Enumerable.Range(0, Energies).Select(e => amounts.Select((a, r) => a * Spectra[r][e]).Sum())];

    private static (double[] Amounts, ulong Free) Solve(string solver, double[] spectrum, AmountOptions? options = null, double[]? noise = null)
    {
        var fit = new SpectraFit(ReferenceDesign.Of(Spectra), AmountSolvers.Named(solver), options) { NoiseIsKnown = noise is not null };
        var block = new SpectraFitBlock(fit, 1);
        fit.Solve([.. spectrum.Select((v, e) => v + (noise?[e] ?? 0))], [.. spectrum.Select(_ => noise is null ? 1.0 : 1 / (0.02 * 0.02))], 1, block);
        return (block.Amounts, block.Free[0]);
    }

    private static double[] Noise(long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, Energies).Select(_ => 0.02 * random.Normal())];
    }

    [Theory]
    [InlineData("nnls")]
    [InlineData("bounded")]
    [InlineData("svd")]
    [InlineData("selected")]
    public void Every_way_gives_an_exact_mixture_back(string solver)
    {
        double[] planted = [0.3, 0, 0.7, 0], found = Solve(solver, Mix(planted), new AmountOptions { CutOff = 1e-9 }).Amounts;
        Assert.All(planted.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-8));
    }

    [Fact]
    public void Every_way_has_a_name_of_its_own_and_an_unknown_one_is_refused()
    {
        Assert.Equal(AmountSolvers.All.Count, AmountSolvers.All.Select(s => s.Name).Distinct().Count());
        Assert.Contains("nnls, bounded, svd, selected", Assert.Throws<ArgumentException>(() => AmountSolvers.Named("magic")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nnls")]
    [InlineData("selected")]
    public void Weights_common_to_a_block_give_what_weights_of_its_own_give_each_spectrum(string solver)
    {
        var fit = new SpectraFit(ReferenceDesign.Of(Spectra), AmountSolvers.Named(solver));
        double[][] spectra = [.. new[] { 1L, 2, 3 }.Select(seed => Mix(0.5, 0.2 * seed, 0.1, 0).Zip(Noise(seed), (v, n) => v + n).ToArray())];
        double[] data = [.. Enumerable.Range(0, Energies * 3).Select(i => spectra[i % 3][i / 3])];
        double[] common = [.. Enumerable.Range(0, Energies * 3).Select(i => i / 3 == 7 ? 0 : 1 + (0.02 * (i / 3)))];
        SpectraFitBlock together = new(fit, 3), apart = new(fit, 3);
        fit.Solve(data, common, 3, together);
        // Twice the weight of one spectrum does not move its minimum, but makes the block one without common weights.
        fit.Solve(data, [.. common.Select((w, i) => i % 3 == 1 ? 2 * w : w)], 3, apart);
        Assert.All(together.Amounts.Zip(apart.Amounts), p => Assert.Equal(p.First, p.Second, 1e-11));
        Assert.Equal(together.Free, apart.Free);
        Assert.Contains(together.Amounts, a => a > 0.3);
    }

    [Fact]
    public void A_given_sum_is_met_exactly_and_bounds_hold()
    {
        double[] data = Mix(0.8, 0.5, 0.1, 0);
        double[] summed = Solve("bounded", data, new AmountOptions { Sum = 1 }).Amounts;
        Assert.Equal(1, summed.Sum(), 1e-12);
        Assert.All(summed, a => Assert.True(a >= 0));
        double[] bounded = Solve("bounded", data, new AmountOptions { LargestAmount = 0.6 }).Amounts;
        Assert.Equal(0.6, bounded.Max(), 1e-12);
        Assert.Equal(0.6, bounded[0], 1e-12);
    }

    [Fact]
    public void With_bounds_that_do_not_bind_the_bounded_way_is_the_usual_one()
    {
        for (long seed = 1; seed <= 10; seed++)
        {
            double[] noise = Noise(seed), data = Mix(0.4, 0.1, 0.5, 0.2);
            Assert.All(Solve("nnls", data, null, noise).Amounts.Zip(Solve("bounded", data, null, noise).Amounts), p => Assert.Equal(p.First, p.Second, 1e-8));
        }
    }

    [Fact]
    public void The_sum_of_least_squares_is_least_among_all_amounts_with_that_sum()
    {
        double[] data = [.. Mix(0.8, 0.5, 0.1, 0).Zip(Noise(3), (v, n) => v + n)], best = Solve("bounded", data, new AmountOptions { Sum = 1 }).Amounts;
        double Misfit(double[] a) => data.Zip(Mix(a), (d, m) => (d - m) * (d - m)).Sum();
        var random = new SeededRandom(5);
        for (int k = 0; k < 200; k++)
        {
            double[] other = [.. best.Select(b => Math.Max(0, b + (0.05 * random.Normal())))];
            double sum = other.Sum();
            Assert.True(Misfit([.. other.Select(o => o / sum)]) >= Misfit(best) - 1e-12);
        }
    }

    [Fact]
    public void A_cut_off_of_nought_is_the_pseudo_inverse_and_a_high_one_leaves_one_direction()
    {
        double[] data = [.. Mix(0.4, 0.1, 0.5, 0.2).Zip(Noise(2), (v, n) => v + n)], all = Solve("svd", data, new AmountOptions { CutOff = 0 }).Amounts;
        double[] residual = [.. data.Zip(Mix(all), (d, m) => d - m)];
        Assert.All(Spectra, s => Assert.Equal(0, s.Zip(residual, (a, b) => a * b).Sum(), 1e-9));
        double[] one = Solve("svd", data, new AmountOptions { CutOff = 0.9 }).Amounts, twice = Solve("svd", [.. data.Select(d => 2 * d)], new AmountOptions { CutOff = 0.9 }).Amounts;
        Assert.All(one.Zip(twice), p => Assert.Equal(2 * p.First, p.Second, 1e-9));
        Assert.True(one.Sum(a => a * a) < all.Sum(a => a * a));
    }

    [Fact]
    public void The_choice_holds_the_planted_references_and_seldom_others()
    {
        int right = 0, extra = 0;
        for (long seed = 1; seed <= 40; seed++)
        {
            ulong free = Solve("selected", Mix(0.5, 0, 0.5, 0), null, Noise(seed)).Free;
            right += (free & 0b0101) == 0b0101 ? 1 : 0;
            extra += free != 0b0101 ? 1 : 0;
        }

        Assert.Equal(40, right);
        Assert.InRange(extra, 0, 4);
    }

    [Fact]
    public void The_choice_is_never_larger_than_allowed_and_akaike_takes_at_least_as_many_as_bayes()
    {
        int akaike = 0, bayes = 0;
        for (long seed = 1; seed <= 30; seed++)
        {
            double[] data = Mix(0.3, 0.03, 0.4, 0.3);
            Assert.InRange(System.Numerics.BitOperations.PopCount(Solve("selected", data, new AmountOptions { MostReferences = 2 }, Noise(seed)).Free), 1, 2);
            akaike += System.Numerics.BitOperations.PopCount(Solve("selected", data, new AmountOptions { MostReferences = 4, Criterion = SelectionCriterion.Akaike }, Noise(seed)).Free);
            bayes += System.Numerics.BitOperations.PopCount(Solve("selected", data, new AmountOptions { MostReferences = 4 }, Noise(seed)).Free);
        }

        Assert.True(akaike >= bayes, $"{akaike} {bayes}");
    }

    [Fact]
    public void Background_belongs_to_every_choice_and_not_to_the_sum()
    {
        double[] energies = [.. Enumerable.Range(0, Energies).Select(e => 500.0 + e)];
        var fit = new SpectraFit(ReferenceDesign.Of(Spectra).WithBackground(energies), AmountSolvers.Named("bounded"), new AmountOptions { Sum = 1 });
        var block = new SpectraFitBlock(fit, 1);
        double[] data = [.. Mix(0.3, 0, 0.7, 0).Select((v, e) => v + 0.2 + (0.001 * e))];
        fit.Solve(data, [.. data.Select(_ => 1.0)], 1, block);
        Assert.Equal([0.3, 0, 0.7, 0, 0.2, 0.259], block.Amounts, (a, b) => Math.Abs(a - b) < 1e-7);
        var selected = new SpectraFit(ReferenceDesign.Of(Spectra).WithBackground(energies), AmountSolvers.Named("selected")) { NoiseIsKnown = false };
        selected.Solve(data, [.. data.Select(_ => 1.0)], 1, block);
        Assert.Equal([0.3, 0, 0.7, 0, 0.2, 0.259], block.Amounts, (a, b) => Math.Abs(a - b) < 1e-7);
    }
}
