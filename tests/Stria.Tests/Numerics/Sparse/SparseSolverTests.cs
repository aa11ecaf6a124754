using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>What every sparse solver owes.</summary>
public sealed class SparseSolverTests
{
    private const double Accuracy = 1e-12;

    public static TheoryData<string> Solvers => [.. SparseSolvers.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_mode_of_the_Laplacian_is_divided_by_its_eigenvalue(string name)
    {
        const int N = 40;
        double h = Math.PI / (N + 1), eigenvalue = 4 - (2 * Math.Cos(2 * h)) - (2 * Math.Cos(3 * h));
        double[] mode = [.. Enumerable.Range(0, N * N).Select(i => Math.Sin(2 * h * ((i % N) + 1)) * Math.Sin(3 * h * ((i / N) + 1)))], x = [.. mode];
        using IFactorization factors = Of(name).Factor(SparseSamples.Laplacian(N));
        factors.Solve(x);
        Assert.Equal(N * N, factors.Order);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(mode[i] / eigenvalue, x[i], 1e-10));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_manufactured_field_is_approached_with_the_square_of_the_spacing(string name)
    {
        double[] errors = [.. new[] { 7, 15, 31 }.Select(n => SparseSamples.PoissonError(Of(name), n))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.9, 2.1);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.9, 2.1);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_softest_mode_of_the_Laplacian_shows_in_its_smallest_eigenvalue(string name)
    {
        const int N = 30;
        double eigenvalue = 1 - Math.Cos(Math.PI / (N + 1));
        using IFactorization factors = Of(name).Factor(SparseSamples.Laplacian(N));
        Assert.InRange(factors.SmallestEigenvalue / eigenvalue, 1, 20);
    }

    [Fact]
    public void All_solvers_agree()
    {
        EntryList truss = SparseSamples.Truss(60, 25);
        for (int row = 0; row < 25; row++)
        {
            truss.Add(120 * row, 120 * row, 1);
            truss.Add((120 * row) + 1, (120 * row) + 1, 1);
        }

        SymmetricMatrix matrix = truss.ToMatrix(2);
        double[] b = SparseSamples.RandomVector(matrix.Order, 13);
        double[][] solutions = [.. SparseSolvers.All.Select(s =>
        {
            double[] x = [.. b];
            using IFactorization factors = s.Factor(matrix);
            factors.Solve(x);
            return x;
        })];
        Assert.True(solutions.Length > 1);
        double largest = solutions[0].Max(Math.Abs);
        Assert.All(solutions.Skip(1), x => Assert.InRange(x.Zip(solutions[0], (p, q) => Math.Abs(p - q)).Max() / largest, 0, 1e-10));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Random_systems_leave_no_residual(string name)
    {
        foreach ((int order, int perRow) in new[] { (1, 0), (2, 1), (7, 2), (50, 0), (200, 3), (400, 40), (1500, 2) })
        {
            SymmetricMatrix matrix = SparseSamples.RandomDominant(order, perRow, order);
            double[] b = SparseSamples.RandomVector(order, 2), x = [.. b];
            using IFactorization factors = Of(name).Factor(matrix);
            factors.Solve(x);
            Assert.InRange(matrix.RelativeResidual(x, b), 0, Accuracy);
            Assert.InRange(factors.FactorEntries, order, (long)order * (order + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_tall_tower_of_scales_is_solved_entry_by_entry(string name)
    {
        // Unknowns in units from 1e-12 to 1e12: D·A·D y = D·b has y = D⁻¹x.
        SymmetricMatrix plain = SparseSamples.Laplacian(12);
        double[] scale = [.. SparseSamples.RandomVector(plain.Order, 5).Select(v => Math.Pow(10, Math.Clamp(6 * v, -12, 12)))];
        double[] values = [.. plain.Values];
        for (int i = 0; i < plain.Order; i++)
        {
            for (int p = plain.RowStart[i]; p < plain.RowStart[i + 1]; p++)
            {
                values[p] *= scale[i] * scale[plain.Columns[p]];
            }
        }

        double[] x = SparseSamples.RandomVector(plain.Order, 6), b = new double[plain.Order];
        plain.Multiply(x, b);
        double[] y = [.. b.Zip(scale, (v, s) => v * s)];
        using IFactorization factors = Of(name).Factor(plain with { Values = values });
        factors.Solve(y);
        Assert.InRange(scale.Max() / scale.Min(), 1e20, 1e24);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(x[i], y[i] * scale[i], 1e-12));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Many_right_hand_sides_give_what_each_gives_alone(string name)
    {
        const int Count = 37;
        SymmetricMatrix matrix = SparseSamples.RandomDominant(300, 3, 8);
        double[] b = SparseSamples.RandomVector(Count * matrix.Order, 9), together = [.. b];
        using IFactorization factors = Of(name).Factor(matrix);
        factors.Solve(together, Count);
        for (int k = 0; k < Count; k++)
        {
            double[] alone = b[(k * matrix.Order)..((k + 1) * matrix.Order)];
            factors.Solve(alone);
            Assert.All(Enumerable.Range(0, alone.Length), i => Assert.Equal(alone[i], together[(k * matrix.Order) + i], 1e-13));
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void No_load_gives_no_motion_and_no_right_hand_side_no_work(string name)
    {
        SymmetricMatrix matrix = SparseSamples.Laplacian(6);
        using IFactorization factors = Of(name).Factor(matrix);
        var x = new double[matrix.Order];
        factors.Solve(x);
        factors.Solve([], 0);
        Assert.All(x, v => Assert.Equal(0.0, v));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void The_same_matrix_gives_the_same_bits(string name)
    {
        SymmetricMatrix matrix = SparseSamples.RandomDominant(800, 3, 10);
        double[] b = SparseSamples.RandomVector(matrix.Order, 11), first = [.. b], second = [.. b];
        using IFactorization one = Of(name).Factor(matrix);
        one.Solve(first);
        using IFactorization two = Of(name).Factor(matrix);
        two.Solve(second);
        Assert.Equal(first, second);
        Assert.Contains(first, v => v != 0);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Unknowns_in_blocks_are_solved_as_well(string name)
    {
        EntryList truss = SparseSamples.Truss(9, 6);
        foreach (int k in new[] { 0, 1, 3 })
        {
            truss.Add(k, k, 1);
        }

        SymmetricMatrix blocked = truss.ToMatrix(blockSize: 2), plain = truss.ToMatrix();
        double[] b = SparseSamples.RandomVector(plain.Order, 12), x = [.. b], y = [.. b];
        using IFactorization one = Of(name).Factor(blocked);
        using IFactorization two = Of(name).Factor(plain);
        one.Solve(x);
        two.Solve(y);
        Assert.InRange(blocked.RelativeResidual(x, b), 0, Accuracy);
        double largest = y.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(y[i] / largest, x[i] / largest, 1e-10));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Four_threads_may_factor_and_solve_at_once(string name)
    {
        ISparseSolver solver = Of(name);
        SymmetricMatrix[] matrices = [.. Enumerable.Range(0, 8).Select(k => SparseSamples.RandomDominant(200 + (30 * k), 3, 20 + k))];
        using IFactorization shared = solver.Factor(matrices[0]);
        var residuals = new double[64];
        Parallel.For(0, residuals.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k =>
        {
            SymmetricMatrix matrix = matrices[k % 2 == 0 ? 0 : k / 2 % matrices.Length];
            double[] b = SparseSamples.RandomVector(matrix.Order, k), x = [.. b];
            if (k % 2 == 0)
            {
                shared.Solve(x);
            }
            else
            {
                using IFactorization own = solver.Factor(matrix);
                own.Solve(x);
            }

            residuals[k] = matrix.RelativeResidual(x, b);
        });
        Assert.All(residuals, r => Assert.InRange(r, 0, Accuracy));
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Factors_may_be_given_back_twice_and_then_solve_no_more(string name)
    {
        IFactorization factors = Of(name).Factor(SparseSamples.Laplacian(3));
        Assert.True(factors.FactorEntries > 9 && factors.MemoryBytes >= 0);
        factors.Dispose();
        factors.Dispose();
        Assert.Throws<ObjectDisposedException>(() => factors.Solve(new double[9]));
    }

    internal static ISparseSolver Of(string name)
    {
        ISparseSolver solver = SparseSolvers.Choose(name).Solver;
        Assert.True(solver.IsAvailable, $"'{name}' is not on this machine; ./test installs what it needs.");
        return solver;
    }
}
