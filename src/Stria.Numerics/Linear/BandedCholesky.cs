using System.Numerics.Tensors;

namespace Stria.Numerics.Linear;

/// <summary>A symmetric positive definite band matrix, A = L·Lᵀ: solutions, and the part of the inverse inside the band.</summary>
public sealed class BandedCholesky
{
    private readonly double[] l; // row by row: entry (i, i − d) at [i (w + 1) + d]
    private readonly int n, w;

    private BandedCholesky(double[] l, int n, int w) => (this.l, this.n, this.w) = (l, n, w);

    /// <summary>Factors a band matrix.</summary>
    /// <param name="lower">Its lower band, row by row: entry (i, i − d) at [i (w + 1) + d] for d = 0 … w; not changed.</param>
    /// <param name="width">w, the number of diagonals below the main one.</param>
    /// <returns>The factor, or null when the matrix is not positive definite to working precision.</returns>
    public static BandedCholesky? Factor(ReadOnlySpan<double> lower, int width)
    {
        int n = lower.Length / (width + 1), s = width + 1;
        double[] l = lower.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int d = Math.Min(width, i); d >= 0; d--)
            {
                int j = i - d;

                // Both rows hold their entries side by side, from column j − 1 leftwards as far as the band of row i goes.
                int count = Math.Min(width - d, j);
                double sum = l[(i * s) + d] - TensorPrimitives.Dot<double>(l.AsSpan((i * s) + d + 1, count), l.AsSpan((j * s) + 1, count));

                if (d > 0)
                {
                    l[(i * s) + d] = sum / l[j * s];
                }
                else if (sum > 1e-15 * lower[i * s])
                {
                    l[i * s] = Math.Sqrt(sum);
                }
                else
                {
                    return null;
                }
            }
        }

        return new BandedCholesky(l, n, width);
    }

    /// <summary>Solves A x = b in place.</summary>
    /// <param name="b">The right-hand side; receives x.</param>
    public void Solve(Span<double> b)
    {
        int s = w + 1;
        for (int i = 0; i < n; i++)
        {
            double sum = b[i];
            for (int d = 1; d <= Math.Min(w, i); d++)
            {
                sum -= l[(i * s) + d] * b[i - d];
            }

            b[i] = sum / l[i * s];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int d = 1; d <= w && i + d < n; d++)
            {
                sum -= l[((i + d) * s) + d] * b[i + d];
            }

            b[i] = sum / l[i * s];
        }
    }

    /// <summary>The band of A⁻¹, in the layout of the matrix, without the rest of it (Takahashi's recurrence).</summary>
    public double[] InverseBand()
    {
        int s = w + 1;
        var z = new double[n * s];
        double Z(int i, int j) => i >= j ? z[(i * s) + (i - j)] : z[(j * s) + (j - i)];
        for (int j = n - 1; j >= 0; j--)
        {
            for (int i = Math.Min(n - 1, j + w); i >= j; i--)
            {
                double sum = i == j ? 1 / l[j * s] : 0;
                for (int k = j + 1; k <= Math.Min(n - 1, j + w); k++)
                {
                    sum -= l[(k * s) + (k - j)] * Z(Math.Max(i, k), Math.Min(i, k));
                }

                z[(i * s) + (i - j)] = sum / l[j * s];
            }
        }

        return z;
    }
}
