using Stria.Core;

namespace Stria.Studies;

/// <summary>Time of a phase-field run.</summary>
public sealed record PhaseFieldTimeSettings
{
    /// <summary>The end [s].</summary>
    [Unit("s")]
    [Range(1e-15, 1e15)]
    public required double End { get; init; }

    /// <summary>Largest error of c that a step may make anywhere.</summary>
    [Range(1e-9, 0.1)]
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Length of the first step [s]; "auto" finds it from how fast noise grows.</summary>
    [Word("auto")]
    [Unit("s")]
    [Range(1e-18, 1e15)]
    public double? FirstStep { get; init; }

    /// <summary>Longest step [s]; null sets no limit.</summary>
    [Unit("s")]
    [Range(1e-18, 1e15)]
    public double? LargestStep { get; init; }

    /// <summary>How steps are taken; automatic chooses by the free energy and the boundaries, and says so.</summary>
    public TimeMethod Method { get; init; }
}

/// <summary>How steps are taken.</summary>
public enum TimeMethod
{
    /// <summary>Linear where the free energy allows, Newton otherwise.</summary>
    Automatic,

    /// <summary>Stabilised semi-implicit, with one constant matrix.</summary>
    Linear,

    /// <summary>Fully implicit, by Newton's method.</summary>
    Newton,
}
