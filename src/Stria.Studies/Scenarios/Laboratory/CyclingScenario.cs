using Stria.Core;

namespace Stria.Studies;

/// <summary>From the traces of cycled cells to capacities, efficiencies, retention, dQ/dU and voltammograms.</summary>
public sealed record CyclingScenario : IScenario, ICheckedSettings
{
    /// <summary>The cells; several are replicates of each other.</summary>
    public required ValueList<CycledCell> Cells { get; init; }

    /// <summary>What is made of the traces.</summary>
    public CyclingSettings Analysis { get; init; } = new();

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
    public string DefaultName => $"cycling-{(Cells.Count == 0 ? "cells" : Cells[0].Trace.Stem)}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Cells.Count == 0 || Cells.Any(c => c.Trace.Files.Count == 0))
        {
            yield return "Each of the 'cells', at least one, needs 'files'.";
        }
    }
}

/// <summary>One cycled cell.</summary>
public sealed record CycledCell
{
    /// <summary>Name in legends and tables; null takes that of the cell sheet or of the first file.</summary>
    public string? Name { get; init; }

    /// <summary>Its files.</summary>
    public required TraceSettings Trace { get; init; }

    /// <summary>Its cell sheet, or null.</summary>
    [InputPath]
    public string? CellSheet { get; init; }

    /// <summary>Entries that outrank those of the sheet.</summary>
    public CellSheet Cell { get; init; } = new();
}
