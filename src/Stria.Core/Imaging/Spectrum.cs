namespace Stria.Core;

/// <summary>One value per photon energy, energies ascending.</summary>
public sealed class Spectrum
{
    /// <summary>Makes the spectrum.</summary>
    /// <param name="photonEnergies_eV">Photon energies [eV], strictly ascending.</param>
    /// <param name="values">One value per energy.</param>
    /// <param name="name">What it is called in legends.</param>
    /// <param name="unit">Unit of the values as written ("1" for optical density, "cm²/g").</param>
    /// <exception cref="ArgumentException">Lengths differ, or energies do not ascend.</exception>
    public Spectrum(double[] photonEnergies_eV, double[] values, string name, string unit = "1")
    {
        if (photonEnergies_eV.Length != values.Length)
        {
            throw new ArgumentException($"Spectrum '{name}': {photonEnergies_eV.Length} energies, {values.Length} values.", nameof(values));
        }

        for (int i = 1; i < photonEnergies_eV.Length; i++)
        {
            if (!(photonEnergies_eV[i] > photonEnergies_eV[i - 1]))
            {
                throw new ArgumentException($"Spectrum '{name}': energy {photonEnergies_eV[i]} eV follows {photonEnergies_eV[i - 1]} eV.", nameof(photonEnergies_eV));
            }
        }

        (PhotonEnergies_eV, Values, Name, Unit) = (photonEnergies_eV, values, name, unit);
    }

    /// <summary>Photon energies [eV], strictly ascending.</summary>
    public double[] PhotonEnergies_eV { get; }

    /// <summary>One value per energy.</summary>
    public double[] Values { get; }

    /// <summary>What it is called in legends.</summary>
    public string Name { get; }

    /// <summary>Unit of the values as written.</summary>
    public string Unit { get; }
}
