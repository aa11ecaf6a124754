using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>What stands on the mesh before anything is solved.</summary>
/// <param name="Composition">x at each node.</param>
/// <param name="Rule">How the composition without strain is found.</param>
internal sealed record StressFields(double[] Composition, ReferenceRule Rule)
{
    /// <summary>Composition without strain.</summary>
    public double Reference => Rule.Value;

    /// <summary>How the reference was chosen, in words.</summary>
    public string ReferenceMeaning => Rule.Meaning;

    /// <summary>x at each quadrature point, where the composition is known everywhere (an expression, a table of a coordinate); null when the nodes' values are all there is.</summary>
    public double[]? AtPoints { get; init; }

    /// <summary>Mean x over the area of the mesh.</summary>
    public required double Mean { get; init; }

    /// <summary>The load of the composition in a system.</summary>
    public ElasticLoad Load(ElasticSystem system) => AtPoints is null ? system.Load(Composition) : system.LoadAtPoints(AtPoints);

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
