using Stria.Numerics.Linear;

namespace Stria.Physics.PhaseField;

/// <summary>Sets the mean of each particle to what the equations say it is: their constant mode knows nothing of the rest, so its value is exact while the linear solver's is only nearly so.</summary>
internal static class MassAccount
{
    /// <summary>Shifts a new composition, particle by particle, so that ∫ c = ∫ ĉ − τ · outflow.</summary>
    public static void Settle(PhaseFieldSystem system, ReadOnlySpan<double> start, ReadOnlySpan<double> outflow, double weight, Span<double> composition)
    {
        if (!system.Conserved || !system.Boundary.KeepsAccount)
        {
            return;
        }

        ReadOnlySpan<int> part = system.Parts.OfNode;
        double[] change = new double[composition.Length], share = new double[composition.Length];
        for (int p = 0; p < system.Parts.Count; p++)
        {
            for (int i = 0; i < change.Length; i++)
            {
                (change[i], share[i]) = part[i] == p ? ((system.Space.Shares[i] * (start[i] - composition[i])) - (weight * outflow[i]), system.Space.Shares[i]) : (0, 0);
            }

            double shift = CompensatedSum.Of(change) / CompensatedSum.Of(share);
            for (int i = 0; i < change.Length; i++)
            {
                composition[i] += part[i] == p ? shift : 0;
            }
        }
    }
}
