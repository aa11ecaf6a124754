using Stria.Numerics.Linear;

namespace Stria.Numerics.Fem;

/// <summary>The symmetric matrix of two scalar fields on the same unknowns, [[A, B], [B, C]] with the two values of a node side by side, from three matrices of the scalar pattern.</summary>
public sealed class PairedMatrix
{
    private readonly SymmetricPattern pattern;
    private readonly int[] rowStart, columns;

    /// <summary>Prepares the places of the entries.</summary>
    /// <param name="pattern">The pattern of one field.</param>
    public PairedMatrix(SymmetricPattern pattern)
    {
        this.pattern = pattern;
        int n = pattern.Unknowns.Count;
        SymmetricMatrix scalar = pattern.Matrix(new double[pattern.EntryCount]);
        rowStart = new int[(2 * n) + 1];
        columns = new int[(4 * pattern.EntryCount) - n];
        for (int i = 0, at = 0; i < n; i++)
        {
            for (int half = 0; half < 2; half++)
            {
                for (int p = scalar.RowStart[i]; p < scalar.RowStart[i + 1]; p++)
                {
                    int j = scalar.Columns[p];
                    if (j > i || half == 0)
                    {
                        columns[at++] = 2 * j;
                    }

                    columns[at++] = (2 * j) + 1;
                }

                rowStart[(2 * i) + half + 1] = at;
            }
        }
    }

    /// <summary>Number of unknowns, two per node.</summary>
    public int Order => rowStart.Length - 1;

    /// <summary>The matrix of three scalar ones.</summary>
    /// <param name="first">A, on <see cref="SymmetricPattern"/>.</param>
    /// <param name="across">B.</param>
    /// <param name="second">C.</param>
    /// <param name="held">Unknowns that are not free: rows and columns become those of the identity; null when all are free.</param>
    public SymmetricMatrix Of(ReadOnlySpan<double> first, ReadOnlySpan<double> across, ReadOnlySpan<double> second, bool[]? held = null)
    {
        int n = Order / 2;
        var values = new double[columns.Length];
        ReadOnlySpan<int> scalar = pattern.RowStart;
        for (int i = 0; i < n; i++)
        {
            int upper = rowStart[2 * i], lower = rowStart[(2 * i) + 1];
            for (int p = scalar[i]; p < scalar[i + 1]; p++)
            {
                (values[upper++], values[upper++]) = (first[p], across[p]);
                if (p > scalar[i])
                {
                    values[lower++] = across[p];
                }

                values[lower++] = second[p];
            }
        }

        if (held is not null)
        {
            Hold(values, held);
        }

        return new SymmetricMatrix(Order, rowStart, columns, values) { BlockSize = 2 };
    }

    private void Hold(double[] values, bool[] held)
    {
        for (int i = 0; i < Order; i++)
        {
            for (int p = rowStart[i]; p < rowStart[i + 1]; p++)
            {
                if (held[i] || held[columns[p]])
                {
                    values[p] = columns[p] == i ? 1 : 0;
                }
            }
        }
    }
}
