using FsCheck;
using FsCheck.Fluent;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class NonNegativeLeastSquaresTests
{
    private static readonly Arbitrary<(int Columns, int Rows, int Seed)> Problems =
        (from n in Gen.Choose(1, 6) from m in Gen.Choose(8, 25) from seed in Gen.Choose(1, 1_000_000) select (n, m, seed)).ToArbitrary();

    [Fact]
    public void The_sum_of_squares_is_the_least_of_all_supports() => Prop.ForAll(Problems, p =>
    {
        double[][] a = Columns(p.Columns, p.Rows, 1, new SeededRandom(p.Seed));
        AssertLeast(a, Target(a, 0.3, new SeededRandom(p.Seed + 1)));
    }).QuickCheckThrowOnFailure();

    // Its sum of squares is rounding alone, which has no least to be compared with.
    [Fact]
    public void A_square_problem_whose_solution_is_positive_is_met_exactly()
    {
        double[][] a = Columns(6, 6, 1, new SeededRandom(540077));
        double[] d = Target(a, 0.3, new SeededRandom(540078)), residual = Residual(a, Solve(a, d).Weights, d);
        Assert.InRange(Dot(residual, residual), 0, 1e-24 * Dot(d, d));
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-4)]
    [InlineData(1e-5)]
    [InlineData(1e-6)]
    public void Nearly_collinear_columns_cost_no_more_than_a_hundred_millionth(double difference)
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new SeededRandom(seed);
            double[][] a = Columns(2 + (seed % 5), 40, difference, random);
            AssertLeast(a, Target(a, 0.02, random));
        }
    }

    [Fact]
    public void The_conditions_of_Karush_Kuhn_and_Tucker_hold() => Prop.ForAll(Problems, p =>
    {
        var random = new SeededRandom(p.Seed);
        double[][] a = Columns(p.Columns, p.Rows, 1, random);
        double[] d = Target(a, 1, random);
        (double[] w, ulong free) = Solve(a, d);
        double[] residual = Residual(a, w, d);
        double length = Math.Sqrt(Dot(d, d));
        for (int i = 0; i < w.Length; i++)
        {
            double slope = Dot(a[i], residual), scale = 1e-10 * Math.Sqrt(Dot(a[i], a[i])) * length;
            bool isFree = (free >> i & 1) != 0;
            Assert.Equal(isFree, w[i] > 0);
            Assert.InRange(slope, isFree ? -scale : double.NegativeInfinity, scale);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Data_made_of_positive_amounts_give_these_amounts_back()
    {
        var random = new SeededRandom(5);
        double[][] a = Columns(6, 60, 1, random);
        double[] w = [0.3, 0, 2, 1e-3, 0, 0.7], d = [.. Enumerable.Range(0, 60).Select(e => Enumerable.Range(0, 6).Sum(i => w[i] * a[i][e]))];
        Assert.All(Solve(a, d).Weights.Zip(w), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void A_column_of_zeros_gets_nothing_and_disturbs_nothing()
    {
        var random = new SeededRandom(6);
        double[][] a = Columns(3, 20, 1, random);
        double[] d = Target(a, 0.1, random);
        double[] without = Solve(a, d).Weights;
        (double[] with, ulong free) = Solve([a[0], new double[20], a[1], a[2]], d);
        Assert.Equal(0, with[1]);
        Assert.Equal(0UL, free >> 1 & 1);
        Assert.All(without.Zip([with[0], with[2], with[3]]), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void Of_two_equal_columns_together_as_much_is_used_as_of_one()
    {
        var random = new SeededRandom(7);
        double[][] a = Columns(3, 20, 1, random);
        double[] d = [.. a[0].Zip(a[2], (u, v) => (2 * u) + (0.5 * v))];
        double[] w = Solve([a[0], a[1], a[0], a[2]], d).Weights;
        Assert.Equal(2, w[0] + w[2], 1e-12);
        Assert.Equal(0.5, w[3], 1e-12);
    }

    [Fact]
    public void Where_every_column_points_away_nothing_is_used()
    {
        double[][] a = [[1, 0, 1], [0, 1, 1]];
        (double[] w, ulong free) = Solve(a, [-1, -2, -1]);
        Assert.Equal([0, 0], w);
        Assert.Equal(0UL, free);
    }

    [Fact]
    public void Only_the_upper_triangle_is_looked_at()
    {
        double[] w = new double[2];
        NonNegativeLeastSquares.Solve([2, 1, double.NaN, 2], [1, 0], w);
        Assert.Equal(0.5, w[0], 1e-15);
        Assert.Equal(0, w[1]);
    }

    [Fact]
    public void Sixty_four_columns_are_solved_and_sixty_five_refused()
    {
        const int N = NonNegativeLeastSquares.MaximumColumns;
        double[] gram = [.. Enumerable.Range(0, N * N).Select(i => i % (N + 1) == 0 ? 2.0 : 0)], w = new double[N];
        double[] right = [.. Enumerable.Range(0, N).Select(i => i % 2 == 0 ? 4.0 : -4)];
        Assert.Equal(0x5555555555555555UL, NonNegativeLeastSquares.Solve(gram, right, w));
        Assert.All(Enumerable.Range(0, N), i => Assert.Equal(i % 2 == 0 ? 2.0 : 0, w[i], 1e-15));
        Assert.Throws<ArgumentOutOfRangeException>(() => NonNegativeLeastSquares.Solve(new double[65 * 65], new double[65], new double[65]));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(5UL)]
    [InlineData(42UL)]
    [InlineData(ulong.MaxValue)]
    public void Whatever_is_guessed_the_solution_is_the_same(ulong guess)
    {
        var random = new SeededRandom(11);
        for (int trial = 0; trial < 40; trial++)
        {
            double[][] a = Columns(6, 30, 2, random);
            double[] d = Target(a, 0.3, random), gram = [.. Enumerable.Range(0, 36).Select(i => Dot(a[i / 6], a[i % 6]))], w = new double[6];
            (double[] expected, ulong free) = Solve(a, d);
            Assert.Equal(free, NonNegativeLeastSquares.Solve(gram, [.. a.Select(c => Dot(c, d))], w, guess));
            Assert.All(w, (v, i) => Assert.Equal(expected[i], v, 1e-12));
        }
    }

    private static void AssertLeast(double[][] a, double[] d)
    {
        double[] w = Solve(a, d).Weights, residual = Residual(a, w, d);
        double found = Dot(residual, residual), least = LeastOfAllSupports(a, d);
        Assert.All(w, v => Assert.True(v >= 0));
        Assert.True(least > 0);
        Assert.InRange((found / least) - 1, -1e-8, 1e-8);
    }

    // Least squares of every subset of columns by modified Gram-Schmidt on the columns themselves, which does not square their condition.
    private static double LeastOfAllSupports(double[][] a, double[] d)
    {
        double least = Dot(d, d);
        for (int support = 1; support < 1 << a.Length; support++)
        {
            double[]? w = Unconstrained(a, d, support);
            if (w is not null && w.All(v => v >= 0))
            {
                double[] residual = Residual(a, w, d);
                least = Math.Min(least, Dot(residual, residual));
            }
        }

        return least;
    }

    private static double[]? Unconstrained(double[][] a, double[] d, int support)
    {
        int[] index = [.. Enumerable.Range(0, a.Length).Where(i => (support >> i & 1) != 0)];
        double[][] q = [.. index.Select(i => (double[])[.. a[i]])];
        var r = new double[index.Length, index.Length];
        var y = new double[index.Length];
        double[] rest = [.. d];
        for (int i = 0; i < q.Length; i++)
        {
            r[i, i] = Math.Sqrt(Dot(q[i], q[i]));
            Scale(q[i], 1 / r[i, i]);
            for (int j = i + 1; j < q.Length; j++)
            {
                r[i, j] = Dot(q[i], q[j]);
                Add(q[j], q[i], -r[i, j]);
            }

            y[i] = Dot(q[i], rest);
            Add(rest, q[i], -y[i]);
        }

        var w = new double[a.Length];
        for (int i = q.Length - 1; i >= 0; i--)
        {
            w[index[i]] = (y[i] - Enumerable.Range(i + 1, q.Length - i - 1).Sum(j => r[i, j] * w[index[j]])) / r[i, i];
        }

        return w.All(double.IsFinite) ? w : null;
    }

    private static (double[] Weights, ulong Free) Solve(double[][] a, double[] d)
    {
        int n = a.Length;
        double[] gram = [.. Enumerable.Range(0, n * n).Select(i => Dot(a[i / n], a[i % n]))], w = new double[n];
        ulong free = NonNegativeLeastSquares.Solve(gram, [.. a.Select(c => Dot(c, d))], w);
        return (w, free);
    }

    private static double[][] Columns(int count, int rows, double difference, SeededRandom random)
    {
        double[] common = [.. Enumerable.Range(0, rows).Select(_ => 1 + random.Uniform())];
        return [.. Enumerable.Range(0, count).Select(_ => (double[])[.. common.Select(c => (difference < 1 ? c : 0) + (difference * random.Normal()))])];
    }

    private static double[] Target(double[][] a, double noise, SeededRandom random)
    {
        double[] w = [.. a.Select(_ => random.Uniform(-0.5, 1))];
        return [.. Enumerable.Range(0, a[0].Length).Select(e => Enumerable.Range(0, a.Length).Sum(i => w[i] * a[i][e]) + (noise * random.Normal()))];
    }

    private static double[] Residual(double[][] a, double[] w, double[] d) =>
        [.. d.Select((v, e) => v - Enumerable.Range(0, a.Length).Sum(i => w[i] * a[i][e]))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Scale(double[] a, double factor)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] *= factor;
        }
    }

    private static void Add(double[] a, double[] b, double factor)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] += factor * b[i];
        }
    }
}
