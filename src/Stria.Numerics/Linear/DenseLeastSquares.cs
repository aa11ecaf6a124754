namespace Stria.Numerics.Linear;

/// <summary>min ‖A x − b‖ for a small dense matrix of full column rank, by Householder reflections: no squares of the condition number.</summary>
public sealed class DenseLeastSquares
{
    private readonly double[] a, diagonal;
    private readonly int m, n;

    private DenseLeastSquares(double[] a, double[] diagonal, int m, int n) => (this.a, this.diagonal, this.m, this.n) = (a, diagonal, m, n);

    /// <summary>Factors a matrix, A = Q R.</summary>
    /// <param name="columns">The columns of A, each of the same length, at least as long as there are columns.</param>
    /// <returns>The factors, or null when a column depends on those before it to working precision.</returns>
    /// <exception cref="ArgumentException">There are more columns than rows, or none.</exception>
    public static DenseLeastSquares? Factor(IReadOnlyList<double[]> columns)
    {
        int n = columns.Count, m = n > 0 ? columns[0].Length : 0;
        if (n == 0 || m < n)
        {
            throw new ArgumentException($"{m} rows cannot determine {n} columns.", nameof(columns));
        }

        double[] a = new double[m * n], diagonal = new double[n];
        for (int j = 0; j < n; j++)
        {
            columns[j].CopyTo(a, j * m);
        }

        for (int j = 0; j < n; j++)
        {
            Span<double> v = a.AsSpan((j * m) + j, m - j);
            double norm = Norm(v), whole = Norm(columns[j]);
            if (!(norm > 1e-13 * whole))
            {
                return null;
            }

            norm = v[0] > 0 ? -norm : norm;
            diagonal[j] = norm;
            v[0] -= norm;
            double scale = Math.Sqrt(-norm * v[0]);
            foreach (ref double x in v)
            {
                x /= scale;
            }

            for (int k = j + 1; k < n; k++)
            {
                Reflect(v, a.AsSpan((k * m) + j, m - j));
            }
        }

        return new DenseLeastSquares(a, diagonal, m, n);
    }

    /// <summary>The x that makes ‖A x − b‖ least.</summary>
    /// <param name="right">b, one value per row.</param>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] b = [.. right], x = new double[n];
        for (int j = 0; j < n; j++)
        {
            Reflect(a.AsSpan((j * m) + j, m - j), b.AsSpan(j));
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double s = b[i];
            for (int k = i + 1; k < n; k++)
            {
                s -= a[(k * m) + i] * x[k];
            }

            x[i] = s / diagonal[i];
        }

        return x;
    }

    /// <summary>The diagonal of (AᵀA)⁻¹: times the variance of a row, the variances of x.</summary>
    public double[] InverseGramDiagonal()
    {
        var variances = new double[n];
        var column = new double[n];
        for (int c = 0; c < n; c++)
        {
            // Column c of R⁻¹; the sum of squares along rows of R⁻¹ is the diagonal sought.
            Array.Clear(column);
            for (int i = c; i >= 0; i--)
            {
                double s = i == c ? 1 : 0;
                for (int k = i + 1; k <= c; k++)
                {
                    s -= a[(k * m) + i] * column[k];
                }

                column[i] = s / diagonal[i];
                variances[i] += column[i] * column[i];
            }
        }

        return variances;
    }

    private static void Reflect(ReadOnlySpan<double> v, Span<double> x)
    {
        double s = System.Numerics.Tensors.TensorPrimitives.Dot(v, x);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(v, -s, x, x);
    }

    private static double Norm(ReadOnlySpan<double> v) => System.Numerics.Tensors.TensorPrimitives.Norm(v);
}
