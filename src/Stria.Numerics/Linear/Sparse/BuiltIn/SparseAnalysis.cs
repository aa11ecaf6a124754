using System.Numerics.Tensors;

namespace Stria.Numerics.Linear;

/// <summary>The order of elimination of a pattern and the blocks that follow from it, for any number of matrices of that pattern.</summary>
public sealed class SparseAnalysis
{
    // The residual of a solve with sound factors of the scaled matrix is some 1e-14; growth of the entries shows in it first.
    private const double LargestResidual = 1e-7;
    private readonly Supernodes blocks;

    private SparseAnalysis(Supernodes blocks) => this.blocks = blocks;

    /// <summary>Analyses the pattern of a matrix; its values are not looked at.</summary>
    /// <exception cref="ArgumentException">An entry is not finite or not where it should be.</exception>
    public static SparseAnalysis Of(SymmetricMatrix matrix)
    {
        matrix.Check();
        var groups = NodeGroups.Of(AdjacencyGraph.Of(matrix));
        int[] weights = [.. Enumerable.Range(0, groups.Graph.Count).Select(groups.Weight)];
        var tree = EliminationTree.Of(groups, MinimumDegree.Order(groups.Graph, weights));
        return new SparseAnalysis(Supernodes.Of(groups, tree));
    }

    /// <summary>Factors a matrix of the pattern.</summary>
    /// <param name="matrix">The matrix; it is not changed.</param>
    /// <param name="kind">Positive definite; or indefinite, which is factored as L·D·Lᵀ with pivots of either sign where they stand, without exchanging any:
    /// always possible for quasi-definite matrices ([[H, Bᵀ], [B, −G]] with H and G positive definite; Vanderbei, SIAM J. Optim. 1995), often for others, and judged by a solve.</param>
    /// <exception cref="ArgumentException">An entry is not finite, or the matrix has another pattern.</exception>
    /// <exception cref="SingularMatrixException">It is not positive definite though it should be; or, without exchanges, its factors are of no use.</exception>
    public IFactorization Factor(SymmetricMatrix matrix, MatrixKind kind)
    {
        if (matrix.Order != blocks.Order.Length)
        {
            throw new ArgumentException($"A matrix of order {matrix.Order} does not have the analysed pattern of order {blocks.Order.Length}.", nameof(matrix));
        }

        bool signed = kind == MatrixKind.Indefinite;
        DiagonalScaling scaling = signed ? DiagonalScaling.OfEitherSign(matrix) : DiagonalScaling.Of(matrix);
        var run = Multifrontal.Factor(matrix, blocks, scaling, signed);
        var factors = new BuiltInFactorization(blocks, scaling, run);
        if (signed)
        {
            Judge(matrix, factors, scaling, run.Replaced);
        }

        return factors;
    }

    private static void Judge(SymmetricMatrix matrix, BuiltInFactorization factors, DiagonalScaling scaling, int vanished)
    {
        double residual = vanished == 0 ? Residual(matrix, factors, scaling) : double.PositiveInfinity;
        if (!(residual < LargestResidual))
        {
            factors.Dispose();
            throw new SingularMatrixException($"The matrix of {matrix.Order} unknowns cannot be factored without exchanging pivots ({vanished} vanished; residual {residual:G3}).", -1);
        }
    }

    // Of the scaled matrix and a rough right-hand side, whatever the units of the unknowns.
    private static double Residual(SymmetricMatrix matrix, BuiltInFactorization factors, DiagonalScaling scaling)
    {
        double[] b = RigidityProbe.Rough(matrix.Order), product = new double[matrix.Order];
        TensorPrimitives.Divide(b, scaling.Factors, b);
        double[] x = [.. b];
        factors.Solve(x);
        if (!TensorPrimitives.IsFiniteAll<double>(x))
        {
            return double.PositiveInfinity;
        }

        matrix.Multiply(x, product);
        TensorPrimitives.Subtract(b, product, product);
        TensorPrimitives.Multiply(product, scaling.Factors, product);
        TensorPrimitives.Divide(x, scaling.Factors, x);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(product)) / (1 + Math.Abs(TensorPrimitives.MaxMagnitude<double>(x)));
    }
}
