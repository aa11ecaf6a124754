using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>References sampled at a stack's energies: the matrix that pixels are fitted with.</summary>
public sealed class ReferenceDesign
{
    private ReferenceDesign(double[] values, bool[] used, int count)
    {
        (Values, Used, Count) = (values, used, count);
    }

    /// <summary>Reference values: [reference, energy], row by row; zero at energies that are not used.</summary>
    public double[] Values { get; }

    /// <summary>Whether all references cover an energy.</summary>
    public bool[] Used { get; }

    /// <summary>Number of references.</summary>
    public int Count { get; }

    /// <summary>Number of energies used.</summary>
    public int UsedCount => Used.Count(u => u);

    /// <summary>Samples references at a stack's energies, whose axis reads <paramref name="shift_eV"/> too high.</summary>
    /// <param name="references">The references.</param>
    /// <param name="photonEnergies_eV">The stack's energies as they stand [eV].</param>
    /// <param name="shift_eV">E(stack) − E(references) [eV].</param>
    /// <exception cref="DataException">Fewer than three energies are covered by all references.</exception>
    public static ReferenceDesign At(ScaledReferences references, double[] photonEnergies_eV, double shift_eV)
    {
        double low = references.References.Max(r => r.Lowest_eV), high = references.References.Min(r => r.Highest_eV);
        bool[] used = [.. photonEnergies_eV.Select(e => e - shift_eV >= low - 1e-6 && e - shift_eV <= high + 1e-6)];
        if (used.Count(u => u) < 3)
        {
            throw new DataException(
                $"the references cover {low:f2}–{high:f2} eV together, the stack {photonEnergies_eV[0]:f2}–{photonEnergies_eV[^1]:f2} eV: "
                + "they do not overlap. Perhaps they belong to another edge, or their energies are in another unit.");
        }

        int n = photonEnergies_eV.Length;
        var values = new double[references.References.Count * n];
        for (int r = 0; r < references.References.Count; r++)
        {
            double[] row = references.References[r].At(photonEnergies_eV, -shift_eV);
            for (int e = 0; e < n; e++)
            {
                values[(r * n) + e] = used[e] ? row[e] : 0;
            }
        }

        return new ReferenceDesign(values, used, references.References.Count);
    }

    /// <summary>A design from spectra that are at the stack's energies already.</summary>
    /// <param name="spectra">One per reference.</param>
    public static ReferenceDesign Of(IReadOnlyList<double[]> spectra) =>
        new([.. spectra.SelectMany(s => s)], [.. spectra[0].Select(_ => true)], spectra.Count);
}
