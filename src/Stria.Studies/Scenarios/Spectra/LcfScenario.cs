using Stria.Core;

namespace Stria.Studies;

/// <summary>Spectra as linear combinations of standards: all combinations, ranked, for one or many spectra.</summary>
public sealed record LcfScenario : IScenario, ICheckedSettings
{
    /// <summary>The spectra to be fitted.</summary>
    public required ValueList<ISpectrumSettings> Spectra { get; init; }

    /// <summary>The standards, one by one.</summary>
    public ValueList<LcfStandardSettings> Standards { get; init; } = [];

    /// <summary>A library of standards with compositions: a manifest (.yaml), or a table (energy_eV, x=0, x=0.1, …); null when there is none.</summary>
    [InputPath]
    public string? Library { get; init; }

    /// <summary>The host material, whose tabulated attenuation tells how much of it a standard of unknown thickness holds; null takes that of the library.</summary>
    [InputPath(".yaml", ".yml")]
    public string? Material { get; init; }

    /// <summary>How combinations are fitted.</summary>
    public LcfFitSettings Fit { get; init; } = new();

    /// <summary>How spectra are normalised.</summary>
    public NormalisationSettings Normalisation { get; init; } = new();

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
    public string DefaultName => $"lcf-{(Spectra.Count > 0 ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Spectra[0].Path)) : "none")}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Spectra.Count == 0)
        {
            yield return "'spectra' names no spectrum to be fitted.";
        }

        if (Standards.Count == 0 && Library is null)
        {
            yield return "A linear combination needs standards: 'standards' lists files, 'library' names a table of them.";
        }
    }
}
