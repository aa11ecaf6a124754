namespace Stria.Physics.PhaseField;

/// <summary>How time is stepped.</summary>
public sealed record PhaseFieldTime
{
    /// <summary>The method; automatic chooses by the free energy and says so.</summary>
    public PhaseFieldMethod Method { get; init; } = PhaseFieldMethod.Automatic;

    /// <summary>First step; null: a fiftieth of the time in which the fastest wave grows by e, less for tolerances below 1e-4.</summary>
    public double? FirstStep { get; init; }

    /// <summary>Longest step.</summary>
    public double LargestStep { get; init; } = double.PositiveInfinity;

    /// <summary>Shortest step, by the first one; when it is not short enough the run ends with a reason.</summary>
    public double SmallestShare { get; init; } = 1e-7;

    /// <summary>Largest error of c that a step may make anywhere.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>All steps are as long as the first one, for tables of convergence; errors are not looked at, energy and bounds are, and a step that is refused for them is halved for good: a table holds only where none was (see the counts).</summary>
    public bool Fixed { get; init; }

    /// <summary>Stabilisation S of the linear method, in units of f″; null: half of the largest f″ between the phases.</summary>
    public double? Stabilisation { get; init; }

    /// <summary>Largest last correction of c in Newton's method.</summary>
    public double NewtonTolerance { get; init; } = 1e-8;
}

/// <summary>Ways of stepping.</summary>
public enum PhaseFieldMethod
{
    /// <summary>Linear where the free energy allows, Newton otherwise.</summary>
    Automatic,

    /// <summary>Stabilised semi-implicit second-order backward differences, with one constant matrix per length of step.</summary>
    Linear,

    /// <summary>Implicit second-order backward differences by Newton's method, which keeps the composition within its bounds.</summary>
    Newton,
}
