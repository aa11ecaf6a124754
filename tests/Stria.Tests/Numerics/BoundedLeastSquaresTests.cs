using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class BoundedLeastSquaresTests
{
    private static (double[] Gram, double[] Right) Problem(SeededRandom random, int rows, int n)
    {
        double[][] a = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, rows).Select(_ => random.Normal()).ToArray())];
        double[] d = [.. Enumerable.Range(0, rows).Select(_ => 2 * random.Normal())];
        double Dot(double[] x, double[] y) => x.Zip(y, (u, v) => u * v).Sum();
        return ([.. a.SelectMany(x => a.Select(y => Dot(x, y)))], [.. a.Select(x => Dot(x, d))]);
    }

    private static double Cost(double[] gram, double[] right, double[] w)
    {
        int n = w.Length;
        return Enumerable.Range(0, n).Sum(i => (-2 * right[i] * w[i]) + Enumerable.Range(0, n).Sum(j => w[i] * gram[(i * n) + j] * w[j]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void No_feasible_neighbour_of_the_answer_is_better(double? sum)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new SeededRandom(seed);
            int n = 2 + (seed % 4);
            (double[] gram, double[] right) = Problem(random, 12, n);
            var limits = new BoundedLimits([.. Enumerable.Repeat(seed % 3 == 0 ? 0 : -0.3, n)], [.. Enumerable.Repeat(seed % 2 == 0 ? 0.8 : double.PositiveInfinity, n)]) { Sum = sum };
            double[] w = BoundedLeastSquares.Solve(gram, right, limits).Weights;
            double best = Cost(gram, right, w);
            Assert.All(w.Select((v, i) => (v, i)), p => Assert.InRange(p.v, limits.Lower[p.i] - 1e-12, limits.Upper[p.i] + 1e-12));
            if (sum is not null)
            {
                Assert.Equal(sum.Value, w.Sum(), 1e-12);
            }

            // Any direction that keeps the sum, cut at the bounds: the problem is convex, so neighbours suffice.
            for (int trial = 0; trial < 200; trial++)
            {
                double[] step = [.. w.Select(_ => 0.01 * random.Normal())];
                double mean = sum is null ? 0 : step.Average();
                double[] moved = [.. w.Select((v, i) => v + step[i] - mean)];
                if (moved.Select((v, i) => v >= limits.Lower[i] && v <= limits.Upper[i]).All(inside => inside))
                {
                    Assert.True(Cost(gram, right, moved) >= best - 1e-12, $"seed {seed}: {Cost(gram, right, moved)} < {best}");
                }
            }
        }
    }

    [Fact]
    public void Without_active_bounds_it_is_plain_least_squares()
    {
        (double[] gram, double[] right) = Problem(new SeededRandom(5), 9, 3);
        BoundedSolution free = BoundedLeastSquares.Solve(gram, right, new BoundedLimits([.. Enumerable.Repeat(double.NegativeInfinity, 3)], [.. Enumerable.Repeat(double.PositiveInfinity, 3)]));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, 3).Sum(j => gram[(i * 3) + j] * free.Weights[j]), 1e-10);
        }

        Assert.All(free.Free, Assert.True);
    }

    [Fact]
    public void With_zero_as_lower_bound_it_agrees_with_non_negative_least_squares()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            (double[] gram, double[] right) = Problem(new SeededRandom(100 + seed), 10, 5);
            var expected = new double[5];
            NonNegativeLeastSquares.Solve(gram, right, expected);
            double[] w = BoundedLeastSquares.Solve(gram, right, new BoundedLimits(new double[5], [.. Enumerable.Repeat(double.PositiveInfinity, 5)])).Weights;
            Assert.All(expected.Zip(w), p => Assert.Equal(p.First, p.Second, 1e-9));
        }
    }

    [Fact]
    public void A_held_weight_stays_and_uncounted_ones_are_not_in_the_sum()
    {
        (double[] gram, double[] right) = Problem(new SeededRandom(8), 10, 4);
        BoundedLimits limits = new([0, 0, 0, double.NegativeInfinity], [1, 1, 1, double.PositiveInfinity]) { Sum = 1, Counted = [true, true, true, false] };
        double[] w = BoundedLeastSquares.Solve(gram, right, limits.Holding(1, 0.25)).Weights;
        Assert.Equal(0.25, w[1]);
        Assert.Equal(0.75, w[0] + w[2], 1e-12);
    }

    [Fact]
    public void Dependent_columns_get_an_answer_of_least_residual()
    {
        double[] w = BoundedLeastSquares.Solve([2, 2, 2, 2], [2, 2], new BoundedLimits([0, 0], [10, 10])).Weights;
        Assert.Equal(1, w.Sum(), 1e-6);
    }

    [Fact]
    public void A_sum_that_no_weights_reach_is_refused()
    {
        var limits = new BoundedLimits([0, 0], [0.4, 0.4]) { Sum = 1 };
        Assert.Contains("have the sum 1", Assert.Throws<ArgumentException>(() => BoundedLeastSquares.Solve([1, 0, 0, 1], [1, 1], limits)).Message, StringComparison.Ordinal);
        Assert.Contains("lower bound 2 of weight 1 lies above its upper bound 1", Assert.Throws<ArgumentException>(() => BoundedLeastSquares.Solve([1, 0, 0, 1], [1, 1], new BoundedLimits([0, 2], [1, 1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BoundedLeastSquares.Solve([1], [1, 1], new BoundedLimits([0, 0], [1, 1])));
    }
}
