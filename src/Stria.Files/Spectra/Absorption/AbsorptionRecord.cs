namespace Stria.Files;

/// <summary>An absorption spectrum as a file of the field holds it.</summary>
/// <param name="Spectrum">μ(E), or what the file has in its place.</param>
public sealed record AbsorptionRecord(Spectrum Spectrum)
{
    /// <summary>What the values are, as the file calls them ("mutrans", "norm"), or how they were formed ("ln(i0/itrans)").</summary>
    public required string Signal { get; init; }

    /// <summary>Whether the file's name for the values says that they are normalised to the edge step.</summary>
    public bool IsNormalised { get; init; }

    /// <summary>Standard deviation of each value, where the file has one; else null.</summary>
    public double[]? StandardDeviation { get; init; }

    /// <summary>Symbol of the absorbing element, or null.</summary>
    public string? Element { get; init; }

    /// <summary>Name of the edge ("K", "L3"), or null.</summary>
    public string? Edge { get; init; }

    /// <summary>Energy of the edge as the file's own analysis has it [eV], or null.</summary>
    public double? E0_eV { get; init; }

    /// <summary>Windows and step of the file's own normalisation, or null.</summary>
    public ProjectNormalisation? Normalisation { get; init; }

    /// <summary>What was missing and assumed, or odd.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];
}

/// <summary>How Athena normalised a spectrum of a project.</summary>
/// <param name="Pre_eV">Window of the pre-edge line from E₀ [eV].</param>
/// <param name="Post_eV">Window of the post-edge polynomial from E₀ [eV].</param>
/// <param name="Degree">Degree of the polynomial.</param>
/// <param name="EdgeStep">The step that Athena found.</param>
public sealed record ProjectNormalisation((double From, double To) Pre_eV, (double From, double To) Post_eV, int Degree, double EdgeStep);
