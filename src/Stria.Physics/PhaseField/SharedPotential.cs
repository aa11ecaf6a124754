namespace Stria.Physics.PhaseField;

/// <summary>The potential of an equipotential part as one more unknown: the matrix with the part held is solved once for the step and once for a change of the potential by one, and the amount that must have passed tells how much of the second is needed (a bordered system).</summary>
/// <param name="system">The problem.</param>
internal sealed class SharedPotential(PhaseFieldSystem system)
{
    private readonly double[] unit = UnitOf(system);

    /// <summary>Whether there is such a part.</summary>
    public bool IsThere => system.Boundary.Shared.Length > 0;

    /// <summary>What a change of the potential by one asks of the unknowns that are free: minus the columns of the part, T (μ, c) = side.</summary>
    /// <param name="mobility">Entries of ∫ M ∇N_i · T ∇N_j.</param>
    /// <param name="weight">τ.</param>
    public double[] Side(double[] mobility, double weight)
    {
        int n = system.Count;
        double[] flow = new double[n], mass = new double[n], side = new double[2 * n];
        system.Multiply(mobility, unit, flow);
        system.MultiplyMass(unit, mass);
        bool[] held = system.Boundary.Held!;
        for (int i = 0; i < n; i++)
        {
            side[2 * i] = held[2 * i] ? 0 : weight * flow[i];
            side[(2 * i) + 1] = mass[i];
        }

        return side;
    }

    /// <summary>Adds to a correction what keeps the account: ∫ c = ∫ ĉ − τ · outflow after it.</summary>
    /// <param name="change">The correction with the part held, μ and c of the first unknown, then of the next.</param>
    /// <param name="response">The response to a change of the potential by one, in the same order.</param>
    /// <param name="composition">c before the correction.</param>
    /// <param name="balance">ĉ and the outflow.</param>
    /// <param name="weight">τ.</param>
    /// <returns>Whether the potential moves lithium at all.</returns>
    public bool Complete(double[] change, double[] response, ReadOnlySpan<double> composition, (double[] Start, double[] Outflow) balance, double weight)
    {
        double missing = 0, gained = 0;
        for (int i = 0; i < composition.Length; i++)
        {
            missing += (system.Space.Shares[i] * (balance.Start[i] - composition[i] - change[(2 * i) + 1])) - (weight * balance.Outflow[i]);
            gained += system.Space.Shares[i] * response[(2 * i) + 1];
        }

        double rise = missing / gained;
        if (!double.IsFinite(rise))
        {
            return false;
        }

        for (int i = 0; i < change.Length; i++)
        {
            change[i] += rise * response[i];
        }

        foreach (int i in system.Boundary.Shared)
        {
            change[2 * i] += rise;
        }

        return true;
    }

    private static double[] UnitOf(PhaseFieldSystem system)
    {
        var unit = new double[system.Count];
        foreach (int i in system.Boundary.Shared)
        {
            unit[i] = 1;
        }

        return unit;
    }
}
