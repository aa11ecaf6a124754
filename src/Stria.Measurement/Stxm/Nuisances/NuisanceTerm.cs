namespace Stria.Measurement.Stxm;

/// <summary>What may disturb all spectra of a stack alike, beside the shift of its energy axis.</summary>
public enum NuisanceTerm
{
    /// <summary>Shift of the energy axis.</summary>
    EnergyShift,

    /// <summary>Relative error of differences of energy.</summary>
    EnergyStretch,

    /// <summary>Resolution worse than the library's.</summary>
    Broadening,

    /// <summary>Light that reaches the detector beside the sample, and dark counts.</summary>
    StrayLight,

    /// <summary>Counts that the detector loses at high rates.</summary>
    DeadTime,

    /// <summary>The beam's wide halo.</summary>
    Halo,

    /// <summary>Linear dichroism by the local direction of the particle.</summary>
    Dichroism,
}

/// <summary>What was found of one term.</summary>
/// <param name="Term">Which.</param>
/// <param name="Value">Its value: shift [eV], stretch, standard deviation of the broadening [eV], share of stray light, share of counts lost at the highest I₀, share of the halo, root mean square of the dichroism over the resonances.</param>
/// <param name="Deviation">Standard deviation of the value.</param>
/// <param name="Unit">"eV" or "1".</param>
public sealed record NuisanceFinding(NuisanceTerm Term, double Value, double Deviation, string Unit)
{
    /// <summary>Whether it is significant, and so part of the model.</summary>
    public bool IsUsed { get; init; }

    /// <summary>By how much χ² falls with it, in units of the scatter that remains; for a term that is not used, by how much it would fall.</summary>
    public double Gain { get; init; }

    /// <summary>Mean change of x by the term.</summary>
    public double MeanEffect { get; init; }

    /// <summary>Root mean square change of x by the term.</summary>
    public double Effect { get; init; }
}
