namespace Stria.Measurement.Cycling;

/// <summary>What the current does.</summary>
public enum PhaseKind
{
    /// <summary>No current.</summary>
    Rest,

    /// <summary>The cell is charged: positive current.</summary>
    Charge,

    /// <summary>The cell is discharged: negative current.</summary>
    Discharge,
}

/// <summary>Successive lines of a trace with current of one sign, or without current.</summary>
/// <param name="Kind">What the current does.</param>
/// <param name="First">Its first line.</param>
/// <param name="Last">Its last line.</param>
public sealed record TracePhase(PhaseKind Kind, int First, int Last)
{
    /// <summary>When it began [s]: at the last line before it, because a cycler writes a line when a step ends.</summary>
    public required double StartTime { get; init; }

    /// <summary>When it ended: at its last line [s].</summary>
    public required double EndTime { get; init; }

    /// <summary>Charge passed [C], positive on charge.</summary>
    public required double Charge { get; init; }

    /// <summary>Energy passed, ∫ U I dt [J], positive on charge.</summary>
    public required double Energy { get; init; }

    /// <summary>Its length [s].</summary>
    public double Duration => EndTime - StartTime;

    /// <summary>Mean current [A], positive on charge; NaN when it has no length.</summary>
    public double MeanCurrent => Duration > 0 ? Charge / Duration : double.NaN;

    /// <summary>Mean potential, energy over charge [V]; NaN when no charge passed.</summary>
    public double MeanPotential => Charge != 0 ? Energy / Charge : double.NaN;
}
