using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>A matrix that should be positive definite is not: some unknown is not held by anything.</summary>
/// <param name="message">What happened, with the numbers.</param>
/// <param name="unknown">An unknown that belongs to the part that is not held; −1 when the solver cannot tell.</param>
public sealed class SingularMatrixException(string message, int unknown) : StriaException(message)
{
    /// <summary>An unknown that belongs to the part that is not held; −1 when the solver cannot tell.</summary>
    public int Unknown { get; } = unknown;
}
