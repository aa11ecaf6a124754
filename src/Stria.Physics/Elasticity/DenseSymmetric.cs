namespace Stria.Physics.Elasticity;

/// <summary>Small dense symmetric matrices, row by row.</summary>
internal static class DenseSymmetric
{
    private const double Tolerance = 1e-12;

    /// <summary>Whether no eigenvalue is negative (to rounding), or all are positive, after the diagonal has been scaled to one.</summary>
    public static bool IsPositive(ReadOnlySpan<double> matrix, int n, bool semidefinite)
    {
        Span<double> a = stackalloc double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            a[i] = matrix[i] / Math.Sqrt(matrix[i / n * (n + 1)] * matrix[i % n * (n + 1)]);
        }

        Span<double> values = stackalloc double[n], vectors = stackalloc double[n * n];
        Eigen(a, n, values, vectors);
        double least = double.PositiveInfinity;
        foreach (double v in values)
        {
            least = Math.Min(least, v);
        }

        return semidefinite ? least >= -Tolerance : least > Tolerance;
    }

    /// <summary>Inverse of a positive definite matrix by elimination.</summary>
    public static void Invert(ReadOnlySpan<double> matrix, int n, Span<double> inverse)
    {
        Span<double> a = stackalloc double[n * n];
        matrix[..(n * n)].CopyTo(a);
        inverse[..(n * n)].Clear();
        for (int i = 0; i < n; i++)
        {
            inverse[i * (n + 1)] = 1;
        }

        for (int k = 0; k < n; k++)
        {
            double pivot = 1 / a[k * (n + 1)];
            for (int c = 0; c < n; c++)
            {
                a[(k * n) + c] *= pivot;
                inverse[(k * n) + c] *= pivot;
            }

            for (int r = 0; r < n; r++)
            {
                double factor = r == k ? 0 : a[(r * n) + k];
                for (int c = 0; c < n && factor != 0; c++)
                {
                    a[(r * n) + c] -= factor * a[(k * n) + c];
                    inverse[(r * n) + c] -= factor * inverse[(k * n) + c];
                }
            }
        }
    }

    /// <summary>Eigenvalues and eigenvectors by Jacobi's rotations.</summary>
    /// <param name="a">The matrix; overwritten.</param>
    /// <param name="n">Order.</param>
    /// <param name="values">Receives the eigenvalues, in no order.</param>
    /// <param name="vectors">Receives the eigenvectors as columns.</param>
    public static void Eigen(Span<double> a, int n, Span<double> values, Span<double> vectors)
    {
        vectors.Clear();
        for (int i = 0; i < n; i++)
        {
            vectors[i * (n + 1)] = 1;
        }

        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(a, vectors, n, p, q);
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            values[i] = a[i * (n + 1)];
        }
    }

    private static void Rotate(Span<double> a, Span<double> vectors, int n, int p, int q)
    {
        double off = a[(p * n) + q];
        if (off == 0)
        {
            return;
        }

        double theta = 0.5 * Math.Atan2(2 * off, a[(q * n) + q] - a[(p * n) + p]), c = Math.Cos(theta), s = Math.Sin(theta);
        for (int k = 0; k < n; k++)
        {
            (a[(k * n) + p], a[(k * n) + q]) = ((c * a[(k * n) + p]) - (s * a[(k * n) + q]), (s * a[(k * n) + p]) + (c * a[(k * n) + q]));
            (vectors[(k * n) + p], vectors[(k * n) + q]) = ((c * vectors[(k * n) + p]) - (s * vectors[(k * n) + q]), (s * vectors[(k * n) + p]) + (c * vectors[(k * n) + q]));
        }

        for (int k = 0; k < n; k++)
        {
            (a[(p * n) + k], a[(q * n) + k]) = ((c * a[(p * n) + k]) - (s * a[(q * n) + k]), (s * a[(p * n) + k]) + (c * a[(q * n) + k]));
        }

        (a[(p * n) + q], a[(q * n) + p]) = (0, 0);
    }
}
