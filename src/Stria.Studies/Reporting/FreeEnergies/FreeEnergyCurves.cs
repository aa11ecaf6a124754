using Stria.Physics.FreeEnergies;

namespace Stria.Studies;

/// <summary>Places at which free energies are drawn and tabulated.</summary>
internal static class FreeEnergyCurves
{
    private const int Points = 401;
    private const double Nearest = 1e-4;

    /// <summary>Site fractions across the domain, closer together towards ends where the potential has no bound.</summary>
    public static double[] Compositions(IChemicalPotential law)
    {
        double low = Math.Max(0, law.Domain.Low), high = Math.Min(1, law.Domain.High), width = high - low;
        var places = new SortedSet<double>(Enumerable.Range(0, Points).Select(i => low + (width * i / (Points - 1))));
        for (double share = Nearest; share < 1.0 / Points; share *= 1.5)
        {
            places.Add(low + (width * share));
            places.Add(high - (width * share));
        }

        return [.. places.Where(law.Domain.Contains)];
    }

    /// <summary>f minus a straight line [J/mol] at places.</summary>
    public static double[] Above(IChemicalPotential law, double[] c, double slope, double intercept = 0)
    {
        var f = new double[c.Length];
        law.Evaluate(c, f, [], []);
        for (int i = 0; i < c.Length; i++)
        {
            f[i] -= intercept + (slope * c[i]);
        }

        return f;
    }
}
