namespace Stria.Matter;

/// <summary>Photon energies at which matter attenuates as its free atoms do: away from absorption edges, both ends included.</summary>
/// <param name="From_eV">Lowest photon energy [eV].</param>
/// <param name="To_eV">Highest photon energy [eV]; +∞ when the window is open upwards.</param>
/// <param name="Source">Why the window is trusted.</param>
public sealed record ScalingWindow(double From_eV, double To_eV, string Source)
{
    /// <summary>Whether a photon energy lies in the window.</summary>
    public bool Holds(double energy_eV) => energy_eV >= From_eV && energy_eV <= To_eV;
}
