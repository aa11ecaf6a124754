namespace Stria.Measurement.Synthesis;

/// <summary>Photon energies at which vanadium L and oxygen K stacks are measured.</summary>
public static class EnergyGrids
{
    /// <summary>About 150 energies: 0.2 eV in the resonances, 1 eV in the continua.</summary>
    public static double[] Fine() => Of([(512, 1), (519.4, 0.2), (523, 0.3), (533.2, 0.2), (546, 0.4), (560, 1)]);

    /// <summary>64 energies for large fields.</summary>
    public static double[] Coarse() => Of([(512, 1), (519.4, 0.4), (523, 0.6), (533.2, 0.51), (546, 1.4), (560, 2.3)]);

    private static double[] Of((double To, double Step)[] stretches)
    {
        var energies = new List<double> { 508 };
        foreach ((double to, double step) in stretches)
        {
            while (energies[^1] + step <= to + 1e-9)
            {
                energies.Add(Math.Round(energies[^1] + step, 3));
            }
        }

        return [.. energies];
    }
}
