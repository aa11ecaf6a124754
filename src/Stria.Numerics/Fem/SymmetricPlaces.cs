using Stria.Numerics.Linear;

namespace Stria.Numerics.Fem;

/// <summary>Finds the entries of a symmetric pattern by row and column.</summary>
/// <param name="pattern">The pattern.</param>
public sealed class SymmetricPlaces(SymmetricPattern pattern)
{
    private readonly SymmetricMatrix empty = pattern.Matrix([]);

    /// <summary>The place of an entry.</summary>
    /// <param name="row">Row.</param>
    /// <param name="column">Column, ≥ row.</param>
    /// <exception cref="ArgumentException">The pattern has no such entry.</exception>
    public int Of(int row, int column)
    {
        int place = Array.BinarySearch(empty.Columns, empty.RowStart[row], empty.RowStart[row + 1] - empty.RowStart[row], column);
        return place >= 0 ? place : throw new ArgumentException($"The pattern has no entry ({row}, {column}).", nameof(column));
    }
}
