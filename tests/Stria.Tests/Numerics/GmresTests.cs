using Stria.Numerics.Linear;
using Stria.Tests.Numerics.Sparse;

namespace Stria.Tests.Numerics;

/// <summary>Generalised minimal residuals, and sums that carry their rounding.</summary>
public sealed class GmresTests
{
    [Fact]
    public void An_unsymmetric_system_is_solved_with_factors_of_its_symmetric_part()
    {
        SymmetricMatrix symmetric = SparseSamples.RandomDominant(200, 3, 1);
        var matrix = new Skewed(symmetric, 0.3);
        using IFactorization near = new BuiltInSolver().Factor(symmetric);
        double[] x = SparseSamples.RandomVector(200, 2), b = new double[200], found = new double[200];
        matrix.Apply(x, b);
        GmresResult result = Gmres.Solve(matrix, near, b, found, (1e-12, 60));
        Assert.True(result.Residual <= 1e-12);
        Assert.InRange(result.Iterations, 4, 40);
        Assert.All(x.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-10));
    }

    [Fact]
    public void Factors_of_the_matrix_itself_need_one_product()
    {
        SymmetricMatrix symmetric = SparseSamples.Laplacian(10);
        using IFactorization exact = new BuiltInSolver().Factor(symmetric);
        double[] b = SparseSamples.RandomVector(100, 3), found = new double[100];
        Assert.Equal(1, Gmres.Solve(new Skewed(symmetric, 0), exact, b, found, (1e-9, 20)).Iterations);
        Assert.True(symmetric.RelativeResidual(found, b) < 1e-13);
    }

    [Fact]
    public void The_residual_that_was_reached_is_told_when_iterations_run_out()
    {
        SymmetricMatrix symmetric = SparseSamples.RandomDominant(150, 3, 5);
        using IFactorization near = new BuiltInSolver().Factor(symmetric);
        double[] b = SparseSamples.RandomVector(150, 6), found = new double[150];
        GmresResult few = Gmres.Solve(new Skewed(symmetric, 1), near, b, found, (1e-14, 3));
        Assert.Equal(3, few.Iterations);
        Assert.InRange(few.Residual, 1e-10, 1);
        Assert.Equal(0, Gmres.Solve(new Skewed(symmetric, 1), near, new double[150], found, (1e-14, 3)).Residual);
        Assert.All(found, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Sums_carry_their_rounding()
    {
        Assert.Equal(2, CompensatedSum.Of([1, 1e100, 1, -1e100]));
        double[] w = [1e8 + 1, 1e8 - 1, 1], x = [1e8 - 1, -1e8 - 1, 3];
        Assert.Equal(3, CompensatedSum.Of(w, x));
        Assert.Throws<ArgumentException>(() => CompensatedSum.Of([1, 2], [1]));
    }

    private sealed class Skewed(SymmetricMatrix matrix, double share) : ILinearOperator
    {
        public void Apply(ReadOnlySpan<double> x, Span<double> y)
        {
            matrix.Multiply(x, y);
            for (int i = 1; i < x.Length; i++)
            {
                y[i] += share * x[i - 1];
                y[i - 1] -= share * x[i];
            }
        }
    }
}
