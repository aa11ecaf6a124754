using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>Products, residuals, parts of a graph and the choice of a solver.</summary>
public sealed class SparseStructureTests
{
    [Fact]
    public void A_product_equals_the_sums_over_the_full_matrix()
    {
        SymmetricMatrix matrix = SparseSamples.RandomDominant(60, 4, 1);
        double[] x = SparseSamples.RandomVector(60, 2), y = new double[60], expected = new double[60];
        for (int i = 0; i < 60; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                int j = matrix.Columns[p];
                expected[i] += matrix.Values[p] * x[j];
                expected[j] += i == j ? 0 : matrix.Values[p] * x[i];
            }
        }

        matrix.Multiply(x, y);
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(expected[i], y[i], 1e-12));
        Assert.Throws<ArgumentException>(() => matrix.Multiply(x.AsSpan(1), y));
    }

    [Fact]
    public void The_residual_is_small_for_the_solution_and_large_for_another_vector()
    {
        SymmetricMatrix matrix = SparseSamples.Laplacian(8);
        double[] x = SparseSamples.RandomVector(64, 3), b = new double[64];
        matrix.Multiply(x, b);
        Assert.InRange(matrix.RelativeResidual(x, b), 0, 1e-15);
        x[5] += 1e-3;
        Assert.InRange(matrix.RelativeResidual(x, b), 1e-5, 1e-2);
    }

    [Fact]
    public void Refinement_solves_with_the_factors_of_a_nearby_matrix()
    {
        SymmetricMatrix matrix = SparseSamples.RandomDominant(200, 3, 4);
        double[] nearby = [.. matrix.Values];
        for (int i = 0; i < matrix.Order; i++)
        {
            nearby[matrix.RowStart[i]] *= 1 + (1e-3 * (i % 7));
        }

        using IFactorization factors = new BuiltInSolver().Factor(matrix with { Values = nearby });
        double[] b = SparseSamples.RandomVector(200, 5), x = new double[200];
        IReadOnlyList<double> residuals = IterativeRefinement.Solve(matrix, factors, b, x, 1e-15);
        Assert.InRange(residuals[0], 1e-6, 1e-1);
        Assert.InRange(residuals[^1], 0, 1e-15);
        Assert.Equal(residuals[^1], matrix.RelativeResidual(x, b));
        Assert.All(residuals.Zip(residuals.Skip(1)), pair => Assert.True(pair.Second < pair.First));
    }

    [Fact]
    public void Refinement_ends_when_the_factors_are_of_another_matrix()
    {
        SymmetricMatrix matrix = SparseSamples.Laplacian(5);
        using IFactorization factors = new BuiltInSolver().Factor(matrix with { Values = [.. matrix.Values.Select(v => 0.1 * v)] });
        double[] b = SparseSamples.RandomVector(25, 6), x = new double[25];
        Assert.InRange(IterativeRefinement.Solve(matrix, factors, b, x)[^1], 0.1, 10);
    }

    [Fact]
    public void Parts_are_numbered_by_their_first_unknowns()
    {
        var entries = new EntryList(7);
        foreach ((int i, int j) in new[] { (0, 3), (3, 5), (1, 6), (2, 2), (4, 6) })
        {
            entries.AddSpring(i, j, 1);
        }

        var parts = GraphComponents.Of(entries.ToMatrix());
        Assert.Equal(3, parts.Count);
        Assert.Equal([0, 1, 2, 0, 1, 0, 1], parts.Parts.ToArray());
        Assert.Equal([1, 4, 6], parts.Members(1));
    }

    [Fact]
    public void Solvers_are_chosen_by_name_and_automatically()
    {
        Assert.Equal([SparseSolvers.Automatic, .. SparseSolvers.All.Select(s => s.Name)], SparseSolvers.Names);
        Assert.All(SparseSolvers.All, s => Assert.Same(s, SparseSolvers.Choose(s.Name).Solver));
        Assert.True(SparseSolvers.Choose(SparseSolvers.Automatic).Solver.IsAvailable);
        Assert.Contains("Perhaps 'mumps' is meant", Assert.Throws<ScenarioException>(() => SparseSolvers.Choose("mump")).Message);
    }

    [Fact]
    public void The_second_solver_steps_in_with_a_remark()
    {
        var missing = new MumpsSolver(new NativeLibraryName("no-such-mumps-either", "MUMPS", ["libno-such-mumps.so.2"], "solve", "libmumps-seq-5.5"));
        ISparseSolver last = SparseSolvers.All[^1];
        SolverChoice choice = SparseSolvers.Choose(SparseSolvers.Automatic, [missing, last]);
        Assert.Same(last, choice.Solver);
        Assert.Contains("'mumps' is not on this machine", choice.Remark?.Text);
        Assert.Null(SparseSolvers.Choose(SparseSolvers.Automatic, [last]).Remark);
    }
}
