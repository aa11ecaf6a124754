namespace Stria.Physics.Radial;

/// <summary>Two unknowns per shell, each coupled with those of the neighbours: elimination by blocks of 2 × 2.</summary>
internal sealed class BlockTridiagonal(int blocks)
{
    private readonly double[] low = new double[4 * blocks], diagonal = new double[4 * blocks], up = new double[4 * blocks];

    /// <summary>Blocks to the left, row by row: 11, 12, 21, 22 of each.</summary>
    public Span<double> Low => low;

    /// <summary>Blocks of the row's own unknowns; overwritten.</summary>
    public Span<double> Diagonal => diagonal;

    /// <summary>Blocks to the right; overwritten.</summary>
    public Span<double> Up => up;

    /// <summary>
    /// Positive less negative eigenvalues of the last matrix, read as symmetric with its two rows exchanged (Sylvester's law of inertia, from the pivots). Zero where
    /// the step has one solution to fall to; above zero where some mode grows faster than the step can follow.
    /// </summary>
    public int Signature { get; private set; }

    /// <summary>Makes all blocks zero.</summary>
    public void Clear()
    {
        Array.Clear(low);
        Array.Clear(diagonal);
        Array.Clear(up);
    }

    /// <summary>Solves in place.</summary>
    /// <param name="right">Right-hand side, two numbers per block; receives the solution.</param>
    public void Solve(Span<double> right)
    {
        Signature = 0;
        for (int i = 0; i < blocks; i++)
        {
            int k = 4 * i, r = 2 * i;
            (double d11, double d12, double d21, double d22) = (diagonal[k], diagonal[k + 1], diagonal[k + 2], diagonal[k + 3]);
            (double b1, double b2) = (right[r], right[r + 1]);
            if (i > 0)
            {
                // up and right of the row before hold D⁻¹U and D⁻¹b already.
                (double l11, double l12, double l21, double l22) = (low[k], low[k + 1], low[k + 2], low[k + 3]);
                (double u11, double u12, double u21, double u22) = (up[k - 4], up[k - 3], up[k - 2], up[k - 1]);
                d11 -= (l11 * u11) + (l12 * u21);
                d12 -= (l11 * u12) + (l12 * u22);
                d21 -= (l21 * u11) + (l22 * u21);
                d22 -= (l21 * u12) + (l22 * u22);
                b1 -= (l11 * right[r - 2]) + (l12 * right[r - 1]);
                b2 -= (l21 * right[r - 2]) + (l22 * right[r - 1]);
            }

            double determinant = (d11 * d22) - (d12 * d21), inverse = 1 / determinant;
            Signature += determinant > 0 ? 0 : d12 > 0 ? 2 : -2;
            (double v11, double v12, double v21, double v22) = (up[k], up[k + 1], up[k + 2], up[k + 3]);
            up[k] = ((d22 * v11) - (d12 * v21)) * inverse;
            up[k + 1] = ((d22 * v12) - (d12 * v22)) * inverse;
            up[k + 2] = ((d11 * v21) - (d21 * v11)) * inverse;
            up[k + 3] = ((d11 * v22) - (d21 * v12)) * inverse;
            right[r] = ((d22 * b1) - (d12 * b2)) * inverse;
            right[r + 1] = ((d11 * b2) - (d21 * b1)) * inverse;
        }

        for (int i = blocks - 2; i >= 0; i--)
        {
            int k = 4 * i, r = 2 * i;
            (double x1, double x2) = (right[r + 2], right[r + 3]);
            right[r] -= (up[k] * x1) + (up[k + 1] * x2);
            right[r + 1] -= (up[k + 2] * x1) + (up[k + 3] * x2);
        }
    }
}
