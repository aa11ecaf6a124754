using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Thermodynamics;

/// <summary>f, μ and f″ on a grid that is even in the middle and in ln(c/(1−c)) towards the ends, where dilute phases lie.</summary>
internal sealed class FreeEnergySamples
{
    private const int Even = 4000;
    private const double DilutestLogit = 30, LogitStep = 0.05;

    public FreeEnergySamples(IChemicalPotential law, CompositionInterval window)
    {
        Law = law;
        (double low, double high) = (window.Low, window.High);
        double width = high - low;
        var places = new SortedSet<double>();
        for (int i = 0; i <= Even; i++)
        {
            places.Add(low + (width * i / Even));
        }

        for (double t = LogitStep; t <= DilutestLogit; t += LogitStep)
        {
            double share = 1 / (1 + Math.Exp(t));
            places.Add(low + (width * share));
            places.Add(high - (width * share));
        }

        Compositions = [.. places.Where(c => law.Domain.Contains(c))];
        Energies = new double[Compositions.Length];
        Potentials = new double[Compositions.Length];
        Curvatures = new double[Compositions.Length];
        law.Evaluate(Compositions, Energies, Potentials, Curvatures);
    }

    public IChemicalPotential Law { get; }

    public double[] Compositions { get; }

    public double[] Energies { get; }

    public double[] Potentials { get; }

    public double[] Curvatures { get; }

    /// <summary>Indices of the places on the lower convex hull, ascending (Andrew's monotone chain).</summary>
    public List<int> LowerHull()
    {
        var hull = new List<int>();
        for (int i = 0; i < Compositions.Length; i++)
        {
            while (hull.Count >= 2 && IsAbove(hull[^2], hull[^1], i))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(i);
        }

        return hull;
    }

    // Whether the middle place lies on or above the line through the outer ones.
    private bool IsAbove(int left, int middle, int right) =>
        (Energies[middle] - Energies[left]) * (Compositions[right] - Compositions[left]) >= (Energies[right] - Energies[left]) * (Compositions[middle] - Compositions[left]);
}
