using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement.Stxm;

/// <summary>References sampled at a stack's energies: the matrix that pixels are fitted with.</summary>
public sealed class ReferenceDesign
{
    // A stack may reach this far beyond the references: the end value is then held.
    private const double EndTolerance_eV = 0.1;

    private ReferenceDesign(double[] values, bool[] used, int count)
    {
        (Values, Used, Count) = (values, used, count);
    }

    /// <summary>Values [row, energy], row by row: first the references, then the background; zero at energies that are not used.</summary>
    public double[] Values { get; }

    /// <summary>Number of rows: references and background.</summary>
    public int RowCount => Values.Length / Used.Length;

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
        bool[] used = [.. photonEnergies_eV.Select(e => e - shift_eV >= low - EndTolerance_eV && e - shift_eV <= high + EndTolerance_eV)];
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

    /// <summary>This design with a background: for a film one row, the attenuation of carbon over its largest value; for a line two rows, one falling from 1 to 0, one rising.</summary>
    /// <param name="shape">What absorbs beside the references.</param>
    /// <param name="photonEnergies_eV">The stack's energies [eV].</param>
    public ReferenceDesign With(BackgroundShape shape, double[] photonEnergies_eV) => With(RowsOf(shape, photonEnergies_eV));

    /// <summary>This design with rows of a background (<see cref="RowsOf"/>).</summary>
    internal ReferenceDesign With(double[][] background) =>
        background.Length == 0 ? this : new ReferenceDesign([.. Values, .. background.SelectMany(row => row.Select((v, e) => Used[e] ? v : 0))], Used, Count);

    /// <summary>The rows of a background at all of a stack's energies, used or not.</summary>
    internal static double[][] RowsOf(BackgroundShape shape, double[] photonEnergies_eV) => shape switch
    {
        BackgroundShape.Film => [Film(photonEnergies_eV)],
        BackgroundShape.Line => [[.. photonEnergies_eV.Select(e => 1 - Along(e, photonEnergies_eV))], [.. photonEnergies_eV.Select(e => Along(e, photonEnergies_eV))]],
        _ => [],
    };

    private static double[] Film(double[] photonEnergies_eV)
    {
        ChemicalFormula carbon = ChemicalFormula.Parse("C");
        double[] film = [.. photonEnergies_eV.Select(e => AttenuationTable.Henke.MassAttenuation(carbon, e))];
        double largest = film.Max();
        return [.. film.Select(f => f / largest)];
    }

    private static double Along(double energy, double[] all) => (energy - all[0]) / (all[^1] - all[0]);
}
