using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>A phase-field problem on its mesh, ready to be advanced.</summary>
/// <param name="Problem">The problem in plain numbers.</param>
/// <param name="Laws">What thermodynamics says.</param>
/// <param name="Initial">c at the start, one per node.</param>
/// <param name="NodeAngles">Angle from x to the axis at each node [rad].</param>
internal sealed record PhaseFieldBody(PhaseFieldProblem Problem, PhaseFieldLaws Laws, double[] Initial, double[] NodeAngles)
{
    /// <summary>Mean composition at the start.</summary>
    public required double InitialMean { get; init; }

    /// <summary>Composition without stress; NaN without mechanics.</summary>
    public required double StressFree { get; init; }

    /// <summary>Number of values of c that are free: one per node, less those that a periodic box ties to others.</summary>
    public required int FreeNodes { get; init; }

    /// <summary>Area of the body [m²].</summary>
    public required double Area { get; init; }
}
