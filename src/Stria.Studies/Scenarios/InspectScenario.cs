using Stria.Core;

namespace Stria.Studies;

/// <summary>What is in a measured file.</summary>
public sealed record InspectScenario : IScenario
{
    /// <summary>The file to look into.</summary>
    public required StackSettings File { get; init; }

    /// <inheritdoc/>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"inspect-{Path.GetFileNameWithoutExtension(File.Path)}";
}
