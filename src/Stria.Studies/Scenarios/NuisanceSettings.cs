using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>What may disturb all spectra alike. A term that is not ruled out is fitted once for the whole stack, and used where it lowers χ² significantly.</summary>
public sealed record NuisanceSettings
{
    /// <summary>Relative error of differences of energy.</summary>
    public NuisanceChoice EnergyStretch { get; init; } = NuisanceChoice.Auto;

    /// <summary>Resolution worse than the references'.</summary>
    public NuisanceChoice Broadening { get; init; } = NuisanceChoice.Auto;

    /// <summary>Light beside the sample, and dark counts; needs an open area in the stack.</summary>
    public NuisanceChoice StrayLight { get; init; } = NuisanceChoice.Auto;

    /// <summary>Counts lost by the detector at high rates; needs an open area in the stack.</summary>
    public NuisanceChoice DeadTime { get; init; } = NuisanceChoice.Auto;

    /// <summary>The beam's wide halo; needs an open area in the stack.</summary>
    public NuisanceChoice Halo { get; init; } = NuisanceChoice.Auto;

    /// <summary>Linear dichroism by the local direction of the particle.</summary>
    public NuisanceChoice Dichroism { get; init; } = NuisanceChoice.Auto;

    /// <summary>Direction of the beam's polarisation against the rows, counter-clockwise [rad].</summary>
    [Unit("rad")]
    [Range(-3.15, 3.15)]
    public double Polarisation { get; init; }

    /// <summary>No term at all.</summary>
    public static NuisanceSettings Off { get; } = new()
    {
        EnergyStretch = NuisanceChoice.None,
        Broadening = NuisanceChoice.None,
        StrayLight = NuisanceChoice.None,
        DeadTime = NuisanceChoice.None,
        Halo = NuisanceChoice.None,
        Dichroism = NuisanceChoice.None,
    };

    /// <summary>Whether any term may enter; without one the calibration's shift stays as it is.</summary>
    internal bool AreAsked => new[] { EnergyStretch, Broadening, StrayLight, DeadTime, Halo, Dichroism }.Contains(NuisanceChoice.Auto);

    /// <summary>The terms that may enter.</summary>
    /// <param name="hasOpenArea">Whether the stack shows an open area of its own.</param>
    internal IReadOnlyList<NuisanceTerm> Terms(bool hasOpenArea)
    {
        (NuisanceTerm Term, NuisanceChoice Choice, bool NeedsOpenArea)[] all =
        [
            (NuisanceTerm.EnergyShift, NuisanceChoice.Auto, false), (NuisanceTerm.EnergyStretch, EnergyStretch, false), (NuisanceTerm.Broadening, Broadening, false),
            (NuisanceTerm.StrayLight, StrayLight, true), (NuisanceTerm.DeadTime, DeadTime, true), (NuisanceTerm.Halo, Halo, true), (NuisanceTerm.Dichroism, Dichroism, false),
        ];
        return [.. all.Where(t => t.Choice == NuisanceChoice.Auto && (hasOpenArea || !t.NeedsOpenArea)).Select(t => t.Term)];
    }
}

/// <summary>Whether a disturbance may be part of the model.</summary>
public enum NuisanceChoice
{
    /// <summary>Where it lowers χ² significantly.</summary>
    Auto,

    /// <summary>Never.</summary>
    None,
}
