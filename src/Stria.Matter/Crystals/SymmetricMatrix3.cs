namespace Stria.Matter;

/// <summary>Symmetric 3 × 3 matrices kept as (11, 22, 33, 23, 13, 12).</summary>
internal static class SymmetricMatrix3
{
    /// <summary>Where an entry of the full matrix is kept.</summary>
    internal static int Place(int row, int column) => row == column ? row : 6 - row - column;

    internal static double Determinant(ReadOnlySpan<double> g) =>
        (g[0] * ((g[1] * g[2]) - (g[3] * g[3]))) - (g[5] * ((g[5] * g[2]) - (g[3] * g[4]))) + (g[4] * ((g[5] * g[3]) - (g[1] * g[4])));

    internal static double[] Inverse(ReadOnlySpan<double> g)
    {
        double d = Determinant(g);
        return
        [
            ((g[1] * g[2]) - (g[3] * g[3])) / d, ((g[0] * g[2]) - (g[4] * g[4])) / d, ((g[0] * g[1]) - (g[5] * g[5])) / d,
            ((g[4] * g[5]) - (g[0] * g[3])) / d, ((g[5] * g[3]) - (g[1] * g[4])) / d, ((g[4] * g[3]) - (g[2] * g[5])) / d,
        ];
    }

    internal static bool IsPositiveDefinite(ReadOnlySpan<double> g) => g[0] > 0 && (g[0] * g[1]) > (g[5] * g[5]) && Determinant(g) > 0;

    /// <summary>x g xᵀ.</summary>
    internal static double Form(ReadOnlySpan<double> g, double x, double y, double z) =>
        (g[0] * x * x) + (g[1] * y * y) + (g[2] * z * z) + (2 * ((g[3] * y * z) + (g[4] * x * z) + (g[5] * x * y)));

    /// <summary>Tᵀ g T for a full 3 × 3 matrix T, row by row.</summary>
    internal static double[] Congruent(ReadOnlySpan<double> g, ReadOnlySpan<double> t)
    {
        var result = new double[6];
        for (int i = 0; i < 3; i++)
        {
            for (int j = i; j < 3; j++)
            {
                double sum = 0;
                for (int p = 0; p < 9; p++)
                {
                    sum += t[(p / 3 * 3) + i] * g[Place(p / 3, p % 3)] * t[(p % 3 * 3) + j];
                }

                result[Place(i, j)] = sum;
            }
        }

        return result;
    }
}
