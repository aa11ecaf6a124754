using System.Runtime.Intrinsics;

namespace Stria.Numerics.Linear;

/// <summary>Cholesky factorisation of four small symmetric systems at a time, one in each lane of a vector, each of a part of its rows.</summary>
/// <remarks>Rows that are left out count as those of the identity. A = L·D·Lᵀ with ones in the diagonal of L: one division for each row, where roots would make each row wait for the one before. Positive definite to working precision means what it means to <see cref="SmallCholesky"/>.</remarks>
public static unsafe class FourCholesky
{
    private const double Least = 1e-14; // of a diagonal value, as for one system

    /// <summary>Place of (i ≤ j) in a packed upper triangle, row by row.</summary>
    public static int Pair(int i, int j, int n) => (i * n) - (i * (i - 1) / 2) + j - i;

    /// <summary>Factors A = L·D·Lᵀ.</summary>
    /// <param name="n">Order.</param>
    /// <param name="packed">Upper triangles, row by row, n(n + 1)/2 vectors.</param>
    /// <param name="open">All bits set in the lanes in which a row takes part, n vectors.</param>
    /// <param name="factor">Receives n × n vectors: L below the diagonal, 1/D in it, D·Lᵀ above.</param>
    /// <returns>All bits set in the lanes whose matrix is not positive definite to working precision.</returns>
    public static Vector256<double> Factor(int n, Vector256<double>* packed, Vector256<double>* open, Vector256<double>* factor)
    {
        Vector256<double> good = Vector256<double>.AllBitsSet;
        for (int j = 0; j < n; j++)
        {
            Vector256<double>* row = factor + (j * n), line = packed + Pair(j, j, n) - j;
            Vector256<double> original = Vector256.ConditionalSelect(open[j], line[j], Vector256<double>.One), d = original;
            for (int k = 0; k < j; k++)
            {
                d -= row[k] * factor[(k * n) + j];
            }

            good &= Vector256.GreaterThan(d, Least * original);
            Vector256<double> inverse = Vector256<double>.One / d;
            row[j] = inverse;
            for (int i = j + 1; i < n; i++)
            {
                Vector256<double> s = line[i] & open[i] & open[j];
                for (int k = 0; k < j; k++)
                {
                    s -= row[k] * factor[(k * n) + i];
                }

                row[i] = s;
                factor[(i * n) + j] = s * inverse;
            }
        }

        return ~good;
    }

    /// <summary>Solves L·D·Lᵀ x = b.</summary>
    /// <param name="n">Order.</param>
    /// <param name="factor">What <see cref="Factor"/> made.</param>
    /// <param name="open">The rows that take part.</param>
    /// <param name="right">The right-hand sides, n vectors; what stands in rows left out is not looked at.</param>
    /// <param name="solution">Receives x, n vectors, 0 in rows left out; not the right-hand sides.</param>
    public static void Solve(int n, Vector256<double>* factor, Vector256<double>* open, Vector256<double>* right, Vector256<double>* solution)
    {
        for (int i = 0; i < n; i++)
        {
            Vector256<double>* row = factor + (i * n);
            Vector256<double> s = right[i] & open[i];
            for (int k = 0; k < i; k++)
            {
                s -= row[k] * solution[k];
            }

            solution[i] = s;
        }

        for (int i = n - 1; i >= 0; i--)
        {
            Vector256<double> s = solution[i] * factor[(i * n) + i];
            for (int k = n - 1; k > i; k--)
            {
                s -= factor[(k * n) + i] * solution[k];
            }

            solution[i] = s;
        }
    }
}
