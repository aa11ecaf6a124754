using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

/// <summary>Identities that the statistics must obey exactly.</summary>
public sealed class StatisticsIdentityTests
{
    private static readonly double[] Identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    private static double[] Cloud(int values, int seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, values).Select(_ => random.Normal())];
    }

    [Fact]
    public void With_independent_columns_each_weight_is_cut_at_its_own_bounds()
    {
        BoundedSolution found = BoundedLeastSquares.Solve(Identity, [-1, 0.5, 3], new BoundedLimits([0, 0, 0], [1, 1, 1]));
        Assert.Equal(new[] { 0.0, 0.5, 1.0 }, found.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(new[] { false, true, false }, found.Free);
    }

    [Fact]
    public void With_independent_columns_a_sum_takes_the_same_from_each()
    {
        double[] open = [.. Enumerable.Repeat(double.PositiveInfinity, 3)], none = [.. Enumerable.Repeat(double.NegativeInfinity, 3)];
        double[] w = BoundedLeastSquares.Solve(Identity, [0.2, 0.9, -0.4], new BoundedLimits(none, open) { Sum = 1 }).Weights;
        Assert.Equal(new[] { 0.3, 1.0, -0.3 }, w, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(2.0, 0.0, 1.0, 0.0)]
    [InlineData(0.9, 0.5, 0.7, 0.3)]
    [InlineData(-1.0, -1.0, 0.5, 0.5)]
    public void A_point_is_projected_onto_the_line_of_sum_one_between_the_axes(double x, double y, double first, double second)
    {
        double[] w = BoundedLeastSquares.Solve([1, 0, 0, 1], [x, y], new BoundedLimits([0, 0], [double.PositiveInfinity, double.PositiveInfinity]) { Sum = 1 }).Weights;
        Assert.Equal(first, w[0], 1e-12);
        Assert.Equal(second, w[1], 1e-12);
    }

    [Fact]
    public void Holding_a_weight_leaves_the_first_limits_as_they_were()
    {
        var limits = new BoundedLimits([0, 0], [1, 1]) { Sum = 1 };
        BoundedLimits held = limits.Holding(1, 0.3);
        Assert.Equal([0.0, 0.3], held.Lower);
        Assert.Equal([1.0, 0.3], held.Upper);
        Assert.Equal([0.0, 0.0], limits.Lower);
        Assert.Equal([1.0, 1.0], limits.Upper);
        Assert.Equal(1.0, held.Sum);
    }

    [Fact]
    public void The_joins_of_a_tree_account_for_the_whole_sum_of_squares()
    {
        double[] points = Cloud(40, 1), weights = [.. Enumerable.Range(0, 20).Select(i => 1.0 + (i % 3))];
        double total = weights.Sum(), squares = 0;
        for (int j = 0; j < 2; j++)
        {
            double mean = Enumerable.Range(0, 20).Sum(i => weights[i] * points[(2 * i) + j]) / total;
            squares += Enumerable.Range(0, 20).Sum(i => weights[i] * Math.Pow(points[(2 * i) + j] - mean, 2));
        }

        var tree = WardTree.Of(points, weights);
        Assert.Equal(squares, tree.Joins.Sum(join => join.Height * join.Height / 2), 1e-9);
        Assert.Equal(total, tree.Joins[^1].Weight, 1e-12);
        Assert.Equal(19, tree.Joins.Count);
    }

    [Fact]
    public void Heights_of_a_tree_ascend_scale_with_lengths_and_with_the_root_of_the_weights()
    {
        double[] points = Cloud(30, 2), ones = [.. Enumerable.Repeat(1.0, 15)];
        double[] heights = [.. WardTree.Of(points, ones).Joins.Select(join => join.Height)];
        Assert.All(Enumerable.Range(1, heights.Length - 1), i => Assert.True(heights[i] >= heights[i - 1] - 1e-12));
        double[] longer = [.. WardTree.Of([.. points.Select(p => (3 * p) + 7)], ones).Joins.Select(join => join.Height)];
        double[] heavier = [.. WardTree.Of(points, [.. ones.Select(w => 4 * w)]).Joins.Select(join => join.Height)];
        Assert.All(heights.Zip(longer), h => Assert.Equal(3 * h.First, h.Second, 1e-9));
        Assert.All(heights.Zip(heavier), h => Assert.Equal(2 * h.First, h.Second, 1e-9));
    }

    [Fact]
    public void A_tree_of_one_point_is_that_point_and_two_are_joined_at_their_distance()
    {
        var one = WardTree.Of([3, 4], [1]);
        Assert.Empty(one.Joins);
        Assert.Equal([0], one.Order);
        Assert.Equal([0], one.Cut(1));
        Assert.Equal(1, one.NaturalCount(8));
        Assert.Equal(5, WardTree.Of([0, 0, 3, 4], [1, 1]).Joins[0].Height, 1e-12);
    }

    [Fact]
    public void One_normal_curve_has_the_likelihood_of_its_variance()
    {
        float[] points = [-3, -1, 0, 1, 3, 6];
        double variance = points.Average(p => (double)p * p) - 1;
        var mixture = GaussianMixture.Of(points, 1, new int[6], 1);
        double expected = -0.5 * (Math.Log(2 * Math.PI * variance) + 1);
        Assert.Equal(1, mixture.Shares[0], 1e-9);
        Assert.Equal(expected, mixture.LogLikelihoods[^1], 1e-5);
        Assert.Equal((-12 * mixture.LogLikelihoods[^1]) + (2 * Math.Log(6)), mixture.Bayes, 1e-9);
        Assert.Equal(mixture.Bayes, mixture.CompletedLikelihood, 1e-9);
    }

    [Fact]
    public void Mirrored_clusters_share_evenly_and_the_middle_belongs_to_both()
    {
        var mixture = GaussianMixture.Of([-6, -5, -4, 4, 5, 6], 1, [0, 0, 0, 1, 1, 1], 2);
        Assert.Equal(0.5, mixture.Shares[0], 1e-9);
        double[] p = mixture.Probabilities([-5, 0, 5]);
        Assert.Equal(0.5, p[2], 1e-6);
        Assert.Equal(p[0], p[5], 1e-6);
        Assert.True(p[0] > 0.999);
        Assert.True(mixture.CompletedLikelihood >= mixture.Bayes);
    }

    [Fact]
    public void A_mixture_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => GaussianMixture.Of([0, 1, 2, 3], 1, [0, 0, 1, 1], 2, stop.Token));
    }

    [Fact]
    public void Data_of_one_spectrum_are_left_as_they_are()
    {
        double[] spectrum = [1, 2, 0.5], amounts = [0, 1, 3, 2];
        double[] data = [.. spectrum.SelectMany(s => amounts.Select(t => s * t))];
        var found = NonNegativeFactorisation.Of(FactorisationData.Plain(data, 3), spectrum, new FactorisationOptions { MostRounds = 3 });
        Assert.All(spectrum.Zip(found.Spectra), s => Assert.Equal(s.First, s.Second, 1e-9));
        Assert.All(amounts.Zip(found.Amounts), t => Assert.Equal(t.First, t.Second, 1e-9));
        Assert.Equal(0, found.Costs[^1], 1e-12);
    }

    [Fact]
    public void Twice_the_data_are_twice_the_amounts_of_the_same_spectra()
    {
        double[] data = [.. Cloud(60, 3).Select(v => 1 + Math.Abs(v))], start = [.. Cloud(12, 4).Select(v => 0.5 + Math.Abs(v))];
        var options = new FactorisationOptions { MostRounds = 5 };
        var one = NonNegativeFactorisation.Of(FactorisationData.Plain(data, 6), start, options);
        var two = NonNegativeFactorisation.Of(FactorisationData.Plain([.. data.Select(d => 2 * d)], 6), start, options);
        Assert.All(one.Spectra.Zip(two.Spectra), s => Assert.Equal(s.First, s.Second, 1e-9));
        Assert.All(one.Amounts.Zip(two.Amounts), t => Assert.Equal(2 * t.First, t.Second, 1e-9));
        Assert.All(one.Costs.Zip(two.Costs), c => Assert.Equal(4 * c.First, c.Second, 1e-9));
        Assert.All(one.Amounts, t => Assert.True(t >= 0));
    }

    [Fact]
    public void A_period_knows_nothing_of_sign_height_offset_slope_or_direction()
    {
        double[] profile = Cloud(64, 5);
        DominantPeriod plain = DominantPeriod.Of([profile], 0.5);
        DominantPeriod turned = DominantPeriod.Of([[.. Enumerable.Reverse(profile)]], 0.5), other = DominantPeriod.Of([[.. profile.Select((v, i) => 9 + (0.3 * i) - (4 * v))]], 0.5);
        Assert.Equal(plain.Mean, turned.Mean, 1e-9);
        Assert.Equal(plain.Mean, other.Mean, 1e-9);
        Assert.Equal(plain.Peak, turned.Peak, 1e-7);
        Assert.Equal(plain.Peak, other.Peak, 1e-7);
    }

    [Fact]
    public void Equal_lines_have_no_spread_and_the_period_of_one()
    {
        double[] profile = Cloud(48, 6);
        DominantPeriod one = DominantPeriod.Of([profile], 2), two = DominantPeriod.Of([profile, profile], 2);
        Assert.Equal(0, two.Spread, 1e-12);
        Assert.Equal(one.Mean, two.Mean, 1e-12);
        Assert.Equal(one.Peak, two.Peak, 1e-9);
    }

    [Theory]
    [InlineData(1, 12.706205)]
    [InlineData(4, 2.776445)]
    [InlineData(10, 2.228139)]
    [InlineData(30, 2.042272)]
    [InlineData(1000000, 1.959966)]
    public void Students_factor_is_that_of_the_tables_to_a_thousandth(int degrees, double expected) =>
        Assert.Equal(expected, StudentT.Factor95(degrees), 1e-3 * expected);

    [Fact]
    public void Students_factor_falls_with_every_point_and_needs_one_degree_of_freedom()
    {
        Assert.All(Enumerable.Range(1, 60), v => Assert.True(StudentT.Factor95(v + 1) < StudentT.Factor95(v)));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Factor95(0));
    }
}
