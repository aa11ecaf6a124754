using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>What is asked of linear elasticity with chemical strain: ∇·σ = 0, σ = C : (sym ∇u + ε_pre − ε_c(c)) (Santos, Mater. Horiz. 2020, eqs 9–11; Patterns 2022, eqs 9–11).</summary>
/// <param name="Mesh">The mesh.</param>
/// <param name="Model">What the plane stands for.</param>
/// <param name="Materials">One per region of the mesh, in the order of its names; or one for all.</param>
public sealed record ElasticProblem(TriangleMesh Mesh, PlaneModel Model, IReadOnlyList<ElasticMaterial> Materials)
{
    /// <summary>Conditions on named parts and at points; what is not named is free.</summary>
    public IReadOnlyList<BoundaryCondition> Boundary { get; init; } = [];

    /// <summary>Angle [rad] from x to the local (crystal) axis 1, one per cell; null when the axes are x and y.</summary>
    public double[]? AxisAngles { get; init; }

    /// <summary>Strain that is there beside the displacement's and counts as elastic: xx, yy, zz and engineering shear xy for each node; null when there is none. See <see cref="BendingStrain"/>.</summary>
    public double[]? PreStrain { get; init; }

    /// <summary>Site fraction at each node for which the moduli are taken (mean of a cell); needed only by laws that depend on composition.</summary>
    public double[]? ModuliComposition { get; init; }

    /// <summary>Metres of a unit of the mesh, for the places that messages name; null when the mesh is in plain numbers.</summary>
    public double? MetresPerUnit { get; init; } = 1;

    /// <summary>The box that repeats itself; null for a body of its own. The mesh is a rectangle whose opposite sides match.</summary>
    public PeriodicBox? Periodic { get; init; }

    /// <summary>Where in a cell the composition is read.</summary>
    public EigenstrainSampling Sampling { get; init; }

    /// <summary>The material of a region.</summary>
    public ElasticMaterial MaterialOf(int region) => Materials.Count == 1 ? Materials[0] : Materials[region];

    /// <summary>x and y [m] of the quadrature points of the first cell, then of the next: where <see cref="ElasticSystem.LoadAtPoints"/> wants the composition.</summary>
    public double[] PointPlaces() => new ElasticPoints(this).Places;

    /// <summary>Area (volume about an axis) [m² or m³] that each quadrature point stands for.</summary>
    public double[] PointWeights() => new ElasticPoints(this).Weights;

    internal StrainOperator Operation => new(Model == PlaneModel.Axisymmetric);

    internal bool TakesCellMean => Sampling == EigenstrainSampling.CellMean || (Sampling == EigenstrainSampling.Automatic && Mesh.NodesPerCell == 3 && Model != PlaneModel.Axisymmetric);

    // One point carries everything in a straight three-node cell with one composition; six points integrate what quadratic cells (bent ones and 2πr included) need.
    internal QuadratureRule Rule => QuadratureRule.Triangle(Mesh.NodesPerCell == 6 ? 4 : TakesCellMean && Model != PlaneModel.Axisymmetric ? 1 : 2);

    internal void Check()
    {
        if (Materials.Count != 1 && Materials.Count != Mesh.RegionNames.Count)
        {
            throw new ScenarioException($"{Materials.Count} materials for {Mesh.RegionNames.Count} regions ({string.Join(", ", Mesh.RegionNames)}). Give one per region, or one for all.");
        }

        RefuseLength(AxisAngles, Mesh.CellCount, "local axes", "cells");
        RefuseLength(PreStrain, 4 * Mesh.NodeCount, "components of pre-strain", "nodes (four each)");
        RefuseLength(ModuliComposition, Mesh.NodeCount, "compositions for the moduli", "nodes");
        if (ModuliComposition is null && Materials.FirstOrDefault(m => m.Law.DependsOnComposition) is { } material)
        {
            throw new ScenarioException($"The {material.Law.Kind} law depends on composition, but no composition for the moduli is given.");
        }

        if (Periodic is { AlongX: false, AlongY: false } || (Periodic is not null && Model == PlaneModel.Axisymmetric))
        {
            throw new ScenarioException("A periodic box lies in the plane and repeats itself along x, y or both.");
        }

        if (Model == PlaneModel.Axisymmetric)
        {
            CheckRadius();
        }
    }

    private void CheckRadius()
    {
        for (int n = 0; n < Mesh.NodeCount; n++)
        {
            if (Mesh.Points[2 * n] < 0)
            {
                throw new ScenarioException($"Node {n} has the radius {Mesh.Points[2 * n]:G4} m. An axisymmetric mesh is half a section: x is the radius and may not be negative.");
            }
        }
    }

    private static void RefuseLength(double[]? values, int expected, string what, string places)
    {
        if (values is not null && values.Length != expected)
        {
            throw new ScenarioException($"{values.Length} {what} for {expected} values on the {places} of the mesh.");
        }

        if (values is not null && Array.FindIndex(values, v => !double.IsFinite(v)) is var bad and >= 0)
        {
            throw new ScenarioException($"Value {bad} of the {what} is not finite.");
        }
    }
}
