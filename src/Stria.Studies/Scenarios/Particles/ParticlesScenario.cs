using Stria.Core;

namespace Stria.Studies;

/// <summary>The particles of a map or picture one by one: sizes, shapes, composition, contacts, and how these go together.</summary>
public sealed record ParticlesScenario : IScenario
{
    /// <summary>Where the particles are seen.</summary>
    public required IParticleSourceSettings Source { get; init; }

    /// <summary>How they are told from the background and from each other.</summary>
    public SegmentationSettings Segmentation { get; init; } = new();

    /// <summary>Which of them are left out of the statistics.</summary>
    public ExclusionSettings Exclude { get; init; } = new();

    /// <summary>A file with the true particles, to score the result by: truth.h5 of a made measurement, or a picture of labels; null when the truth is not known.</summary>
    [InputPath]
    public string? Truth { get; init; }

    /// <summary>Whether figures are drawn; without them the report has numbers and tables alone, which for a long batch saves time.</summary>
    public bool Figures { get; init; } = true;

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
    public string DefaultName => $"particles-{Source.BaseName}";
}
