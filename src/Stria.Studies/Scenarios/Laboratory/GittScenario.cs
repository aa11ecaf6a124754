using Stria.Core;

namespace Stria.Studies;

/// <summary>From an intermittent titration to rest potentials, resistances and diffusion coefficients.</summary>
public sealed record GittScenario : IScenario, ICheckedSettings
{
    /// <summary>The files.</summary>
    public required TraceSettings Trace { get; init; }

    /// <summary>The cell sheet, or null.</summary>
    [InputPath]
    public string? CellSheet { get; init; }

    /// <summary>Entries that outrank those of the sheet.</summary>
    public CellSheet Cell { get; init; } = new();

    /// <summary>Limits of what is believed.</summary>
    public GittLimits Limits { get; init; } = new();

    /// <summary>The fit of diffusion in the particle to the whole record.</summary>
    public InverseFitSettings InverseFit { get; init; } = new();

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
    public string DefaultName => $"gitt-{Trace.Stem}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Trace.Files.Count == 0)
        {
            yield return "'files' of the trace needs at least one file.";
        }
    }
}

/// <summary>Limits beyond which an estimate of D is not called valid.</summary>
public sealed record GittLimits
{
    /// <summary>Share of the pulse, from its beginning, that is left out of the fit along √t.</summary>
    [Range(0, 0.9)]
    public double EarlyShare { get; init; } = 0.05;

    /// <summary>Largest change of the slope along √t over the pulse, relative to the slope.</summary>
    [Range(0, 100)]
    public double Curvature { get; init; } = 0.15;

    /// <summary>Largest change of the rest potential, and of the potential during the pulse [V].</summary>
    [Unit("V")]
    [Range(0, 10)]
    public double Step { get; init; } = 0.05;

    /// <summary>Largest change of dU/dx from one pulse to the next, relative to their mean.</summary>
    [Range(0, 100)]
    public double SlopeChange { get; init; } = 0.1;

    /// <summary>Least |dU/dx| that is not flat [V].</summary>
    [Unit("V")]
    [Range(0, 100)]
    public double FlatSlope { get; init; } = 0.05;

    /// <summary>Largest change of the potential over the last tenth of the rest, relative to that of the rest potential.</summary>
    [Range(0, 100)]
    public double Unrest { get; init; } = 0.05;

    /// <summary>Largest bias of the short-time formula in the body, relative.</summary>
    [Range(0, 1)]
    public double Bias { get; init; } = 0.05;

    /// <summary>Largest root mean square of what the series of the body leaves, relative to the change of the potential.</summary>
    [Range(0, 1)]
    public double Misfit { get; init; } = 0.01;
}

/// <summary>How diffusion in the particle is fitted to the record.</summary>
public sealed record InverseFitSettings
{
    /// <summary>Whether it is fitted; its time grows with the cube of the number of pulses.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Number of cells of the particle.</summary>
    [Range(10, 1000)]
    public int Cells { get; init; } = 60;

    /// <summary>Pulses for one value of D.</summary>
    [Range(1, 1000)]
    public int PulsesPerValue { get; init; } = 1;

    /// <summary>Time after each change of the current that is left out [s].</summary>
    [Unit("s")]
    [Range(0, 1e9)]
    public double SkipTime { get; init; }
}
