using Stria.Measurement.Cycling;

namespace Stria.Measurement.Gitt;

/// <summary>A pulse of current with the rest after it.</summary>
/// <param name="Pulse">The lines under current.</param>
/// <param name="Rest">The lines of the rest after it; null when none follows.</param>
/// <param name="Before">The last line of the rest before it; −1 when none precedes.</param>
public sealed record GittPulse(TracePhase Pulse, TracePhase? Rest, int Before)
{
    /// <summary>True when it was ended by a limit of the potential before its full length.</summary>
    public required bool CutOff { get; init; }

    /// <summary>True when rest before and after are there and the pulse has its full length.</summary>
    public bool IsComplete => !CutOff && Rest is not null && Before >= 0;
}
