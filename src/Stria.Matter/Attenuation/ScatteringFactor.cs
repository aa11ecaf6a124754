using System.Globalization;
using Stria.Core;

namespace Stria.Matter;

/// <summary>Imaginary part f2 of one element's atomic scattering factor, on its own energies; straight lines in (ln E, ln f2), broken at sharp edges.</summary>
internal sealed class ScatteringFactor
{
    private readonly double[] energies_eV;
    private readonly double[] logEnergies;
    private readonly double[] logValues;

    private ScatteringFactor(double[] energies, double[] values)
    {
        energies_eV = energies;
        logEnergies = Array.ConvertAll(energies, Math.Log);
        logValues = Array.ConvertAll(values, Math.Log);
        Edges_eV = [.. Enumerable.Range(1, energies.Length - 1).Where(i => energies[i] == energies[i - 1]).Select(i => energies[i])];
    }

    /// <summary>Sharp edges [eV], ascending.</summary>
    public IReadOnlyList<double> Edges_eV { get; }

    /// <summary>First tabulated energy [eV].</summary>
    public double Lowest_eV => energies_eV[0];

    /// <summary>Last tabulated energy [eV].</summary>
    public double Highest_eV => energies_eV[^1];

    /// <summary>Reads a table of this room: comment lines, a head, then "energy,f2".</summary>
    public static ScatteringFactor Read(TextReader table)
    {
        var energies = new List<double>();
        var values = new List<double>();
        while (table.ReadLine() is { } line)
        {
            if (!char.IsAsciiDigit(line.FirstOrDefault()))
            {
                continue;
            }

            int comma = line.IndexOf(',', StringComparison.Ordinal);
            energies.Add(double.Parse(line.AsSpan(0, comma), NumberStyles.Float, CultureInfo.InvariantCulture));
            values.Add(double.Parse(line.AsSpan(comma + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return new ScatteringFactor([.. energies], [.. values]);
    }

    /// <summary>f2 [electrons per atom] at an energy; at a sharp edge the value above it.</summary>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double At(double energy_eV, Element element)
    {
        if (!(energy_eV >= Lowest_eV && energy_eV <= Highest_eV))
        {
            throw new DataException(
                $"photon energy {energy_eV:g6} eV lies outside the attenuation table of {element} ({Lowest_eV:g6} … {Highest_eV:g6} eV). Perhaps the energies are in keV or nm.");
        }

        int above = Math.Min(FirstAbove(energy_eV), energies_eV.Length - 1);
        double slope = (logValues[above] - logValues[above - 1]) / (logEnergies[above] - logEnergies[above - 1]);
        return Math.Exp(logValues[above - 1] + (slope * (Math.Log(energy_eV) - logEnergies[above - 1])));
    }

    private int FirstAbove(double energy_eV)
    {
        int low = 0, high = energies_eV.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = energies_eV[middle] > energy_eV ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
