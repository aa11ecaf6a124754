using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>A matrix that should be positive definite is not: some unknown is not held by anything.</summary>
/// <param name="message">What happened, with the numbers.</param>
/// <param name="unknown">An unknown that belongs to the part that is not held; −1 when the solver cannot tell.</param>
public sealed class SingularMatrixException(string message, int unknown) : StriaException(message)
{
    /// <summary>An unknown that belongs to the part that is not held; −1 when the solver cannot tell.</summary>
    public int Unknown { get; } = unknown;

    internal static SingularMatrixException Floating(int order, int unknown) =>
        new($"The matrix of {order} unknowns is singular to rounding: the part to which unknown {unknown} belongs can move without any force. Perhaps it touches no support.", unknown);

    internal static SingularMatrixException Indefinite(int order, int negativePivots) =>
        new($"The matrix of {order} unknowns is not positive definite: {negativePivots} pivots are negative. Perhaps a stiffness has the wrong sign or a cell is turned inside out.", -1);
}
