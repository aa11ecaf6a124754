namespace Stria.Numerics.Linear;

/// <summary>A direct solver for sparse symmetric positive definite systems.</summary>
public interface ISparseSolver
{
    /// <summary>Its name in scenarios and reports ("mumps", "built-in").</summary>
    string Name { get; }

    /// <summary>Whether it can run on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>Factors a matrix; the factors serve any number of right-hand sides.</summary>
    /// <param name="matrix">The matrix; it is not changed.</param>
    /// <exception cref="ArgumentException">An entry is not finite or not where it should be.</exception>
    /// <exception cref="SingularMatrixException">It is not positive definite; the exception names an unknown that is not held.</exception>
    /// <exception cref="Stria.Core.MissingLibraryException">The solver's library is not on this machine.</exception>
    IFactorization Factor(SymmetricMatrix matrix);
}

/// <summary>The factors of a matrix.</summary>
public interface IFactorization : IDisposable
{
    /// <summary>Number of unknowns.</summary>
    int Order { get; }

    /// <summary>Entries in the factors.</summary>
    long FactorEntries { get; }

    /// <summary>Memory that the solver used for the factors and to make them [byte].</summary>
    long MemoryBytes { get; }

    /// <summary>Estimate, from above and usually within a factor of twenty, of the smallest eigenvalue of the matrix after its diagonal was scaled to between ½ and 2.
    /// Its inverse is a condition number: below 10⁻¹⁰ a part hangs by a thread. NaN for matrices that need not be positive definite.</summary>
    double SmallestEigenvalue { get; }

    /// <summary>Solves for several right-hand sides in place.</summary>
    /// <param name="rightHandSides">One after the other, Order values each; receives the solutions.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentException">A value is not finite, or there are too few.</exception>
    /// <exception cref="ObjectDisposedException">The factors have been given back.</exception>
    void Solve(Span<double> rightHandSides, int count = 1);
}
