using Stria.Files;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>A cell's trace with what is known of the cell and what was found in the trace.</summary>
/// <param name="Name">Its name in legends and tables.</param>
/// <param name="Record">Its trace.</param>
/// <param name="Facts">What is known of the cell.</param>
internal sealed record CycledTrace(string Name, CyclerRecord Record, CellFacts Facts)
{
    /// <summary>The cycles; empty for voltammograms.</summary>
    public IReadOnlyList<CycleResult> Cycles { get; init; } = [];

    /// <summary>Curves of the cycles that are shown.</summary>
    public IReadOnlyList<CycleCurves> Curves { get; init; } = [];

    /// <summary>Capacities at like currents.</summary>
    public IReadOnlyList<RateCapability> Rates { get; init; } = [];

    /// <summary>Where charge and discharge end; null without a cycle.</summary>
    public EndPointSlippage? Slippage { get; init; }

    /// <summary>Rests long enough for self-discharge, with dQ/dU at their potential where it is known [C/V].</summary>
    public IReadOnlyList<(SelfDischarge Decay, double? IncrementalCapacity)> Rests { get; init; } = [];

    /// <summary>Peaks of the current in sweeps; empty for galvanostatic cycling.</summary>
    public IReadOnlyList<VoltammetryPeak> Peaks { get; init; } = [];

    /// <summary>Whether the potential was swept.</summary>
    public bool IsVoltammetry { get; init; }

    /// <summary>Composition at each line; null where mass, formula or x at the beginning is not known.</summary>
    public double[]? Composition { get; init; }
}

/// <summary>dQ/dU and dU/dQ of one half of a cycle; null where it holds too few lines.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Half">The half cycle.</param>
internal sealed record CycleCurves(int Cycle, HalfCycle Half)
{
    /// <summary>dQ/dU.</summary>
    public IncrementalCapacity? Capacity { get; init; }

    /// <summary>dU/dQ.</summary>
    public DifferentialVoltage? Voltage { get; init; }
}
