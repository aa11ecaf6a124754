using Stria.Core;

namespace Stria.Studies;

/// <summary>What is in a measured file.</summary>
public sealed record InspectScenario : IScenario
{
    /// <summary>The file to look into.</summary>
    public required StackSettings File { get; init; }

    /// <summary>Which columns of a table of the laboratory are what, as in "t=#1 [s], I=#2 [mA], U=#3 [V]"; null to find out.</summary>
    public string? Columns { get; init; }

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
