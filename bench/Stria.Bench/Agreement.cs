namespace Stria.Bench;

/// <summary>How well two ways of labelling the same things agree.</summary>
internal static class Agreement
{
    /// <summary>Adjusted Rand index (Hubert and Arabie, J. Classif. 1985): 1 for equal partitions, 0 for chance.</summary>
    public static double AdjustedRand(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int rows = Largest(a) + 1, columns = Largest(b) + 1;
        var table = new double[rows, columns];
        for (int i = 0; i < a.Length; i++)
        {
            table[a[i], b[i]]++;
        }

        double[] ofRows = new double[rows], ofColumns = new double[columns];
        double together = 0;
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                (ofRows[r], ofColumns[c]) = (ofRows[r] + table[r, c], ofColumns[c] + table[r, c]);
                together += Pairs(table[r, c]);
            }
        }

        double inRows = ofRows.Sum(Pairs), inColumns = ofColumns.Sum(Pairs), expected = inRows * inColumns / Pairs(a.Length);
        return (together - expected) / (((inRows + inColumns) / 2) - expected);
    }

    private static double Pairs(double n) => n * (n - 1) / 2;

    private static int Largest(ReadOnlySpan<int> values) => System.Numerics.Tensors.TensorPrimitives.Max(values);
}
