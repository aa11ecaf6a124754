namespace Stria.Physics.PhaseField;

/// <summary>Everything that a run needs to go on, to the last bit, in plain numbers. Arrays are not changed once they are in a state.</summary>
public sealed record PhaseFieldState
{
    /// <summary>The present and up to two earlier levels of time, newest first.</summary>
    public required IReadOnlyList<PhaseFieldLevel> Levels { get; init; }

    /// <summary>Time.</summary>
    public double Time => Levels[0].Time;

    /// <summary>c, one per unknown (one per node but in periodic boxes).</summary>
    public double[] Composition => Levels[0].Composition;

    /// <summary>μ, one per unknown.</summary>
    public double[] Potential => Levels[0].Potential;

    /// <summary>u of each node; empty without mechanics.</summary>
    public required double[] Displacement { get; init; }

    /// <summary>Each energy term.</summary>
    public required IReadOnlyList<EnergyShare> Energies { get; init; }

    /// <summary>Sum of the energies.</summary>
    public double Energy => Energies.Sum(e => e.Value);

    /// <summary>∫ c.</summary>
    public required double Mass { get; init; }

    /// <summary>∫ c at the start and the time of the start.</summary>
    public required (double Mass, double Time) Start { get; init; }

    /// <summary>Length of the step that is to be tried next.</summary>
    public required double NextStep { get; init; }

    /// <summary>Steps to go before a step may become longer.</summary>
    public int Patience { get; init; }

    /// <summary>The method in use: linear or Newton.</summary>
    public required PhaseFieldMethod Method { get; init; }

    /// <summary>Stabilisation of the linear method, and the step below which a run ends; both follow from the start.</summary>
    public required (double Stabilisation, double SmallestStep) Choice { get; init; }

    /// <summary>Where the factors of Newton's method were made: τ and c; null when there are none.</summary>
    public FactoredPlace? Factored { get; init; }

    /// <summary>What has been done so far.</summary>
    public PhaseFieldCounts Counts { get; init; } = new();
}

/// <summary>One level of time.</summary>
/// <param name="Time">Time.</param>
/// <param name="Step">Length of the step that led to it; 0 at the start. Not the difference of two times, whose rounding would ask for new factors.</param>
/// <param name="Composition">c.</param>
/// <param name="Potential">μ.</param>
/// <param name="Forces">dE/dc without its quadratic parts.</param>
/// <param name="Drift">What a varying mobility adds to the one of the constant matrix; empty when it is constant or not needed.</param>
public sealed record PhaseFieldLevel(double Time, double Step, double[] Composition, double[] Potential, double[] Forces, double[] Drift);

/// <summary>The value of one energy term.</summary>
/// <param name="Kind">Name of the term.</param>
/// <param name="Value">Its value.</param>
public readonly record struct EnergyShare(string Kind, double Value);

/// <summary>Where factors were made.</summary>
/// <param name="Weight">τ.</param>
/// <param name="Composition">c.</param>
public sealed record FactoredPlace(double Weight, double[] Composition);

/// <summary>Counts of work.</summary>
public sealed record PhaseFieldCounts
{
    /// <summary>Steps taken.</summary>
    public int Steps { get; init; }

    /// <summary>Steps taken back because their error was too large.</summary>
    public int RejectedForError { get; init; }

    /// <summary>Steps taken back because the energy of a closed system rose.</summary>
    public int RejectedForEnergy { get; init; }

    /// <summary>Steps taken back because the composition would have left its bounds.</summary>
    public int RejectedForBounds { get; init; }

    /// <summary>Steps taken back because Newton's method did not converge.</summary>
    public int RejectedForConvergence { get; init; }

    /// <summary>Iterations of Newton's method.</summary>
    public int Iterations { get; init; }

    /// <summary>Products with the exact tangent.</summary>
    public int Products { get; init; }

    /// <summary>Factorisations.</summary>
    public int Factorisations { get; init; }
}
