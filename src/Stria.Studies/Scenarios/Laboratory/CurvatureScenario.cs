using Stria.Core;

namespace Stria.Studies;

/// <summary>From the bending of a plate to the stress of the electrode on it.</summary>
public sealed record CurvatureScenario : IScenario, ICheckedSettings
{
    /// <summary>The record of spot spacings or curvature against time, or a table of profiles.</summary>
    [InputPath]
    public required string File { get; init; }

    /// <summary>What the file holds.</summary>
    public CurvatureContent Content { get; init; }

    /// <summary>Which columns are what ("t=#1 [min], spacing=#4 [px]"); null recognises them by their headings.</summary>
    public string? Columns { get; init; }

    /// <summary>What was done to the cell; null only where the file holds profiles.</summary>
    public TraceSettings? Trace { get; init; }

    /// <summary>Time of the cycler's clock at which the record's clock stands at zero [s]; auto takes the hours that the files tell, or zero.</summary>
    [Word("auto")]
    [Unit("s")]
    public double? ClockOffset { get; init; }

    /// <summary>The cell sheet with plate and film, or null.</summary>
    [InputPath]
    public string? CellSheet { get; init; }

    /// <summary>Entries that outrank those of the sheet.</summary>
    public CellSheet Cell { get; init; } = new();

    /// <summary>The drift of the optics that is removed.</summary>
    public DriftChoice Drift { get; init; } = DriftChoice.Steady;

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
    public string DefaultName => $"curvature-{Path.GetFileNameWithoutExtension(File)}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Trace is { Files.Count: 0 })
        {
            yield return "'files' of the trace needs at least one file.";
        }
    }
}

/// <summary>What a file of curvature holds.</summary>
public enum CurvatureContent
{
    /// <summary>Told by its columns.</summary>
    Auto,

    /// <summary>Spot spacings or curvature against time.</summary>
    Record,

    /// <summary>Heights along a line.</summary>
    Profiles,
}

/// <summary>Which drift of the optics is removed.</summary>
public enum DriftChoice
{
    /// <summary>None.</summary>
    None,

    /// <summary>A steady one.</summary>
    Steady,

    /// <summary>One that changes steadily.</summary>
    Changing,
}
