namespace Stria.Physics.Elasticity;

/// <summary>A linear elastic law with one axis normal to the plane.</summary>
public interface IElasticLaw
{
    /// <summary>Its name in scenarios ("isotropic").</summary>
    string Kind { get; }

    /// <summary>Whether the moduli change with composition.</summary>
    bool DependsOnComposition { get; }

    /// <summary>Whether the moduli change when the crystal is turned in the plane.</summary>
    bool DependsOnDirection { get; }

    /// <summary>Strain from stress in the crystal's axes. The compliance and not the stiffness, because a sheet of an incompressible solid has one.</summary>
    /// <param name="composition">Site fraction c.</param>
    /// <param name="compliance">Receives the symmetric 4 × 4 matrix [1/Pa], row by row, in the order 11, 22, 33, 12 (engineering shear).</param>
    void Compliance(double composition, Span<double> compliance);
}
