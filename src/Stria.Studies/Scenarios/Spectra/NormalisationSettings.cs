using Stria.Core;

namespace Stria.Studies;

/// <summary>How spectra are normalised to their edge step. Windows count from E₀.</summary>
public sealed record NormalisationSettings : ICheckedSettings
{
    /// <summary>Energy of the edge [eV]; auto finds the steepest rise of each spectrum.</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(1, 200000)]
    public double? E0_eV { get; init; }

    /// <summary>Begin of the pre-edge window from E₀ [eV].</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(-5000, 0)]
    public double? PreFrom_eV { get; init; }

    /// <summary>End of the pre-edge window from E₀ [eV].</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(-5000, 0)]
    public double? PreTo_eV { get; init; }

    /// <summary>Begin of the post-edge window from E₀ [eV].</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(0, 5000)]
    public double? PostFrom_eV { get; init; }

    /// <summary>End of the post-edge window from E₀ [eV].</summary>
    [Word("auto")]
    [Unit("eV")]
    [Range(0, 5000)]
    public double? PostTo_eV { get; init; }

    /// <summary>Degree of the post-edge polynomial.</summary>
    [Word("auto")]
    [Range(0, 3)]
    public int? Degree { get; init; }

    /// <summary>Power n by which μ Eⁿ is straight before the edge.</summary>
    [Range(-4, 4)]
    public double Victoreen { get; init; }

    /// <summary>Whether values that their file calls normalised are taken as they are.</summary>
    public bool TrustFiles { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (PreFrom_eV is null != PreTo_eV is null || PostFrom_eV is null != PostTo_eV is null)
        {
            yield return "A window needs both ends: 'pre_from' with 'pre_to', 'post_from' with 'post_to'.";
        }

        if (PreFrom_eV >= PreTo_eV || PostFrom_eV >= PostTo_eV)
        {
            yield return "A window of the normalisation ends before it begins.";
        }
    }
}
