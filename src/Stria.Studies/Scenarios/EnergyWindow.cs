using Stria.Core;

namespace Stria.Studies;

/// <summary>A range of photon energies, ends included.</summary>
public sealed record EnergyWindow : ICheckedSettings
{
    /// <summary>Lowest photon energy [eV].</summary>
    [Unit("eV")]
    [Range(0, 1e6)]
    public required double Low_eV { get; init; }

    /// <summary>Highest photon energy [eV].</summary>
    [Unit("eV")]
    [Range(0, 1e6)]
    public required double High_eV { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Low_eV >= High_eV)
        {
            yield return $"The window of energies ends ({High_eV} eV) before it begins ({Low_eV} eV).";
        }
    }
}
