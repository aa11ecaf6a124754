using System.Runtime.Intrinsics;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed unsafe class FourNonNegativeTests
{
    [Theory]
    [InlineData(1, 7, 1.0)]
    [InlineData(4, 41, 1.0)]
    [InlineData(7, 203, 1.0)]
    [InlineData(7, 203, 1e-3)]
    [InlineData(12, 30, 0.1)]
    public void Every_problem_has_the_solution_that_it_has_alone_whatever_is_guessed(int columns, int problems, double difference)
    {
        (double[] grams, double[] rights) = Problems(columns, problems, difference, columns + problems);
        var fours = new FourNonNegative(columns);
        double[] amounts = new double[columns * problems], again = new double[columns * problems], alone = new double[columns];
        ulong[] free = new ulong[problems], guessed = [.. Enumerable.Range(0, problems).Select(i => (ulong)i * 0x9E3779B97F4A7C15)];
        fours.Solve(grams, rights, problems, amounts, free, goOn: false);
        fours.Solve(grams, rights, problems, again, guessed, goOn: true);
        Assert.Equal(free, guessed);
        Assert.Equal(amounts, again);
        for (int s = 0; s < problems; s++)
        {
            (double[] gram, double[] right) = One(grams, rights, (columns, s, problems));
            Assert.Equal(NonNegativeLeastSquares.Solve(gram, right, alone), free[s]);
            Assert.All(alone.Select((w, i) => (w, amounts[(i * problems) + s])), p => Assert.Equal(p.w, p.Item2, 1e-12 / (difference * difference)));
        }

        Assert.InRange(free.Distinct().Count(), columns == 1 ? 1 : 3, problems);
    }

    [Fact]
    public void Dependent_columns_nothing_and_what_is_no_number_are_left_to_the_general_way_and_disturb_no_other()
    {
        // Two columns alike; no data; no weights at all; a right-hand side that is no number.
        double[][] grams = [[1, 1, 0.5, 1, 0.5, 1], [2, 0.1, 0.2, 1, 0.3, 1], [0, 0, 0, 0, 0, 0], [2, 0.1, 0.2, 1, 0.3, 1]], rights = [[1, 1, 0.9], [0, 0, 0], [0, 0, 0], [double.NaN, 1, 1]];
        double[] gram = [.. Enumerable.Range(0, 6).SelectMany(p => grams.Select(g => g[p]))], right = [.. Enumerable.Range(0, 3).SelectMany(i => rights.Select(r => r[i]))], amounts = new double[12], alone = new double[3];
        var free = new ulong[4];
        new FourNonNegative(3).Solve(gram, right, 4, amounts, free, goOn: false);
        for (int s = 0; s < 4; s++)
        {
            (double[] g, double[] r) = One(gram, right, (3, s, 4));
            Assert.Equal(NonNegativeLeastSquares.Solve(g, r, alone), free[s]);
            Assert.All(alone.Select((w, i) => (w, amounts[(i * 4) + s])), p => Assert.Equal(p.w, p.Item2, 1e-14));
        }

        Assert.Equal((0UL, 0UL), (free[1], free[2]));
    }

    [Fact]
    public void Problems_may_be_set_one_in_each_lane()
    {
        var fours = new FourNonNegative(2);
        (fours.Gram[0], fours.Gram[1], fours.Gram[2]) = (Vector256.Create(4.0), Vector256.Create(0.0, 0, 1, 1), Vector256.Create(1.0));
        (fours.Right[0], fours.Right[1]) = (Vector256.Create(8.0, -8, 2, 8), Vector256.Create(3.0, 3, 3, -3));
        fours.Free.Fill(3);
        fours.Solve();
        Assert.Equal([3UL, 2, 2, 1], fours.Free.ToArray());
        Assert.Equal(Vector256.Create(2.0, 0, 0, 2), fours.Amounts[0]);
        Assert.Equal(Vector256.Create(3.0, 3, 3, 0), fours.Amounts[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourNonNegative(65));
    }

    [Fact]
    public void A_part_of_the_rows_is_factored_as_that_part_alone()
    {
        const int n = 5;
        (double[] grams, double[] rights) = Problems(n, 4, 0.3, 5);
        Vector256<double>[] packed = [.. Enumerable.Range(0, 15).Select(p => Vector256.Create(grams.AsSpan(4 * p, 4)))], right = [.. Enumerable.Range(0, n).Select(i => Vector256.Create(rights.AsSpan(4 * i, 4)))];
        bool[][] parts = [[true, true, true, true, true], [true, false, true, false, true], [false, false, false, true, false], [false, false, false, false, false]];
        Vector256<double>[] open = [.. Enumerable.Range(0, n).Select(i => Vector256.Create(parts.Select(p => p[i] ? -1L : 0).ToArray()).AsDouble())], factor = new Vector256<double>[n * n], solution = new Vector256<double>[n];
        fixed (Vector256<double>* a = packed, o = open, l = factor, b = right, x = solution)
        {
            Assert.Equal(0u, FourCholesky.Factor(n, a, o, l).ExtractMostSignificantBits());
            FourCholesky.Solve(n, l, o, b, x);
        }

        for (int s = 0; s < 4; s++)
        {
            int[] rows = [.. Enumerable.Range(0, n).Where(i => parts[s][i])];
            (double[] gram, double[] own) = One(grams, rights, (n, s, 4));
            double[] part = [.. rows.SelectMany(i => rows.Select(j => gram[(Math.Min(i, j) * n) + Math.Max(i, j)]))], expected = [.. rows.Select(i => own[i])];
            Assert.True(SmallCholesky.Factor(part, rows.Length));
            SmallCholesky.Solve(part, rows.Length, expected);
            Assert.All(expected.Zip(rows), p => Assert.Equal(p.First, solution[p.Second][s], 1e-10));
            Assert.All(Enumerable.Range(0, n).Except(rows), i => Assert.Equal(0, solution[i][s]));
        }
    }

    private static (double[] Gram, double[] Right) One(double[] grams, double[] rights, (int Columns, int Which, int Count) of)
    {
        var gram = new double[of.Columns * of.Columns];
        for (int i = 0; i < of.Columns; i++)
        {
            for (int j = i; j < of.Columns; j++)
            {
                gram[(i * of.Columns) + j] = grams[(FourCholesky.Pair(i, j, of.Columns) * of.Count) + of.Which];
            }
        }

        return (gram, [.. Enumerable.Range(0, of.Columns).Select(i => rights[(i * of.Count) + of.Which])]);
    }

    // Smooth columns that differ by as much as is asked, sparse positive amounts and noise, a matrix for each problem.
    private static (double[] Grams, double[] Rights) Problems(int columns, int problems, double difference, int seed)
    {
        const int rows = 30;
        var random = new SeededRandom(seed);
        double[] grams = new double[columns * (columns + 1) / 2 * problems], rights = new double[columns * problems];
        for (int s = 0; s < problems; s++)
        {
            double[][] a = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(r => 1 + (r * 0.05) + (difference * random.Normal())).ToArray())];
            double[] amounts = [.. a.Select(_ => Math.Max(0, random.Normal()))];
            double[] d = [.. Enumerable.Range(0, rows).Select(r => a.Zip(amounts, (c, w) => w * c[r]).Sum() + (0.3 * difference * random.Normal()))];
            for (int i = 0; i < columns; i++)
            {
                rights[(i * problems) + s] = a[i].Zip(d, (x, y) => x * y).Sum();
                for (int j = i; j < columns; j++)
                {
                    grams[(FourCholesky.Pair(i, j, columns) * problems) + s] = a[i].Zip(a[j], (x, y) => x * y).Sum();
                }
            }
        }

        return (grams, rights);
    }
}
