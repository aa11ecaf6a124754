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

    /// <summary>Unknowns that belong together (2 for the displacements of the nodes of a plane mesh): unknowns k·BlockSize … (k+1)·BlockSize − 1
    /// have the same neighbours. A hint that makes ordering faster; 1 where nothing is known.</summary>
    public int BlockSize { get; init; } = 1;

    /// <summary>Largest magnitude of an entry; NaN when an entry is.</summary>
    public double LargestMagnitude => EntryCount == 0 ? 0 : Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(Values.AsSpan(0, EntryCount)));

    /// <summary>y = A·x.</summary>
    /// <param name="x">Order values.</param>
    /// <param name="y">Receives Order values; must not overlap x.</param>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        CheckLength(x.Length);
        CheckLength(y.Length);
        y.Clear();
        for (int i = 0; i < Order; i++)
        {
            int start = RowStart[i], end = RowStart[i + 1];
            double xi = x[i], sum = Values[start] * xi;
            for (int p = start + 1; p < end; p++)
            {
                int j = Columns[p];
                double a = Values[p];
                sum += a * x[j];
                y[j] += a * xi;
            }

            y[i] += sum;
        }
    }

    /// <summary>Relative residual ‖b − A·x‖∞ / (‖A‖max ‖x‖∞ + ‖b‖∞), the normwise backward error but for a factor of at most the entries in a row.</summary>
    /// <param name="x">A solution, Order values.</param>
    /// <param name="b">The right-hand side, Order values.</param>
    public double RelativeResidual(ReadOnlySpan<double> x, ReadOnlySpan<double> b)
    {
        var product = new double[Order];
        Multiply(x, product);
        CheckLength(b.Length);
        double worst = 0, largestX = 0, largestB = 0;
        for (int i = 0; i < Order; i++)
        {
            worst = Math.Max(worst, Math.Abs(b[i] - product[i]));
            largestX = Math.Max(largestX, Math.Abs(x[i]));
            largestB = Math.Max(largestB, Math.Abs(b[i]));
        }

        double size = (LargestMagnitude * largestX) + largestB;
        return size == 0 ? worst : worst / size;
    }

    /// <summary>Looks at every entry: rows in order, diagonals present, columns ascending and in range, values finite.</summary>
    /// <exception cref="ArgumentException">Something is not so; the message names row, column and value.</exception>
    public void Check()
    {
        if (Order < 0 || RowStart.Length < Order + 1 || RowStart[0] != 0 || Columns.Length < RowStart[Order] || Values.Length < RowStart[Order])
        {
            throw new ArgumentException($"A matrix of order {Order} does not fit {RowStart.Length} row starts, {Columns.Length} columns and {Values.Length} values.");
        }

        if (BlockSize < 1 || Order % BlockSize != 0)
        {
            throw new ArgumentException($"A matrix of order {Order} cannot be cut into blocks of {BlockSize}.");
        }

        for (int i = 0; i < Order; i++)
        {
            CheckRow(i, RowStart[i], RowStart[i + 1]);
        }
    }

    private void CheckRow(int row, int start, int end)
    {
        if (end <= start || end > EntryCount || Columns[start] != row)
        {
            throw new ArgumentException($"Row {row} of the matrix does not begin with its diagonal entry.");
        }

        int previous = row - 1;
        for (int p = start; p < end; p++)
        {
            int column = Columns[p];
            if (column <= previous || column >= Order)
            {
                throw new ArgumentException($"Row {row} of the matrix has column {column} after {previous} (order {Order}): columns must ascend within the upper triangle.");
            }

            if (!double.IsFinite(Values[p]))
            {
                throw new ArgumentException($"Entry ({row}, {column}) of the matrix is {Values[p]}. Perhaps a cell has no area or a material no stiffness.");
            }

            previous = column;
        }
    }

    private void CheckLength(int length)
    {
        if (length != Order)
        {
            throw new ArgumentException($"A vector of {length} values does not fit a matrix of order {Order}.");
        }
    }
}
