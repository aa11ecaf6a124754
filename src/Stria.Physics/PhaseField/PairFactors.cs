using Stria.Numerics.Linear;

namespace Stria.Physics.PhaseField;

/// <summary>Factors of the paired matrices of one pattern: without exchanging pivots where that is sound, by MUMPS with exchanges where it is not.</summary>
internal sealed class PairFactors
{
    private SparseAnalysis? analysis;

    /// <summary>Number of factorisations so far.</summary>
    public int Made { get; private set; }

    /// <summary>Factors a matrix; null when it is singular for every solver at hand.</summary>
    public IFactorization? Factor(SymmetricMatrix matrix)
    {
        Made++;
        analysis ??= SparseAnalysis.Of(matrix);
        try
        {
            return analysis.Factor(matrix, MatrixKind.Indefinite);
        }
        catch (SingularMatrixException)
        {
            return WithExchanges(matrix);
        }
    }

    private static IFactorization? WithExchanges(SymmetricMatrix matrix)
    {
        var mumps = new MumpsSolver();
        try
        {
            return mumps.IsAvailable ? mumps.Factor(matrix, MatrixKind.Indefinite) : null;
        }
        catch (SingularMatrixException)
        {
            return null;
        }
    }
}
