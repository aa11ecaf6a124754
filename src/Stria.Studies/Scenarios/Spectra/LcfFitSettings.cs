using Stria.Core;

namespace Stria.Studies;

/// <summary>How combinations of standards are fitted.</summary>
public sealed record LcfFitSettings : ICheckedSettings
{
    /// <summary>In which form spectra are compared; auto takes clusters as measured and files normalised.</summary>
    public LcfForm Form { get; init; } = LcfForm.Auto;

    /// <summary>Windows of photon energies that are compared; none = E₀ − 20 … E₀ + 30 eV for normalised spectra, everything for others.</summary>
    public ValueList<EnergyWindow> Windows { get; init; } = [];

    /// <summary>What the weights sum to; auto: one for normalised spectra, free for spectra as measured.</summary>
    public LcfSum Sum { get; init; } = LcfSum.Auto;

    /// <summary>The least weight; none lets it be negative without limit.</summary>
    [Word("none")]
    [Range(-1e6, 1e6)]
    public double? LeastWeight { get; init; } = 0;

    /// <summary>The largest weight.</summary>
    [Word("none")]
    [Range(-1e6, 1e6)]
    public double? LargestWeight { get; init; }

    /// <summary>Which energies may be shifted.</summary>
    public LcfShift Shift { get; init; } = LcfShift.None;

    /// <summary>A shift that is known [eV]: by how much the energies of the spectra lie above the standards'.</summary>
    [Unit("eV")]
    [Range(-50, 50)]
    public double KnownShift_eV { get; init; }

    /// <summary>How far from there shifts are looked for [eV].</summary>
    [Unit("eV")]
    [Range(0.01, 50)]
    public double ShiftRange_eV { get; init; } = 3;

    /// <summary>What is fitted beside the standards.</summary>
    public LcfBackground Background { get; init; }

    /// <summary>Standard deviation of a value, in the form that is compared; auto takes that of the file, else the scatter of the residuals.</summary>
    [Word("auto")]
    [Range(1e-12, 1e12)]
    public double? Noise { get; init; }

    /// <summary>Fewest standards of a combination.</summary>
    [Range(1, 50)]
    public int Fewest { get; init; } = 1;

    /// <summary>Most standards of a combination.</summary>
    [Range(1, 50)]
    public int Most { get; init; } = 4;

    /// <summary>By what combinations are ranked.</summary>
    public LcfRank Rank { get; init; }

    /// <summary>How many of the best combinations are kept for each spectrum.</summary>
    [Range(1, 1000)]
    public int Keep { get; init; } = 16;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Fewest > Most)
        {
            yield return $"'fewest' ({Fewest}) is more than 'most' ({Most}).";
        }

        if (LeastWeight > LargestWeight)
        {
            yield return $"'least_weight' ({LeastWeight}) is more than 'largest_weight' ({LargestWeight}).";
        }

        if (Sum == LcfSum.One && (LeastWeight * Most > 1 || LargestWeight * Most < 1))
        {
            yield return $"No {Most} weights between {LeastWeight} and {LargestWeight} sum to one.";
        }
    }
}
