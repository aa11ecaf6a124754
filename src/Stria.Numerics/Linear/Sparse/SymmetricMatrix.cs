namespace Stria.Numerics.Linear;

/// <summary>A sparse symmetric matrix: its upper triangle by rows (which is its lower triangle by columns).</summary>
/// <param name="Order">Number of rows.</param>
/// <param name="RowStart">Start of each row in the two arrays that follow; length Order + 1.</param>
/// <param name="Columns">Columns ≥ row, ascending within a row; the diagonal entry is always there, so it comes first.</param>
/// <param name="Values">The entries.</param>
public sealed record SymmetricMatrix(int Order, int[] RowStart, int[] Columns, double[] Values)
{
    /// <summary>Number of stored entries.</summary>
    public int EntryCount => RowStart[Order];
}
