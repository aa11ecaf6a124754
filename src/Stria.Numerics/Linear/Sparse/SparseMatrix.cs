namespace Stria.Numerics.Linear;

/// <summary>A sparse square matrix by rows, of no symmetry.</summary>
/// <param name="Order">Number of rows.</param>
/// <param name="RowStart">Start of each row in the two arrays that follow; length Order + 1.</param>
/// <param name="Columns">Columns, ascending within a row.</param>
/// <param name="Values">The entries.</param>
public sealed record SparseMatrix(int Order, int[] RowStart, int[] Columns, double[] Values)
{
    /// <summary>Number of stored entries.</summary>
    public int EntryCount => RowStart[Order];

    /// <summary>y = A·x.</summary>
    /// <param name="x">Order values.</param>
    /// <param name="y">Receives Order values; must not overlap x.</param>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        if (x.Length != Order || y.Length != Order)
        {
            throw new ArgumentException($"Vectors of {x.Length} and {y.Length} values do not fit a matrix of order {Order}.");
        }

        for (int i = 0; i < Order; i++)
        {
            double sum = 0;
            for (int p = RowStart[i]; p < RowStart[i + 1]; p++)
            {
                sum += Values[p] * x[Columns[p]];
            }

            y[i] = sum;
        }
    }

    /// <summary>Looks at every entry: rows in order, columns ascending and in range, values finite.</summary>
    /// <exception cref="ArgumentException">Something is not so; the message names row, column and value.</exception>
    public void Check()
    {
        if (Order < 0 || RowStart.Length < Order + 1 || RowStart[0] != 0 || Columns.Length < RowStart[Order] || Values.Length < RowStart[Order])
        {
            throw new ArgumentException($"A matrix of order {Order} does not fit {RowStart.Length} row starts, {Columns.Length} columns and {Values.Length} values.");
        }

        for (int i = 0; i < Order; i++)
        {
            if (RowStart[i + 1] < RowStart[i] || RowStart[i + 1] > EntryCount)
            {
                throw new ArgumentException($"Row {i} of the matrix ends before it begins or behind the last entry.");
            }

            int previous = -1;
            for (int p = RowStart[i]; p < RowStart[i + 1]; previous = Columns[p++])
            {
                if (Columns[p] <= previous || Columns[p] >= Order)
                {
                    throw new ArgumentException($"Row {i} of the matrix has column {Columns[p]} after {previous} (order {Order}): columns must ascend.");
                }

                if (!double.IsFinite(Values[p]))
                {
                    throw new ArgumentException($"Entry ({i}, {Columns[p]}) of the matrix is {Values[p]}.");
                }
            }
        }
    }
}
