namespace Stria.Physics.PhaseField;

/// <summary>What a step did, for histories.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Step">Its length.</param>
/// <param name="Error">Its estimated error by the tolerance; NaN when there was nothing to estimate it from.</param>
/// <param name="Lowest">Smallest c.</param>
/// <param name="Highest">Largest c.</param>
public sealed record PhaseFieldStep(PhaseFieldState State, double Step, double Error, double Lowest, double Highest);
