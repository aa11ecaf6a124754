using Stria.Core;

namespace Stria.Studies;

/// <summary>Mean strain of a periodic box: each component given, or "free" so that the box changes its size and shape as its mean stress asks.</summary>
public sealed record MeanStrainSettings
{
    /// <summary>Mean strain along x.</summary>
    [Word("free")]
    [Range(-1, 1)]
    public double? Xx { get; init; }

    /// <summary>Mean strain along y.</summary>
    [Word("free")]
    [Range(-1, 1)]
    public double? Yy { get; init; }

    /// <summary>Mean shear strain ε_xy, half of the engineering shear.</summary>
    [Word("free")]
    [Range(-1, 1)]
    public double? Xy { get; init; }
}

/// <summary>Mean stress of a periodic box where its mean strain is free.</summary>
public sealed record MeanStressSettings
{
    /// <summary>Mean stress along x [Pa]; tension is positive.</summary>
    [Unit("Pa")]
    [Range(-1e12, 1e12)]
    public double Xx { get; init; }

    /// <summary>Mean stress along y [Pa].</summary>
    [Unit("Pa")]
    [Range(-1e12, 1e12)]
    public double Yy { get; init; }

    /// <summary>Mean shear stress [Pa].</summary>
    [Unit("Pa")]
    [Range(-1e12, 1e12)]
    public double Xy { get; init; }
}

/// <summary>What mechanics in a periodic box of finite elements takes, and what it refuses.</summary>
internal static class PeriodicMechanics
{
    private static readonly string[] Components = ["xx", "yy", "xy"];

    /// <summary>The mistakes of a scenario of finite elements.</summary>
    public static IEnumerable<string> Mistakes(PhaseFieldSettings problem)
    {
        if (problem.Mechanics is not { } mechanics)
        {
            yield break;
        }

        double?[] strain = [mechanics.MeanStrain.Xx, mechanics.MeanStrain.Yy, mechanics.MeanStrain.Xy];
        double[] stress = [mechanics.MeanStress.Xx, mechanics.MeanStress.Yy, mechanics.MeanStress.Xy];
        PeriodicSides sides = problem.Periodic;
        bool[] has = [sides is PeriodicSides.X or PeriodicSides.Both, sides is PeriodicSides.Y or PeriodicSides.Both, sides == PeriodicSides.Both];
        for (int k = 0; k < Components.Length; k++)
        {
            if (!has[k] && (strain[k] is not null || stress[k] != 0))
            {
                yield return sides == PeriodicSides.None
                    ? "'mean_strain' and 'mean_stress' are for boxes that continue on the opposite side ('periodic: both'); elsewhere 'conditions' of parts hold and load the body."
                    : $"A box that continues along {(sides == PeriodicSides.X ? "x" : "y")} alone has no '{Components[k]}' of 'mean_strain' and 'mean_stress'.";
                yield break;
            }

            if (strain[k] is not null && stress[k] != 0)
            {
                yield return $"'mean_strain' and 'mean_stress' both give '{Components[k]}'; one of them follows from the other.";
            }
        }

        if (sides == PeriodicSides.Both && (mechanics.Conditions.Count > 0 || mechanics.Edge != HeldEdges.Free))
        {
            yield return "A box that continues on all sides has no edge to hold: leave 'edge' and 'conditions' out, and take 'mean_strain' to hold its size ('{ xx: 0, yy: 0, xy: 0 }').";
        }

        if (sides != PeriodicSides.None && mechanics.BendingCurvature != 0)
        {
            yield return "A bend does not continue on the opposite side; leave 'bending_curvature' or 'periodic' out.";
        }

        if (sides != PeriodicSides.None && mechanics.Model == PlaneModelChoice.Axisymmetric)
        {
            yield return "A periodic box lies in the plane: take 'model: plane_strain' or 'plane_stress'.";
        }
    }
}
