using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>Sparse factorisation by MUMPS (multifrontal; Amestoy, Duff, Koster &amp; L'Excellent, SIAM J. Matrix Anal. Appl. 23, 15 (2001)), sequential build.</summary>
/// <remarks>Whatever the order of calls, the same matrix gives the same factors to the last bit: ordering and BLAS run on one thread. All instances of a process share
/// one lock, so two factorisations never run at once.</remarks>
public sealed class MumpsSolver : ISparseSolver
{
    private readonly NativeLibraryName library;
    private readonly Lazy<bool> usable;

    /// <summary>Makes the solver; the library is looked for when it is first needed.</summary>
    public MumpsSolver()
        : this(NativeLibraries.Of(NativeLibraries.Mumps))
    {
    }

    internal MumpsSolver(NativeLibraryName library)
    {
        this.library = library;
        usable = new Lazy<bool>(TryOpen);
    }

    /// <inheritdoc/>
    public string Name => "mumps";

    /// <inheritdoc/>
    public bool IsAvailable => usable.Value;

    /// <inheritdoc/>
    public IFactorization Factor(SymmetricMatrix matrix) => Factor(matrix, MatrixKind.PositiveDefinite);

    /// <summary>Factors a matrix that need not be positive definite.</summary>
    /// <param name="matrix">The matrix; it is not changed.</param>
    /// <param name="kind">What is known of it.</param>
    /// <exception cref="ArgumentException">An entry is not finite or not where it should be.</exception>
    /// <exception cref="SingularMatrixException">It is singular, or not positive definite though it was said to be.</exception>
    /// <exception cref="MissingLibraryException">MUMPS is not on this machine, or in a version whose layout is not known.</exception>
    /// <exception cref="ScenarioException">The factors do not fit into memory.</exception>
    public IFactorization Factor(SymmetricMatrix matrix, MatrixKind kind)
    {
        matrix.Check();
        DiagonalScaling? scaling = kind == MatrixKind.PositiveDefinite ? DiagonalScaling.Of(matrix) : null;
        return Factor(new MumpsEntries(matrix.Order, matrix.RowStart, matrix.Columns, matrix.Values) { BlockSize = matrix.BlockSize }, (int)kind, scaling);
    }

    /// <summary>Factors a matrix of no symmetry, with pivoting.</summary>
    /// <param name="matrix">The matrix; it is not changed.</param>
    /// <exception cref="ArgumentException">An entry is not finite or not where it should be.</exception>
    /// <exception cref="SingularMatrixException">It is singular to rounding.</exception>
    /// <exception cref="MissingLibraryException">MUMPS is not on this machine, or in a version whose layout is not known.</exception>
    /// <exception cref="ScenarioException">The factors do not fit into memory.</exception>
    public IFactorization Factor(SparseMatrix matrix)
    {
        matrix.Check();
        return Factor(new MumpsEntries(matrix.Order, matrix.RowStart, matrix.Columns, matrix.Values), symmetry: 0, scaling: null);
    }

    private MumpsFactorization Factor(MumpsEntries entries, int symmetry, DiagonalScaling? scaling)
    {
        var instance = new MumpsInstance(library, symmetry);
        try
        {
            var run = new MumpsRun(instance, entries, scaling);
            run.Factor();
            return new MumpsFactorization(instance, scaling, run.CheckPivots());
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    private bool TryOpen()
    {
        try
        {
            using var instance = new MumpsInstance(library, (int)MatrixKind.PositiveDefinite);
            return true;
        }
        catch (MissingLibraryException)
        {
            return false;
        }
    }
}
