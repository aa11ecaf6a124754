namespace Stria.Numerics.Linear;

/// <summary>What is known of a symmetric matrix before it is factored.</summary>
public enum MatrixKind
{
    /// <summary>All eigenvalues are positive: elasticity with its supports, diffusion. No pivoting.</summary>
    PositiveDefinite = 1,

    /// <summary>Eigenvalues of both signs: constraints by multipliers, mixed formulations. Pivoting with 1 × 1 and 2 × 2 pivots.</summary>
    Indefinite = 2,
}
