namespace Stria.Numerics.Linear;

/// <summary>Eigenvalues and eigenvectors of a symmetric 3 × 3 matrix by Jacobi's rotations: accurate to rounding also where two values are equal.</summary>
public static class SymmetricEigen3
{
    /// <summary>Solves.</summary>
    /// <param name="matrix">Nine values, row by row, symmetric.</param>
    /// <returns>The values in ascending order, and the vectors, three numbers each, one after another; each vector's largest component is positive.</returns>
    public static (double[] Values, double[] Vectors) Solve(ReadOnlySpan<double> matrix)
    {
        double[] a = [.. matrix], v = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        for (int sweep = 0; sweep < 30 && (a[1] * a[1]) + (a[2] * a[2]) + (a[5] * a[5]) > 0; sweep++)
        {
            Rotate(a, v, 0, 1);
            Rotate(a, v, 0, 2);
            Rotate(a, v, 1, 2);
        }

        int[] order = [0, 1, 2];
        Array.Sort(order, (i, j) => a[i * 4].CompareTo(a[j * 4]));
        var vectors = new double[9];
        for (int k = 0; k < 3; k++)
        {
            double[] column = [v[order[k]], v[3 + order[k]], v[6 + order[k]]];
            double sign = column.MaxBy(Math.Abs) < 0 ? -1 : 1;
            for (int i = 0; i < 3; i++)
            {
                vectors[(k * 3) + i] = sign * column[i];
            }
        }

        return ([.. order.Select(i => a[i * 4])], vectors);
    }

    private static void Rotate(double[] a, double[] v, int p, int q)
    {
        double off = a[(p * 3) + q];
        if (off == 0)
        {
            return;
        }

        double half = (a[q * 4] - a[p * 4]) / (2 * off), t = (half < 0 ? -1 : 1) / (Math.Abs(half) + Math.Sqrt((half * half) + 1)), c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        a[p * 4] -= t * off;
        a[q * 4] += t * off;
        a[(p * 3) + q] = a[(q * 3) + p] = 0;
        int r = 3 - p - q;
        (double rp, double rq) = (a[(r * 3) + p], a[(r * 3) + q]);
        a[(r * 3) + p] = a[(p * 3) + r] = (c * rp) - (s * rq);
        a[(r * 3) + q] = a[(q * 3) + r] = (s * rp) + (c * rq);
        for (int i = 0; i < 3; i++)
        {
            (double vp, double vq) = (v[(i * 3) + p], v[(i * 3) + q]);
            v[(i * 3) + p] = (c * vp) - (s * vq);
            v[(i * 3) + q] = (s * vp) + (c * vq);
        }
    }
}
