using Stria.Core;

namespace Stria.Studies;

/// <summary>The fit of the standards to the pixels.</summary>
public sealed record FitSettings
{
    /// <summary>By how much the stack's energies lie above the standards' [eV]: fitted once for the whole stack, or given.</summary>
    [Word("fit")]
    [Word("none", 0)]
    [Unit("eV")]
    [Range(-50, 50)]
    public double? EnergyShift_eV { get; init; }

    /// <summary>How far to either side the shift is looked for [eV].</summary>
    [Unit("eV")]
    [Range(0.01, 50)]
    public double ShiftRange_eV { get; init; } = 3;

    /// <summary>Which spectra make the reference set.</summary>
    public FitPath Path { get; init; } = FitPath.Both;

    /// <summary>Whether each pixel has a straight background beside the references, for what else absorbs.</summary>
    public BackgroundKind Background { get; init; } = BackgroundKind.Auto;
}

/// <summary>Which spectra make the reference set of the fit.</summary>
public enum FitPath
{
    /// <summary>The standards themselves.</summary>
    Standards,

    /// <summary>The clusters' spectra, assigned to compositions by comparison with the standards.</summary>
    Clusters,

    /// <summary>Both, one after the other; the maps are those of the standards.</summary>
    Both,
}

/// <summary>What else absorbs beside the references.</summary>
public enum BackgroundKind
{
    /// <summary>A straight line where the data ask for it, else nothing.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>A straight line, nowhere negative, in each pixel.</summary>
    Linear,
}
