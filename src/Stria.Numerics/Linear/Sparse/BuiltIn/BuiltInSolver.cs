namespace Stria.Numerics.Linear;

/// <summary>Sparse Cholesky factorisation without any library: approximate minimum degree order, multifrontal method on dense blocks.</summary>
/// <remarks>For small systems, for machines without MUMPS, and as an independent check of it. One thread; the same matrix gives the same bits.</remarks>
public sealed class BuiltInSolver : ISparseSolver
{
    /// <inheritdoc/>
    public string Name => "built-in";

    /// <inheritdoc/>
    public bool IsAvailable => true;

    /// <inheritdoc/>
    public IFactorization Factor(SymmetricMatrix matrix) => SparseAnalysis.Of(matrix).Factor(matrix, MatrixKind.PositiveDefinite);
}
