using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class GaussianMixtureTests
{
    // Two long clouds side by side: 6 long, 0.3 wide, 3 apart. k-means cuts them across.
    private static (float[] Points, int[] Truth) Clouds(int n, int seed)
    {
        var random = new SeededRandom(seed);
        var points = new float[2 * n];
        int[] truth = [.. Enumerable.Range(0, n).Select(i => i % 3 == 0 ? 1 : 0)];
        for (int i = 0; i < n; i++)
        {
            (points[i], points[n + i]) = ((float)(6 * random.Normal()), (float)((3 * truth[i]) + (0.3 * random.Normal())));
        }

        return (points, truth);
    }

    [Fact]
    public void Long_clouds_are_told_apart_where_k_means_cannot()
    {
        (float[] points, int[] truth) = Clouds(900, 4);
        int[] start = [.. Enumerable.Range(0, 900).Select(i => points[900 + i] > 1.2 + (0.05 * points[i]) ? 1 : 0)];
        var mixture = GaussianMixture.Of(points, 2, start, 2);
        double[] p = mixture.Probabilities(points);
        int right = Enumerable.Range(0, 900).Count(i => p[(i * 2) + truth[i]] > 0.5), byKMeans = KMeans.Of(points, 2, new KMeansOptions(2, 1)).Labels.Zip(truth, (a, b) => a == b).Count(same => same);
        Assert.True(right > 890, $"{right}");
        Assert.InRange(Math.Max(byKMeans, 900 - byKMeans), 450, 700);
        Assert.Equal(1.0 / 3, mixture.Shares[1], 0.01);
    }

    [Fact]
    public void The_likelihood_never_falls_and_the_probabilities_sum_to_one()
    {
        (float[] points, _) = Clouds(300, 5);
        var mixture = GaussianMixture.Of(points, 2, KMeans.Of(points, 2, new KMeansOptions(3, 2)).Labels, 3);
        Assert.All(Enumerable.Range(1, mixture.LogLikelihoods.Count - 1), i => Assert.True(mixture.LogLikelihoods[i] >= mixture.LogLikelihoods[i - 1] - 1e-9));
        double[] p = mixture.Probabilities(points);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(1, p[(i * 3)..((i * 3) + 3)].Sum(), 1e-9));
    }

    [Fact]
    public void The_Bayesian_criterion_prefers_the_true_number()
    {
        var random = new SeededRandom(6);
        float[] points = [.. Enumerable.Range(0, 600).Select(i => (float)((i % 2 * 6) + random.Normal())), .. Enumerable.Range(0, 600).Select(_ => (float)random.Normal())];
        double Bayes(int k) => GaussianMixture.Of(points, 2, KMeans.Of(points, 2, new KMeansOptions(k, 1)).Labels, k).Bayes;
        Assert.True(Bayes(2) < Bayes(1));
        Assert.True(Bayes(2) < Bayes(3));
        Assert.True(Bayes(2) < Bayes(4));
    }

    [Fact]
    public void Points_on_a_line_leave_a_finite_mixture()
    {
        float[] points = [.. Enumerable.Range(0, 100).Select(i => (float)i), .. Enumerable.Range(0, 100).Select(i => 2f * i)];
        var mixture = GaussianMixture.Of(points, 2, [.. Enumerable.Range(0, 100).Select(i => i / 50)], 2);
        Assert.All(mixture.Probabilities(points), p => Assert.True(double.IsFinite(p)));
    }
}
