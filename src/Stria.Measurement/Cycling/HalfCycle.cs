namespace Stria.Measurement.Cycling;

/// <summary>Charging or discharging from one turn to the next: phases of one direction with the rests between them, without the rest after it.</summary>
/// <param name="Kind">Charge or discharge.</param>
/// <param name="First">Its first line.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Phases">The phases under current.</param>
public sealed record HalfCycle(PhaseKind Kind, int First, int Last, IReadOnlyList<TracePhase> Phases)
{
    /// <summary>False when the record ends in the midst of it, told by earlier half cycles of its kind; what would be read off its end is then not known.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>When it began [s].</summary>
    public double StartTime => Phases[0].StartTime;

    /// <summary>When it ended [s].</summary>
    public double EndTime => Phases[^1].EndTime;

    /// <summary>Size of the charge passed [C].</summary>
    public double Capacity => Math.Abs(Phases.Sum(p => p.Charge));

    /// <summary>Size of the energy passed [J].</summary>
    public double Energy => Math.Abs(Phases.Sum(p => p.Energy));

    /// <summary>Energy over charge [V].</summary>
    public double MeanPotential => Energy / Capacity;

    /// <summary>Time under current [s].</summary>
    public double TimeUnderCurrent => Phases.Sum(p => p.Duration);

    /// <summary>Size of the mean current while it flowed [A].</summary>
    public double MeanCurrent => Capacity / TimeUnderCurrent;
}
