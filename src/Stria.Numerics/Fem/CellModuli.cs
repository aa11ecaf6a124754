namespace Stria.Numerics.Fem;

/// <summary>The 4 × 4 matrices that take strain (xx, yy, zz, engineering shear xy) to stress (xx, yy, zz, xy), shared by the cells that have the same.</summary>
/// <param name="Values">Sixteen values, row by row, per matrix.</param>
/// <param name="OfCell">Number of the matrix of each cell.</param>
public sealed record CellModuli(double[] Values, int[] OfCell)
{
    /// <summary>The matrix of a cell, row by row.</summary>
    public ReadOnlySpan<double> At(int cell) => Values.AsSpan(16 * OfCell[cell], 16);
}
