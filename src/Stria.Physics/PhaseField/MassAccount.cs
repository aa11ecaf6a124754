using Stria.Numerics.Linear;

namespace Stria.Physics.PhaseField;

/// <summary>Sets the mean of each particle to what the equations say it is: their constant mode knows nothing of the rest, so its value is exact while the linear solver's is only nearly so.</summary>
internal static class MassAccount
{
    /// <summary>Shifts a new composition, particle by particle, so that ∫ c = ∫ ĉ − τ · outflow.</summary>
    public static void Settle(PhaseFieldSystem system, ReadOnlySpan<double> start, ReadOnlySpan<double> outflow, double weight, Span<double> composition)
    {
        if (!system.Conserved || !system.Boundary.KeepsAccount || (system.Boundary.Shared.Length > 0 && system.Parts.Count > 1))
        {
            return;
        }

        ReadOnlySpan<int> part = system.Parts.OfNode;
        // Particle after particle, in the order of their unknowns: each unknown is summed once, however many particles there are.
        var first = new int[system.Parts.Count + 1];
        foreach (int p in part)
        {
            first[p + 1] += p < 0 ? 0 : 1;
        }

        for (int p = 0; p < system.Parts.Count; p++)
        {
            first[p + 1] += first[p];
        }

        int[] next = [.. first];
        double[] change = new double[composition.Length], share = new double[composition.Length], shift = new double[system.Parts.Count];
        for (int i = 0; i < change.Length; i++)
        {
            if (part[i] >= 0)
            {
                int at = next[part[i]]++;
                (change[at], share[at]) = ((system.Space.Shares[i] * (start[i] - composition[i])) - (weight * outflow[i]), system.Space.Shares[i]);
            }
        }

        for (int p = 0; p < shift.Length; p++)
        {
            shift[p] = CompensatedSum.Of(change.AsSpan(first[p]..first[p + 1])) / CompensatedSum.Of(share.AsSpan(first[p]..first[p + 1]));
        }

        for (int i = 0; i < change.Length; i++)
        {
            composition[i] += part[i] < 0 ? 0 : shift[part[i]];
        }
    }
}
