using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>Factors with pivots of either sign.</summary>
public sealed class QuasiDefiniteTests
{
    [Theory]
    [InlineData(3, 1.0)]
    [InlineData(12, 1e-3)]
    [InlineData(40, 1e4)]
    public void A_quasi_definite_matrix_is_solved_without_exchanges(int side, double weight)
    {
        SymmetricMatrix matrix = Saddle(side, weight, 0.5);
        using IFactorization factors = SparseAnalysis.Of(matrix).Factor(matrix, MatrixKind.Indefinite);
        double[] x = SparseSamples.RandomVector(matrix.Order, 3), b = new double[matrix.Order];
        matrix.Multiply(x, b);
        double[] side2 = [.. b, .. b.Select(v => 2 * v), .. b.Select(v => -v)];
        factors.Solve(b);
        factors.Solve(side2, 3);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x[i], b[i], 1e-8);
            Assert.Equal(2 * x[i], side2[x.Length + i], 1e-8);
            Assert.Equal(-x[i], side2[(2 * x.Length) + i], 1e-8);
        }

        Assert.True(double.IsNaN(factors.SmallestEigenvalue));
    }

    [Fact]
    public void A_shift_below_the_spectrum_may_make_the_second_block_indefinite()
    {
        // The curvature of a spinodal is negative, but a short step keeps the Schur complement positive.
        SymmetricMatrix matrix = Saddle(20, 1e-2, -0.4);
        using IFactorization factors = SparseAnalysis.Of(matrix).Factor(matrix, MatrixKind.Indefinite), mumps = new MumpsSolver().Factor(matrix, MatrixKind.Indefinite);
        double[] one = SparseSamples.RandomVector(matrix.Order, 4), other = [.. one];
        factors.Solve(one);
        mumps.Solve(other);
        Assert.All(one.Zip(other), p => Assert.Equal(p.First, p.Second, 1e-9 * one.Max(Math.Abs)));
    }

    [Fact]
    public void An_analysis_serves_every_matrix_of_its_pattern()
    {
        SymmetricMatrix first = SparseSamples.Laplacian(15), second = first with { Values = [.. first.Values.Select(v => 3 * v)] };
        SparseAnalysis analysis = SparseAnalysis.Of(first);
        using IFactorization one = analysis.Factor(first, MatrixKind.PositiveDefinite), three = analysis.Factor(second, MatrixKind.PositiveDefinite), signed = analysis.Factor(second, MatrixKind.Indefinite);
        double[] x = SparseSamples.RandomVector(first.Order, 5), y = [.. x], z = [.. x];
        one.Solve(x);
        three.Solve(y);
        signed.Solve(z);
        Assert.All(x.Zip(y), p => Assert.Equal(p.First, 3 * p.Second, 1e-12));
        Assert.All(y.Zip(z), p => Assert.Equal(p.First, p.Second, 1e-13));
    }

    [Fact]
    public void A_matrix_that_needs_exchanges_is_refused()
    {
        // [[0, 1], [1, 0]] has no pivot on its diagonal, and [[1, 1], [1, 1]] none that is left.
        foreach (double diagonal in new[] { 0.0, 1 })
        {
            var matrix = new SymmetricMatrix(2, [0, 2, 3], [0, 1, 1], [diagonal, 1, diagonal]);
            Assert.Throws<SingularMatrixException>(() => SparseAnalysis.Of(matrix).Factor(matrix, MatrixKind.Indefinite));
        }

        var nothing = new SymmetricMatrix(2, [0, 2, 3], [0, 1, 1], [1, 0, 0]);
        Assert.Equal(1, Assert.Throws<SingularMatrixException>(() => SparseAnalysis.Of(nothing).Factor(nothing, MatrixKind.Indefinite)).Unknown);
    }

    [Fact]
    public void Another_pattern_is_refused() =>
        Assert.Throws<ArgumentException>(() => SparseAnalysis.Of(SparseSamples.Laplacian(4)).Factor(SparseSamples.Laplacian(5), MatrixKind.PositiveDefinite));

    // [[−wL − 0.1 I, −I], [−I, L + shift I]] with the two unknowns of a node side by side.
    private static SymmetricMatrix Saddle(int side, double weight, double shift)
    {
        SymmetricMatrix l = SparseSamples.Laplacian(side);
        var entries = new List<(int Row, int Column, double Value)>();
        for (int i = 0; i < l.Order; i++)
        {
            entries.Add((2 * i, (2 * i) + 1, -1));
            for (int p = l.RowStart[i]; p < l.RowStart[i + 1]; p++)
            {
                int j = l.Columns[p];
                entries.Add((2 * i, 2 * j, (-weight * l.Values[p]) - (i == j ? 0.1 * weight : 0)));
                entries.Add(((2 * i) + 1, (2 * j) + 1, l.Values[p] + (i == j ? shift : 0)));
            }
        }

        (int Row, int Column, double Value)[] sorted = [.. entries.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        var start = new int[(2 * l.Order) + 1];
        foreach ((int row, _, _) in sorted)
        {
            start[row + 1]++;
        }

        for (int i = 0; i < 2 * l.Order; i++)
        {
            start[i + 1] += start[i];
        }

        return new SymmetricMatrix(2 * l.Order, start, [.. sorted.Select(e => e.Column)], [.. sorted.Select(e => e.Value)]);
    }
}
