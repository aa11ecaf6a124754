using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SharedGramLeastSquaresTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(3, 1.0)]
    [InlineData(6, 1.0)]
    [InlineData(8, 1.0)]
    [InlineData(6, 1e-3)]
    public void Every_problem_has_the_solution_that_it_has_alone(int columns, double difference)
    {
        const int problems = 300;
        (double[] gram, double[] rights) = Problems(columns, problems, difference, seed: columns);
        double[] amounts = new double[columns * problems], alone = new double[columns];
        var free = new ulong[problems];
        new SharedGramLeastSquares(gram, columns).Solve(rights, problems, amounts, free, goOn: false);
        var sets = new HashSet<ulong>();
        for (int s = 0; s < problems; s++)
        {
            double[] right = [.. Enumerable.Range(0, columns).Select(i => rights[(i * problems) + s])];
            Assert.Equal(NonNegativeLeastSquares.Solve(gram, right, alone), free[s]);
            sets.Add(free[s]);
            for (int i = 0; i < columns; i++)
            {
                Assert.Equal(alone[i], amounts[(i * problems) + s], 1e-9 / difference);
                Assert.Equal((free[s] >> i & 1) != 0, amounts[(i * problems) + s] > 0);
            }
        }

        Assert.InRange(sets.Count, Math.Min(2, columns), 1 << columns);
    }

    [Fact]
    public void Any_guess_leads_to_the_same_solution()
    {
        (double[] gram, double[] rights) = Problems(5, 200, 1, seed: 11);
        double[] first = new double[1000], second = new double[1000];
        ulong[] free = new ulong[200], guessed = [.. Enumerable.Range(0, 200).Select(i => (ulong)i)];
        var shared = new SharedGramLeastSquares(gram, 5);
        shared.Solve(rights, 200, first, free, goOn: false);
        shared.Solve(rights, 200, second, guessed, goOn: true);
        Assert.Equal(free, guessed);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Dependent_columns_and_right_hand_sides_that_are_no_numbers_are_left_to_the_general_way()
    {
        double[] gram = [1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1], rights = [1, double.NaN, 1, 1, 0.9, 1], amounts = new double[6], alone = new double[3];
        var free = new ulong[2];
        new SharedGramLeastSquares(gram, 3).Solve(rights, 2, amounts, free, goOn: false);
        Assert.Equal(NonNegativeLeastSquares.Solve(gram, [1, 1, 0.9], alone), free[0]);
        Assert.Equal(alone, new[] { amounts[0], amounts[2], amounts[4] });
        Assert.Equal(NonNegativeLeastSquares.Solve(gram, [double.NaN, 1, 1], alone), free[1]);
    }

    [Fact]
    public void More_than_eight_columns_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SharedGramLeastSquares(new double[81], 9));

    // Smooth columns that differ by as much as is asked, sparse positive amounts and noise.
    private static (double[] Gram, double[] Rights) Problems(int columns, int problems, double difference, int seed)
    {
        const int rows = 30;
        var random = new SeededRandom(seed);
        double[][] a = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(r => 1 + (r * 0.05) + (difference * random.Normal())).ToArray())];
        double[] gram = new double[columns * columns], rights = new double[columns * problems];
        for (int i = 0; i < gram.Length; i++)
        {
            gram[i] = a[i / columns].Zip(a[i % columns], (x, y) => x * y).Sum();
        }

        for (int s = 0; s < problems; s++)
        {
            double[] amounts = [.. Enumerable.Range(0, columns).Select(_ => Math.Max(0, random.Normal()))];
            double[] d = [.. Enumerable.Range(0, rows).Select(r => amounts.Select((w, i) => w * a[i][r]).Sum() + (0.3 * difference * random.Normal()))];
            for (int i = 0; i < columns; i++)
            {
                rights[(i * problems) + s] = a[i].Zip(d, (x, y) => x * y).Sum();
            }
        }

        return (gram, rights);
    }
}
