namespace Stria.Physics.Elasticity;

/// <summary>The stress-free strain of a composition, with pre-strain taken off, and the nodal forces that it stands for.</summary>
public sealed class ElasticLoad
{
    internal ElasticLoad(double[] eigenstrain, double[] forces) => (Eigenstrain, Forces) = (eigenstrain, forces);

    /// <summary>ε_c − ε_pre at each quadrature point of each cell: xx, yy, zz and engineering shear xy.</summary>
    public double[] Eigenstrain { get; }

    /// <summary>∫ Bᵀ D (ε_c − ε_pre): x and y [N/m, or N about an axis] for each node.</summary>
    public double[] Forces { get; }
}
