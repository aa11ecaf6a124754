namespace Stria.Measurement.Stxm;

/// <summary>The dichroism's strength as a function of energy: straight between knots, which lie densest where the references have their resonances, and zero at the ends of the stack, so that a resonance near an end is damped.</summary>
internal sealed class DichroismKnots
{
    private const int Count = 12;
    private const double Least_eV = 1.2;
    private readonly double[] knots;

    private DichroismKnots(double[] knots) => this.knots = knots;

    /// <summary>Number of knots whose strength is free.</summary>
    public int Free => knots.Length - 2;

    /// <summary>Where a free knot lies [eV].</summary>
    public double Energy_eV(int free) => knots[free + 1];

    /// <summary>Knots for references at a stack's energies.</summary>
    /// <param name="references">The references.</param>
    /// <param name="energies">The stack's energies [eV].</param>
    /// <param name="shift_eV">E(stack) − E(references) [eV].</param>
    public static DichroismKnots For(ScaledReferences references, double[] energies, double shift_eV)
    {
        double[] structure = new double[energies.Length];
        foreach (ScaledReference reference in references.References)
        {
            double[] mu = reference.At(energies, -shift_eV);
            for (int e = 1; e < energies.Length - 1; e++)
            {
                double left = (mu[e] - mu[e - 1]) / (energies[e] - energies[e - 1]), right = (mu[e + 1] - mu[e]) / (energies[e + 1] - energies[e]);
                structure[e] += Math.Abs(right - left) * 2 / (energies[e + 1] - energies[e - 1]);
            }
        }

        double total = 0;
        double[] cumulative = [.. structure.Select((s, e) => total += e == 0 ? 0 : Math.Sqrt(s) * (energies[e] - energies[e - 1]))];
        var knots = new List<double> { energies[0] };
        for (int k = 1; k < Count && total > 0; k++)
        {
            double at = energies[Math.Max(0, Array.FindIndex(cumulative, c => c >= total * k / Count))];
            if (at - knots[^1] >= Least_eV && energies[^1] - at >= Least_eV)
            {
                knots.Add(at);
            }
        }

        return new DichroismKnots([.. knots, energies[^1]]);
    }

    /// <summary>The strength at each energy.</summary>
    public double[] At(double[] energies, double[] strengths)
    {
        var values = new double[energies.Length];
        for (int e = 0; e < energies.Length; e++)
        {
            int k = 0;
            while (k < knots.Length - 2 && energies[e] > knots[k + 1])
            {
                k++;
            }

            double t = Math.Clamp((energies[e] - knots[k]) / (knots[k + 1] - knots[k]), 0, 1);
            values[e] = ((1 - t) * (k == 0 ? 0 : strengths[k - 1])) + (t * (k == knots.Length - 2 ? 0 : strengths[k]));
        }

        return values;
    }
}
