using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>What stands on the mesh before anything is solved.</summary>
/// <param name="Composition">x at each node.</param>
/// <param name="Reference">Composition without strain.</param>
internal sealed record StressFields(double[] Composition, double Reference)
{
    /// <summary>How the reference was chosen, in words.</summary>
    public required string ReferenceMeaning { get; init; }

    /// <summary>Stiffness and chemical strain of each region.</summary>
    public required IReadOnlyList<ElasticMaterial> Materials { get; init; }

    /// <summary>Angle from x to the axis ξ at each node [rad].</summary>
    public required double[] NodeAngles { get; init; }

    /// <summary>The same for each cell [rad].</summary>
    public required double[] CellAngles { get; init; }

    /// <summary>Pre-strain of an imposed bend, four components per node; null for none.</summary>
    public double[]? PreStrain { get; init; }

    /// <summary>Phase of each cell, an index into the names; −1 outside all phases.</summary>
    public required sbyte[] CellPhases { get; init; }

    /// <summary>Names of the phases, by rising x; empty for a host without phases.</summary>
    public required IReadOnlyList<string> PhaseNames { get; init; }
}
