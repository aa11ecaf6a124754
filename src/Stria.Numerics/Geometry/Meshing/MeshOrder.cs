namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Order of the cells of a mesh.</summary>
public enum MeshOrder
{
    /// <summary>Three nodes per cell, straight sides.</summary>
    Linear = 1,

    /// <summary>Six nodes per cell; middles of sides on a curved boundary lie on the curve.</summary>
    Quadratic = 2,
}
