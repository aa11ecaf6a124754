using Stria.Core;

namespace Stria.Studies;

/// <summary>A look through a library of standards: its spectra on the mass-absorption scale, their peaks, and what is missing or odd.</summary>
public sealed record LibraryScenario : IScenario
{
    /// <summary>The manifest (.yaml), or a table of standards (energy_eV, x=0, x=0.1, …).</summary>
    [InputPath]
    public required string Library { get; init; }

    /// <summary>The host material; null takes that of the manifest.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>How much is looked at.</summary>
    public LibraryTask Task { get; init; } = LibraryTask.Check;

    /// <summary>Whose tabulated attenuation sets the mass-absorption scale.</summary>
    public AttenuationSource Attenuation { get; init; } = AttenuationSource.Henke;

    /// <summary>Shape of the steps under the peaks.</summary>
    public LibrarySteps Steps { get; init; }

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"library-{Path.GetFileNameWithoutExtension(Library)}";
}

/// <summary>How much of a library is looked at.</summary>
public enum LibraryTask
{
    /// <summary>Spectra, scale, peaks, and the purity of the standards that name a stack of their own.</summary>
    Check,

    /// <summary>Only the figures of spectra and scale.</summary>
    Plot,
}

/// <summary>Shape of the steps under the peaks.</summary>
public enum LibrarySteps
{
    /// <summary>Arctangent.</summary>
    ArcTangent,

    /// <summary>Error function.</summary>
    ErrorFunction,
}
