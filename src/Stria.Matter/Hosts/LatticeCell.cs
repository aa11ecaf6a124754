namespace Stria.Matter;

/// <summary>The unit cell of a host at one composition, orthorhombic or monoclinic with the unique axis b. All cells of a table hold the same number of formula units.</summary>
/// <param name="Composition">Composition x [1].</param>
/// <param name="Lengths">a, b, c [m].</param>
/// <param name="Beta">Angle between a and c [rad]; π/2 for an orthorhombic cell.</param>
/// <param name="Source">Where the cell comes from.</param>
public sealed record LatticeCell(double Composition, AxisTriple Lengths, double Beta, string Source)
{
    /// <summary>Volume of the cell [m³].</summary>
    public double Volume => Lengths.A * Lengths.B * Lengths.C * Math.Sin(Beta);
}
