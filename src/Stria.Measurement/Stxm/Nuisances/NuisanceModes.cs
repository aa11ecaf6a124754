using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>One independent part of the error of the terms: what they all change by, when it is one standard deviation of it.</summary>
/// <param name="Name">What is in error, as a name of a map ("broadening").</param>
/// <param name="Meaning">The same in words.</param>
public sealed record NuisanceMode(string Name, string Meaning)
{
    /// <summary>Root mean square change of x in the spectra that the terms were fitted to.</summary>
    public double Effect { get; init; }

    internal (NuisanceCoordinate Which, double By)[] Steps { get; init; } = [];
}

/// <summary>Takes the error of the fitted terms apart into independent parts: a Cholesky factor of their covariance. Each part carries the name of the first term it moves, and takes those after it with it; the shift comes last.</summary>
internal static class NuisanceModes
{
    private const double LeastShare = 0.01;

    private static readonly NuisanceTerm[] Order =
        [NuisanceTerm.Dichroism, NuisanceTerm.DeadTime, NuisanceTerm.Broadening, NuisanceTerm.EnergyStretch, NuisanceTerm.StrayLight, NuisanceTerm.Halo, NuisanceTerm.EnergyShift];

    /// <summary>The parts; those that make less than 1 % of the variance of x are left out.</summary>
    /// <param name="coordinates">What was fitted.</param>
    /// <param name="covariance">Its covariance, row by row.</param>
    /// <param name="names">Names of the parts of the dichroism.</param>
    /// <param name="effect">Root mean square change of x when coordinates are moved.</param>
    public static IReadOnlyList<NuisanceMode> Of(NuisanceCoordinate[] coordinates, double[] covariance, IReadOnlyList<string> names, Func<(NuisanceCoordinate, double)[], double> effect)
    {
        int n = coordinates.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => Array.IndexOf(Order, coordinates[i].Term)).ThenBy(i => coordinates[i].Index)];
        double[] factor = [.. order.SelectMany(i => order.Select(j => covariance[(i * n) + j]))];
        if (n == 0 || covariance.Length != n * n || !SmallCholesky.Factor(factor, n))
        {
            return [];
        }

        var modes = new List<NuisanceMode>();
        for (int k = 0; k < n; k++)
        {
            (NuisanceCoordinate, double)[] steps = [.. Enumerable.Range(k, n - k).Select(i => (coordinates[order[i]], factor[(i * n) + k]))];
            (string name, string meaning) = Words(coordinates[order[k]], names);
            modes.Add(new NuisanceMode(name, meaning) { Steps = steps, Effect = effect(steps) });
        }

        double all = modes.Sum(m => m.Effect * m.Effect);
        return [.. modes.Where(m => m.Effect * m.Effect > LeastShare * all)];
    }

    private static (string Name, string Meaning) Words(NuisanceCoordinate c, IReadOnlyList<string> names) => c.Term switch
    {
        NuisanceTerm.EnergyShift => ("energy_shift", "energy shift"),
        NuisanceTerm.EnergyStretch => ("energy_stretch", "stretch of the energy axis"),
        NuisanceTerm.Broadening => ("broadening", "broadening"),
        NuisanceTerm.StrayLight => ("stray_light", "stray light"),
        NuisanceTerm.DeadTime => ("dead_time", "lost counts"),
        NuisanceTerm.Halo => ("halo_share", "share of the beam in its halo"),
        _ => ($"dichroism_{c.Index + 1}", $"dichroism of {names[c.Index]}"),
    };
}
