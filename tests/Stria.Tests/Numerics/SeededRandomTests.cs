using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SeededRandomTests
{
    private const int Draws = 200_000;

    /// <summary>Values of xoshiro256** started by splitmix64, written independently in Python.</summary>
    [Theory]
    [InlineData(1, new[] { 0.7029218331588505, 0.5204366199388569, 0.5741057000197225, 0.39132860204190445 })]
    [InlineData(-5, new[] { 0.47659061098406563, 0.28897780529440553, 0.6663426292200133, 0.011113104314707689 })]
    public void The_first_values_are_those_of_the_published_generator(long seed, double[] expected)
    {
        var random = new SeededRandom(seed);
        Assert.Equal(expected, expected.Select(_ => random.Uniform()));
    }

    [Fact]
    public void A_seed_repeats_and_another_one_differs()
    {
        SeededRandom a = new(9), b = new(9), c = new(10);
        double[] first = [.. Enumerable.Range(0, 50).Select(i => Mixed(a, i))];
        Assert.Equal(first, Enumerable.Range(0, 50).Select(i => Mixed(b, i)));
        Assert.NotEqual(first, Enumerable.Range(0, 50).Select(i => Mixed(c, i)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(29.9)]
    [InlineData(30)]
    [InlineData(120)]
    [InlineData(4200)]
    [InlineData(1e5)]
    public void Poisson_counts_have_mean_variance_and_skewness_within_five_standard_errors(double mean)
    {
        var random = new SeededRandom(21);
        double[] counts = [.. Enumerable.Range(0, Draws).Select(_ => random.Poisson(mean))];
        double found = counts.Average(), second = counts.Average(k => Math.Pow(k - mean, 2)), third = counts.Average(k => Math.Pow(k - mean, 3));
        // Central moments: μ₂ = m, μ₃ = m, μ₄ = m + 3m², μ₆ = m + 25m² + 15m³.
        Assert.Equal(mean, found, 5 * Math.Sqrt(mean / Draws));
        Assert.Equal(mean, second, 5 * Math.Sqrt((mean + (2 * mean * mean)) / Draws));
        Assert.Equal(mean, third, 5 * Math.Sqrt((mean + (24 * mean * mean) + (15 * mean * mean * mean)) / Draws));
        Assert.All(counts, k => Assert.True(k >= 0 && k == Math.Floor(k)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(75)]
    public void Poisson_counts_follow_their_law_by_the_test_of_Pearson(double mean)
    {
        var random = new SeededRandom(22);
        var observed = new Dictionary<int, int>();
        for (int i = 0; i < Draws; i++)
        {
            int k = (int)random.Poisson(mean);
            observed[k] = observed.GetValueOrDefault(k) + 1;
        }

        double chi2 = 0, probability = Math.Exp(-mean);
        int classes = 0;
        for (int k = 0; k < mean + (10 * Math.Sqrt(mean)) + 5; k++, probability *= mean / k)
        {
            double expected = Draws * probability;
            if (expected > 8)
            {
                chi2 += Math.Pow(observed.GetValueOrDefault(k) - expected, 2) / expected;
                classes++;
            }
        }

        Assert.InRange(chi2, 0, classes + (5 * Math.Sqrt(2 * classes)));
        Assert.True(classes > 4);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_0_1_0_3_within_five_standard_errors()
    {
        var random = new SeededRandom(23);
        double[] z = [.. Enumerable.Range(0, Draws).Select(_ => random.Normal())];
        Assert.Equal(0, z.Average(), 5 / Math.Sqrt(Draws));
        Assert.Equal(1, z.Average(v => v * v), 5 * Math.Sqrt(2.0 / Draws));
        Assert.Equal(0, z.Average(v => v * v * v), 5 * Math.Sqrt(15.0 / Draws));
        Assert.Equal(3, z.Average(v => v * v * v * v), 5 * Math.Sqrt(96.0 / Draws));
        Assert.Equal(0, z.Zip(z.Skip(1), (a, b) => a * b).Average(), 5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var random = new SeededRandom(24);
        double[] u = [.. Enumerable.Range(0, Draws).Select(_ => random.Uniform(-2, 4))];
        Assert.True(u.Min() >= -2 && u.Max() < 4);
        Assert.Equal(1, u.Average(), 5 * Math.Sqrt(3.0 / Draws));
        double[] tenths = [.. Enumerable.Range(0, 10).Select(t => (double)u.Count(v => (int)((v + 2) / 0.6) == t))];
        Assert.All(tenths, n => Assert.Equal(Draws / 10.0, n, 5 * Math.Sqrt(Draws * 0.09)));
    }

    [Fact]
    public void Whole_numbers_below_a_count_all_occur_equally_often()
    {
        var random = new SeededRandom(25);
        int[] seen = new int[7];
        for (int i = 0; i < Draws; i++)
        {
            seen[random.Below(7)]++;
        }

        Assert.All(seen, n => Assert.Equal(Draws / 7.0, n, 5 * Math.Sqrt(Draws * 6.0 / 49)));
    }

    [Fact]
    public void A_mean_of_zero_counts_nothing_and_impossible_means_are_refused()
    {
        var random = new SeededRandom(26);
        Assert.Equal(0, random.Poisson(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Poisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Poisson(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Poisson(double.PositiveInfinity));
    }

    private static double Mixed(SeededRandom random, int i) => (i % 4) switch
    {
        0 => random.Uniform(),
        1 => random.Normal(),
        2 => random.Poisson(50),
        _ => random.Below(1000),
    };
}
