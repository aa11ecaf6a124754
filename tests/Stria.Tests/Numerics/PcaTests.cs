using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class PcaTests
{
    private const int Variables = 23, Total = 20011;

    [Fact]
    public void However_few_moments_are_held_at_a_time_the_result_is_the_same_bits()
    {
        var values = new MemoryFrames(Planted(4, 0.1), Variables);
        int[] chosen = Chosen(withGaps: true);
        Pca all = Pca.Of(values, chosen), one = Pca.Of(values, chosen, momentsLength: 1, threads: 1), two = Pca.Of(values, chosen, 2 * Variables * Variables, threads: 2);
        Assert.All([one, two], pca => Assert.Equal(all.Components, pca.Components));
        Assert.All([one, two], pca => Assert.Equal(all.Eigenvalues, pca.Eigenvalues));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mean_and_eigenpairs_are_those_of_the_covariance_summed_directly(bool withGaps)
    {
        float[] values = Planted(4, 0.1);
        int[] chosen = Chosen(withGaps);
        Pca pca = Pca.Of(values, Variables, chosen);
        (double[] mean, double[] covariance) = Covariance(values, chosen);
        double largest = pca.Eigenvalues[0];
        Assert.Equal(chosen.Length, pca.ObservationCount);
        Assert.All(Enumerable.Range(0, Variables), v => Assert.Equal(mean[v], pca.Mean[v], 2e-6));
        for (int i = 0; i < Variables * Variables; i++)
        {
            double rebuilt = Enumerable.Range(0, Variables).Sum(k =>
                pca.Eigenvalues[k] * pca.Components[(k * Variables) + (i / Variables)] * pca.Components[(k * Variables) + (i % Variables)]);
            Assert.Equal(covariance[i], rebuilt, 2e-6 * largest);
        }

        Assert.Equal(pca.Eigenvalues.OrderDescending(), pca.Eigenvalues);
    }

    [Fact]
    public void Mean_and_scores_on_all_components_give_the_data_back()
    {
        float[] values = Planted(4, 0.1);
        int[] chosen = Chosen(withGaps: true);
        Pca pca = Pca.Of(values, Variables, chosen);
        float[] scores = pca.Scores(values, chosen, Variables);
        double worst = 0;
        for (int p = 0; p < chosen.Length; p += 37)
        {
            for (int v = 0; v < Variables; v++)
            {
                double back = pca.Mean[v] + Enumerable.Range(0, Variables).Sum(k => scores[(k * chosen.Length) + p] * pca.Components[(k * Variables) + v]);
                worst = Math.Max(worst, Math.Abs(back - values[(v * Total) + chosen[p]]));
            }
        }

        Assert.InRange(worst, 0, 1e-5);
    }

    [Fact]
    public void The_variance_of_the_scores_is_the_eigenvalue_and_different_scores_are_uncorrelated()
    {
        float[] values = Planted(3, 0.1);
        int[] chosen = Chosen(withGaps: false);
        Pca pca = Pca.Of(values, Variables, chosen);
        float[] scores = pca.Scores(values, chosen, 3);
        for (int a = 0; a < 3; a++)
        {
            for (int b = a; b < 3; b++)
            {
                double product = Enumerable.Range(0, chosen.Length).Sum(p => (double)scores[(a * chosen.Length) + p] * scores[(b * chosen.Length) + p]) / chosen.Length;
                Assert.Equal(a == b ? pca.Eigenvalues[a] : 0, product, 1e-5 * pca.Eigenvalues[0]);
            }
        }
    }

    [Fact]
    public void One_two_and_three_threads_give_the_same_bits()
    {
        float[] values = Planted(4, 0.1);
        int[] chosen = Chosen(withGaps: true);
        Pca one = Pca.Of(values, Variables, chosen, 1);
        float[] scores = one.Scores(values, chosen, 5, 1);
        foreach (int threads in (int[])[2, 3])
        {
            Pca more = Pca.Of(values, Variables, chosen, threads);
            Assert.Equal(one.Mean, more.Mean);
            Assert.Equal(one.Eigenvalues, more.Eigenvalues);
            Assert.Equal(one.Components, more.Components);
            Assert.Equal(scores, more.Scores(values, chosen, 5, threads));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_indicator_function_finds_the_planted_number_of_components(int rank)
    {
        Pca pca = Pca.Of(Planted(rank, 0.05), Variables, Chosen(withGaps: false));
        Assert.Equal(rank, pca.SignificantCount(10));
        Assert.Equal(1, pca.SignificantCount(1));
    }

    [Fact]
    public void The_largest_loading_of_each_component_is_positive()
    {
        Pca pca = Pca.Of(Planted(4, 0.1), Variables, Chosen(withGaps: false));
        Assert.All(Enumerable.Range(0, Variables), k => Assert.True(pca.Components.Skip(k * Variables).Take(Variables).MaxBy(Math.Abs) > 0));
    }

    [Fact]
    public void A_large_common_value_does_not_drown_small_variances()
    {
        float[] values = Planted(2, 0.01), lifted = [.. values.Select(v => v + 64)];
        int[] chosen = Chosen(withGaps: false);
        Pca plain = Pca.Of(values, Variables, chosen), high = Pca.Of(lifted, Variables, chosen);
        Assert.Equal(plain.Eigenvalues[1], high.Eigenvalues[1], 1e-4 * plain.Eigenvalues[1]);
    }

    [Fact]
    public void One_observation_has_no_components() =>
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => Pca.Of(new float[6], 3, [1])).Message);

    private static int[] Chosen(bool withGaps) => [.. Enumerable.Range(100, Total - 200).Where(i => !withGaps || i % 7 != 3)];

    private static float[] Planted(int rank, double noise)
    {
        var random = new SeededRandom(11);
        double[] loadings = [.. Enumerable.Range(0, rank * Variables).Select(_ => random.Normal())];
        var values = new float[Variables * Total];
        for (int p = 0; p < Total; p++)
        {
            double[] amounts = [.. Enumerable.Range(0, rank).Select(k => random.Normal() / (k + 1))];
            for (int v = 0; v < Variables; v++)
            {
                double sum = 0.3 * v;
                for (int k = 0; k < rank; k++)
                {
                    sum += amounts[k] * loadings[(k * Variables) + v];
                }

                values[(v * Total) + p] = (float)(sum + (noise * random.Normal()));
            }
        }

        return values;
    }

    private static (double[] Mean, double[] Covariance) Covariance(float[] values, int[] chosen)
    {
        double[] mean = [.. Enumerable.Range(0, Variables).Select(v => chosen.Average(p => (double)values[(v * Total) + p]))];
        var covariance = new double[Variables * Variables];
        for (int i = 0; i < Variables; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                foreach (int p in chosen)
                {
                    sum += (values[(i * Total) + p] - mean[i]) * (values[(j * Total) + p] - mean[j]);
                }

                covariance[(i * Variables) + j] = covariance[(j * Variables) + i] = sum / chosen.Length;
            }
        }

        return (mean, covariance);
    }
}
