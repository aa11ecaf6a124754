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
    public IFactorization Factor(SymmetricMatrix matrix)
    {
        matrix.Check();
        var scaling = DiagonalScaling.Of(matrix);
        var groups = NodeGroups.Of(AdjacencyGraph.Of(matrix));
        int[] weights = [.. Enumerable.Range(0, groups.Graph.Count).Select(groups.Weight)];
        var tree = EliminationTree.Of(groups, MinimumDegree.Order(groups.Graph, weights));
        var blocks = Supernodes.Of(groups, tree);
        var run = Multifrontal.Factor(matrix, blocks, scaling);
        return new BuiltInFactorization(blocks, scaling, run);
    }
}
