namespace Stria.Numerics.Fem;

/// <summary>Strain from nodal displacements, and nodal forces from stress, at one quadrature point: xx, yy, zz, and engineering shear xy. In a plane zz is zero; about an axis x is the radius, y the axis and zz the hoop.</summary>
/// <param name="Axisymmetric">Whether the plane is a half section of a body of revolution about x = 0; weights then include 2πr.</param>
public readonly record struct StrainOperator(bool Axisymmetric)
{
    /// <summary>Weight of a quadrature point: area, times 2πr about an axis [m² or m³].</summary>
    public double Weight(CellValues cell, int point) => Axisymmetric ? 2 * Math.PI * cell.X(point) * cell.Weight(point) : cell.Weight(point);

    /// <summary>Strain of a displacement.</summary>
    /// <param name="cell">The cell, at its place.</param>
    /// <param name="point">The quadrature point.</param>
    /// <param name="nodes">Nodes of the cell.</param>
    /// <param name="displacement">x and y [m] of all nodes of the mesh.</param>
    /// <param name="strain">Receives four values.</param>
    public void Strain(CellValues cell, int point, ReadOnlySpan<int> nodes, ReadOnlySpan<double> displacement, Span<double> strain)
    {
        ReadOnlySpan<double> g = cell.Gradients(point);
        double xx = 0, yy = 0, xy = 0, radial = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double u = displacement[2 * nodes[i]], v = displacement[(2 * nodes[i]) + 1], dx = g[2 * i], dy = g[(2 * i) + 1];
            (xx, yy, xy) = (xx + (dx * u), yy + (dy * v), xy + (dy * u) + (dx * v));
            radial += Axisymmetric ? cell.Shapes(point)[i] * u : 0;
        }

        (strain[0], strain[1], strain[2], strain[3]) = (xx, yy, Axisymmetric ? radial / cell.X(point) : 0, xy);
    }

    /// <summary>Adds the nodal forces that a stress stands for, ∫ Bᵀ σ.</summary>
    /// <param name="cell">The cell, at its place.</param>
    /// <param name="point">The quadrature point.</param>
    /// <param name="nodes">Nodes of the cell.</param>
    /// <param name="stress">Four values.</param>
    /// <param name="forces">x and y of all nodes of the mesh; added to.</param>
    public void AddForce(CellValues cell, int point, ReadOnlySpan<int> nodes, ReadOnlySpan<double> stress, Span<double> forces)
    {
        ReadOnlySpan<double> g = cell.Gradients(point);
        double w = Weight(cell, point), xx = w * stress[0], yy = w * stress[1], xy = w * stress[3], hoop = Axisymmetric ? w * stress[2] / cell.X(point) : 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double dx = g[2 * i], dy = g[(2 * i) + 1];
            forces[2 * nodes[i]] += (dx * xx) + (dy * xy) + (Axisymmetric ? cell.Shapes(point)[i] * hoop : 0);
            forces[(2 * nodes[i]) + 1] += (dy * yy) + (dx * xy);
        }
    }
}
