using Stria.Measurement.Cycling;

namespace Stria.Measurement.Gitt;

/// <summary>Rest potentials against composition, by direction, and how far they lie apart.</summary>
public static class RestPotentials
{
    /// <summary>The rest potentials of one direction, with the one before its first pulse, x ascending.</summary>
    /// <param name="points">The points of a titration.</param>
    /// <param name="kind">Charge or discharge.</param>
    /// <returns>Compositions and potentials [V].</returns>
    public static (double[] Compositions, double[] Potentials) Branch(IReadOnlyList<GittPoint> points, PhaseKind kind)
    {
        GittPoint[] of = [.. points.Where(p => p.Pulse.Pulse.Kind == kind)];
        (double X, double U)[] rests = [.. of.Take(1).Select(p => (p.CompositionBefore, p.PotentialBefore)).Concat(of.Select(p => (p.CompositionAfter, p.PotentialAfter))).OrderBy(r => r.Item1)];
        return ([.. rests.Select(r => r.X)], [.. rests.Select(r => r.U)]);
    }

    /// <summary>Rest potential on charge less that on discharge, where both are known.</summary>
    /// <param name="points">The points of a titration with both directions.</param>
    /// <returns>At the compositions of the discharge that the charge reaches too: x and difference [V]; empty when a direction is missing.</returns>
    public static IReadOnlyList<(double Composition, double Difference)> Hysteresis(IReadOnlyList<GittPoint> points)
    {
        (double[] xc, double[] uc) = Branch(points, PhaseKind.Charge);
        (double[] xd, double[] ud) = Branch(points, PhaseKind.Discharge);
        var differences = new List<(double, double)>();
        for (int i = 0; i < xd.Length; i++)
        {
            int after = Array.FindIndex(xc, x => x >= xd[i]);
            if (after < 0 || (after == 0 && xc[0] > xd[i]))
            {
                continue;
            }

            double share = after == 0 ? 0 : (xd[i] - xc[after - 1]) / (xc[after] - xc[after - 1]);
            double charge = after == 0 ? uc[0] : ((1 - share) * uc[after - 1]) + (share * uc[after]);
            differences.Add((xd[i], charge - ud[i]));
        }

        return differences;
    }
}
