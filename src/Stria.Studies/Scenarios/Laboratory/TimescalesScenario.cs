using Stria.Core;

namespace Stria.Studies;

/// <summary>How long diffusion takes in the particles and in the pores, and which of them limits the electrode.</summary>
public sealed record TimescalesScenario : IScenario
{
    /// <summary>The cell sheet with lengths, diffusivities, porosity and tortuosity, or null.</summary>
    [InputPath]
    public string? CellSheet { get; init; }

    /// <summary>Entries that outrank those of the sheet.</summary>
    public CellSheet Cell { get; init; } = new();

    /// <summary>The summary.json of a run of 'gitt', whose diffusivity counts where sheet and entries give none, or null.</summary>
    [InputPath]
    public string? GittSummary { get; init; }

    /// <summary>The summary.json of a run of 'eis', whose tortuosity counts where sheet and entries give none, or null.</summary>
    [InputPath]
    public string? EisSummary { get; init; }

    /// <summary>Time of a charge or discharge with which the times are compared [s]; null compares them with each other only.</summary>
    [Word("none")]
    [Unit("s")]
    [Range(1e-3, 1e10)]
    public double? HalfCycle { get; init; }

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
    public string DefaultName => $"timescales-{Cell.Name ?? (CellSheet is null ? "cell" : Path.GetFileNameWithoutExtension(CellSheet))}";
}
