namespace Stria.Physics.PhaseField;

/// <summary>Why a step was not taken.</summary>
internal enum StepFailure
{
    None,
    Bounds,
    Convergence,
    Energy,
    Error,
}

/// <summary>The outcome of one attempt at a step.</summary>
/// <param name="Failure">Why it failed.</param>
/// <param name="Level">The new level when it did not.</param>
/// <param name="Energies">Energies of the new level.</param>
internal sealed record StepResult(StepFailure Failure, PhaseFieldLevel? Level = null, EnergyShare[]? Energies = null)
{
    /// <summary>Iterations of Newton's method.</summary>
    public int Iterations { get; init; }

    /// <summary>Products with the exact tangent.</summary>
    public int Products { get; init; }

    /// <summary>Where the factors in use were made.</summary>
    public FactoredPlace? Factored { get; init; }
}
