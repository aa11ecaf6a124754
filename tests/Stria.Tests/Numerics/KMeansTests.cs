using System.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class KMeansTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public void Planted_clusters_are_found_and_numbered_by_size(long seed)
    {
        (float[] points, int[] truth) = Planted(901, seed);
        KMeans found = KMeans.Of(points, 3, new KMeansOptions(4, seed));
        Assert.Equal(found.Sizes.OrderDescending(), found.Sizes);
        Assert.Equal(truth.GroupBy(t => t).Select(g => g.Count()).OrderDescending(), found.Sizes);
        Assert.Equal(4, truth.Zip(found.Labels).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_for_any_number_of_threads()
    {
        float[] points = Cloud(20011, 4);
        var options = new KMeansOptions(5, 3) { Starts = 2, MaximumIterations = 15 };
        KMeans one = KMeans.Of(points, 4, options);
        foreach (int threads in (int[])[1, 2, 3])
        {
            KMeans again = KMeans.Of(points, 4, options with { Threads = threads });
            Assert.Equal(one.Labels, again.Labels);
            Assert.Equal(one.Centres, again.Centres);
            Assert.Equal(one.Inertia, again.Inertia);
            Assert.Equal(one.Iterations, again.Iterations);
        }
    }

    [Fact]
    public void Iterating_never_ends_above_where_the_starts_were()
    {
        float[] points = Cloud(3001, 3);
        for (long seed = 1; seed <= 8; seed++)
        {
            double previous = double.PositiveInfinity;
            foreach (int iterations in (int[])[1, 2, 4, 8, 200])
            {
                KMeans found = KMeans.Of(points, 3, new KMeansOptions(6, seed) { Starts = 1, MaximumIterations = iterations });
                Assert.InRange(found.Inertia, 0, previous * (1 + 1e-6));
                previous = found.Inertia;
            }
        }
    }

    [Fact]
    public void More_starts_never_give_a_worse_sum_of_squares()
    {
        float[] points = Cloud(999, 2);
        double one = KMeans.Of(points, 2, new KMeansOptions(7, 5) { Starts = 1 }).Inertia, ten = KMeans.Of(points, 2, new KMeansOptions(7, 5)).Inertia;
        Assert.InRange(ten, 0, one);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_point_has_the_nearest_centre_whether_it_fills_a_vector_or_not(int beyond)
    {
        int n = (4 * Vector<float>.Count) + beyond;
        float[] points = Cloud(n, 3);
        KMeans found = KMeans.Of(points, 3, new KMeansOptions(3, 2));
        double inertia = 0;
        for (int p = 0; p < n; p++)
        {
            double[] distances = [.. Enumerable.Range(0, 3).Select(c => Squared(points, n, p, found.Centres, c))];
            Assert.InRange(distances[found.Labels[p]], 0, distances.Min() * (1 + 1e-5));
            inertia += distances[found.Labels[p]];
        }

        Assert.Equal(inertia, found.Inertia, 1e-5 * inertia);
        Assert.Equal(n, found.Sizes.Sum());
    }

    [Fact]
    public void Converged_centres_are_the_means_of_their_points()
    {
        (float[] points, _) = Planted(901, 4);
        KMeans found = KMeans.Of(points, 3, new KMeansOptions(4, 4));
        for (int c = 0; c < 4; c++)
        {
            int[] own = [.. Enumerable.Range(0, 901).Where(p => found.Labels[p] == c)];
            for (int d = 0; d < 3; d++)
            {
                Assert.Equal(own.Average(p => (double)points[(d * 901) + p]), found.Centres[(c * 3) + d], 1e-5);
            }
        }
    }

    [Fact]
    public void As_many_clusters_as_points_leave_no_distance()
    {
        KMeans found = KMeans.Of([0, 1, 5, 9], 1, new KMeansOptions(4));
        Assert.Equal(0, found.Inertia);
        Assert.Equal(4, found.Labels.Distinct().Count());
    }

    [Fact]
    public void Points_all_alike_make_one_cluster_that_is_not_empty()
    {
        KMeans found = KMeans.Of([.. Enumerable.Repeat(2f, 20)], 2, new KMeansOptions(3));
        Assert.Equal([10, 0, 0], found.Sizes);
        Assert.Equal(0, found.Inertia);
        Assert.All(found.Centres, c => Assert.Equal(2f, c));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Fewer_points_than_clusters_are_refused(int clusters) =>
        Assert.Throws<ArgumentException>(() => KMeans.Of([1, 2, 3, 4], 1, new KMeansOptions(clusters)));

    private static double Squared(float[] points, int n, int p, float[] centres, int c) =>
        Enumerable.Range(0, 3).Sum(d => Math.Pow(points[(d * n) + p] - (double)centres[(c * 3) + d], 2));

    private static float[] Cloud(int n, int dimensions)
    {
        var random = new SeededRandom(n);
        return [.. Enumerable.Range(0, n * dimensions).Select(_ => (float)random.Uniform(-1, 1))];
    }

    private static (float[] Points, int[] Truth) Planted(int n, long seed)
    {
        var random = new SeededRandom(seed + 100);
        double[][] centres = [[0, 0, 0], [3, 0, 0], [0, 4, 1], [2, 3, -4]];
        var points = new float[3 * n];
        var truth = new int[n];
        for (int p = 0; p < n; p++)
        {
            // Unequal sizes: about 50, 25, 15 and 10 %.
            double u = random.Uniform();
            truth[p] = u < 0.5 ? 0 : u < 0.75 ? 1 : u < 0.9 ? 2 : 3;
            for (int d = 0; d < 3; d++)
            {
                points[(d * n) + p] = (float)(centres[truth[p]][d] + (0.25 * random.Normal()));
            }
        }

        return (points, truth);
    }
}
