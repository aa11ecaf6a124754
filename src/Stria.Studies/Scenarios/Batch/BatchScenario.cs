using Stria.Core;

namespace Stria.Studies;

/// <summary>One recipe for many stacks: a run for each, one table, and maps in one scale of colours.</summary>
public sealed record BatchScenario : IScenario, ICheckedSettings
{
    /// <summary>The stacks.</summary>
    public required ValueList<StackSettings> Stacks { get; init; }

    /// <summary>How each is mapped: a scenario of kind map, whose own stack gives way to each of the stacks, and which may lack one.</summary>
    [InputPath]
    public required string Recipe { get; init; }

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
    public string DefaultName => $"batch-{(Stacks.Count > 0 ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Stacks[0].Path)) : "none")}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Stacks.Count == 0)
        {
            yield return "'stacks' names no stack.";
        }
    }
}

/// <summary>Finished runs of maps side by side.</summary>
public sealed record CompareScenario : IScenario, ICheckedSettings
{
    /// <summary>The run folders.</summary>
    public required ValueList<FinishedRun> Runs { get; init; }

    /// <summary>Path of the map that is compared.</summary>
    public string Dataset { get; init; } = "/composition/x";

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
    public string DefaultName => $"compare-{string.Join('-', Runs.Take(2).Select(r => r.Name))}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Runs.Count < 2)
        {
            yield return "A comparison needs two runs at least.";
        }
    }
}

/// <summary>The folder of a finished run.</summary>
public sealed record FinishedRun
{
    /// <summary>The folder.</summary>
    [InputPath]
    public required string Folder { get; init; }

    /// <summary>What it is called in tables and figures.</summary>
    internal string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));
}
