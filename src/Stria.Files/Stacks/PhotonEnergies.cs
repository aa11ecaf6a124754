namespace Stria.Files;

/// <summary>Photon energies as files give them, turned into electronvolts and checked.</summary>
internal static class PhotonEnergies
{
    private const double JoulePerElectronvolt = 1.602176634e-19;

    /// <summary>Energies in eV.</summary>
    /// <param name="values">As in the file.</param>
    /// <param name="unit">The unit that the file gives; null or blank when it gives none.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="remarks">Receives what was assumed.</param>
    /// <exception cref="DataException">An energy is missing, or the unit is unknown.</exception>
    internal static double[] InElectronvolts(double[] values, string? unit, string path, List<Remark> remarks)
    {
        double factor = Factor(values, unit, path, remarks);
        double[] energies = factor == 1 ? values : Array.ConvertAll(values, value => value * factor);
        Require(energies, path);
        return energies;
    }

    /// <summary>Makes sure that every frame has a positive, finite energy.</summary>
    /// <exception cref="DataException">One has not; the message names the frame.</exception>
    internal static void Require(IReadOnlyList<double> energies_eV, string path)
    {
        for (int frame = 0; frame < energies_eV.Count; frame++)
        {
            if (!(double.IsFinite(energies_eV[frame]) && energies_eV[frame] > 0))
            {
                throw new DataException(
                    $"the photon energy of frame {frame} (of {energies_eV.Count}, from 0) is {energies_eV[frame]}. "
                    + "Perhaps the scan was stopped there; leave the frame out, or give the energies by a dataset.",
                    path);
            }
        }
    }

    /// <summary>The energy of a source in a CXI file [eV]: joule unless it says otherwise, or is far too large to be.</summary>
    internal static double FromSource(double value, string? unit)
    {
        const double NoPhotonHasSoMuch_J = 1e-10;
        return (unit?.Trim().ToUpperInvariant(), value) switch
        {
            ("KEV", _) => 1000 * value,
            ("EV", _) or (_, > NoPhotonHasSoMuch_J) => value,
            _ => value / JoulePerElectronvolt,
        };
    }

    private static double Factor(double[] values, string? unit, string path, List<Remark> remarks)
    {
        switch (unit?.Trim().ToUpperInvariant())
        {
            case "EV":
                return 1;
            case "KEV":
                return 1000;
            case "J" or "JOULE" or "JOULES":
                return 1 / JoulePerElectronvolt;
            case null or "":
                break;
            default:
                throw new DataException($"photon energies in '{unit}' are not understood; eV, keV and J are.", path);
        }

        double largest = values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        const double NoElectronvoltIsSoSmall = 1e-10;
        if (largest is > 0 and < NoElectronvoltIsSoSmall)
        {
            remarks.Add(Remark.Assumed($"The file gives no unit for the photon energies; {largest:G4} can only be in joule."));
            return 1 / JoulePerElectronvolt;
        }

        remarks.Add(Remark.Assumed($"The file gives no unit for the photon energies ({Range(values)}); eV is assumed."));
        return 1;
    }

    private static string Range(double[] values) => values.Length == 0 ? "none" : $"{values.Min():G6} … {values.Max():G6}";
}
