using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>From impedance spectra to consistency, relaxation times, circuits, resistances and tortuosity.</summary>
public sealed record ImpedanceScenario : IScenario, ICheckedSettings
{
    /// <summary>The files; each loop, cycle or sweep of each file is a spectrum, in order a series.</summary>
    public required ValueList<MeasuredFile> Files { get; init; }

    /// <summary>Which columns are what ("f=#1 [Hz], ReZ=#2 [Ohm], ImZ=#3 [Ohm]"); null recognises the format.</summary>
    public string? Columns { get; init; }

    /// <summary>What the imaginary column holds.</summary>
    public ImaginarySign Sign { get; init; }

    /// <summary>The cell sheet, or null.</summary>
    [InputPath]
    public string? CellSheet { get; init; }

    /// <summary>Entries that outrank those of the sheet.</summary>
    public CellSheet Cell { get; init; } = new();

    /// <summary>The circuit to fit ("R0-p(R1,CPE1)-Wo1"); null fits none.</summary>
    public string? Circuit { get; init; }

    /// <summary>The spectra are of like electrodes in a blocking electrolyte: circuits with and without contact arc and electronic rail are compared, or 'circuit' is one of those, and resistances and tortuosity are read from it.</summary>
    public bool Blocking { get; init; }

    /// <summary>Of the two rails of a line, which the spectrum cannot tell apart: whether the larger or the smaller resistance is that of the pores.</summary>
    public IonicRail IonicRail { get; init; }

    /// <summary>How the circuit is fitted.</summary>
    public ImpedanceFitSettings Fit { get; init; } = new();

    /// <summary>Whether the distribution of relaxation times is computed.</summary>
    public bool RelaxationTimes { get; init; } = true;

    /// <summary>Regularisation λ of that distribution; auto chooses it by prediction.</summary>
    [Word("auto")]
    [Range(1e-8, 1e4)]
    public double? Lambda { get; init; }

    /// <summary>Whether spectra and fits are written as text for ZView and ZPlot as well.</summary>
    public bool Zview { get; init; }

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
    public string DefaultName => $"eis-{(Files.Count == 0 ? "spectra" : Path.GetFileNameWithoutExtension(Files[0].File))}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Files.Count == 0)
        {
            yield return "'files' needs at least one file.";
        }
    }
}

/// <summary>Which of two rails is taken as that of the pores.</summary>
public enum IonicRail
{
    /// <summary>That of the larger resistance.</summary>
    Larger,

    /// <summary>That of the smaller resistance.</summary>
    Smaller,
}
