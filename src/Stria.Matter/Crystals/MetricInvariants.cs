namespace Stria.Matter;

/// <summary>Which metrics a point group allows, by averaging over it.</summary>
internal static class MetricInvariants
{
    private static readonly (int Row, int Column)[] Places = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];

    /// <summary>A basis of the reciprocal metrics that every rotation leaves unchanged, in reduced echelon form: each vector has a one where the others have zeros.</summary>
    internal static double[][] Of(IReadOnlyList<IntegerMatrix3> rotations)
    {
        var rows = new List<double[]>();
        foreach ((int i, int j) in Places)
        {
            rows.Add(Average(rotations, i, j));
        }

        return Reduce(rows);
    }

    // The reciprocal metric turns as R G* Rᵀ. The average of any symmetric matrix over the group is invariant, and all invariant ones come so.
    private static double[] Average(IReadOnlyList<IntegerMatrix3> rotations, int i, int j)
    {
        var sum = new double[6];
        foreach (IntegerMatrix3 r in rotations)
        {
            for (int p = 0; p < 6; p++)
            {
                (int a, int b) = Places[p];
                sum[p] += i == j ? r[a, i] * r[b, i] : (r[a, i] * r[b, j]) + (r[a, j] * r[b, i]);
            }
        }

        return [.. sum.Select(s => s / rotations.Count)];
    }

    /// <summary>The space that rows span, in reduced echelon form; the rows are used up.</summary>
    internal static double[][] Reduce(List<double[]> rows)
    {
        int columns = rows[0].Length;
        var basis = new List<double[]>();
        for (int column = 0; column < columns; column++)
        {
            double[]? pivot = rows.Where(r => Math.Abs(r[column]) > 1e-9).MaxBy(r => Math.Abs(r[column]));
            if (pivot is null)
            {
                continue;
            }

            rows.Remove(pivot);
            double lead = pivot[column];
            double[] unit = [.. pivot.Select(v => v / lead)];
            foreach (double[] row in rows.Concat(basis))
            {
                double share = row[column];
                for (int c = 0; c < columns; c++)
                {
                    row[c] -= share * unit[c];
                }
            }

            basis.Add(unit);
        }

        return [.. basis];
    }
}
