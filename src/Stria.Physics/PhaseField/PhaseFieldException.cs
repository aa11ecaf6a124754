using Stria.Core;

namespace Stria.Physics.PhaseField;

/// <summary>The phase field cannot go on; the message says why and what to change.</summary>
/// <param name="message">Why, with the numbers, and what to change.</param>
/// <param name="state">The last state that was reached.</param>
public sealed class PhaseFieldException(string message, PhaseFieldState state) : StriaException(message)
{
    /// <summary>The last state that was reached.</summary>
    public PhaseFieldState State { get; } = state;
}
