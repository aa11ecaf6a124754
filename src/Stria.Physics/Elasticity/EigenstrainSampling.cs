namespace Stria.Physics.Elasticity;

/// <summary>Where in a cell the composition is read for the chemical strain.</summary>
public enum EigenstrainSampling
{
    /// <summary>The cell's mean for straight three-node cells in a plane, whose strain is constant; the quadrature points otherwise.</summary>
    Automatic,

    /// <summary>The mean of the cell's nodal composition (its integral over the cell by its area).</summary>
    CellMean,

    /// <summary>Each quadrature point, with the composition interpolated by the shape functions.</summary>
    QuadraturePoints,
}
