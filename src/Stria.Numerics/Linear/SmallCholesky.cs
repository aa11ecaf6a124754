namespace Stria.Numerics.Linear;

/// <summary>Cholesky factorisation of small dense symmetric systems in place, without allocation.</summary>
public static class SmallCholesky
{
    /// <summary>Factors A = L·Lᵀ; the lower triangle of <paramref name="a"/> becomes L.</summary>
    /// <param name="a">n × n values, row by row.</param>
    /// <param name="n">Order.</param>
    /// <returns>False when the matrix is not positive definite to working precision.</returns>
    public static bool Factor(Span<double> a, int n)
    {
        for (int j = 0; j < n; j++)
        {
            double original = a[(j * n) + j];
            double d = original;
            for (int k = 0; k < j; k++)
            {
                d -= a[(j * n) + k] * a[(j * n) + k];
            }

            if (!(d > 1e-14 * original))
            {
                return false;
            }

            double root = Math.Sqrt(d);
            a[(j * n) + j] = root;
            for (int i = j + 1; i < n; i++)
            {
                double s = a[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    s -= a[(i * n) + k] * a[(j * n) + k];
                }

                a[(i * n) + j] = s / root;
            }
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ x = b in place.</summary>
    /// <param name="l">The factor from <see cref="Factor"/>.</param>
    /// <param name="n">Order.</param>
    /// <param name="b">The right-hand side; receives x.</param>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (int i = 0; i < n; i++)
        {
            double s = b[i];
            for (int k = 0; k < i; k++)
            {
                s -= l[(i * n) + k] * b[k];
            }

            b[i] = s / l[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double s = b[i];
            for (int k = i + 1; k < n; k++)
            {
                s -= l[(k * n) + i] * b[k];
            }

            b[i] = s / l[(i * n) + i];
        }
    }
}
