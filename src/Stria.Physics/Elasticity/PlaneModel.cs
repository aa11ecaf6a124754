namespace Stria.Physics.Elasticity;

/// <summary>What the plane of a two-dimensional elastic problem stands for.</summary>
public enum PlaneModel
{
    /// <summary>A thin sheet, free to strain through its thickness: σzz = 0.</summary>
    PlaneStress,

    /// <summary>A section through a body that is long and held along z: εzz = 0.</summary>
    PlaneStrain,

    /// <summary>Half a section through a body of revolution: x is the radius, y the axis, and zz the hoop direction.</summary>
    Axisymmetric,
}
