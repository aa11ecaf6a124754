namespace Stria.Numerics.Linear;

/// <summary>Powers of two that bring the diagonal of a positive definite matrix near one: S·A·S with ½ ≤ sᵢ² aᵢᵢ ≤ 2.</summary>
/// <remarks>Powers of two round nothing. Pivots of the scaled matrix can be judged by their size alone, whatever the units of the unknowns.</remarks>
internal sealed class DiagonalScaling
{
    private const double NearlyNothing = 1e-3;
    private readonly double[] factors;

    private DiagonalScaling(double[] factors) => this.factors = factors;

    /// <summary>sᵢ, one per unknown.</summary>
    internal ReadOnlySpan<double> Factors => factors;

    /// <summary>The scaling of a checked matrix.</summary>
    /// <exception cref="SingularMatrixException">A diagonal entry is not positive.</exception>
    internal static DiagonalScaling Of(SymmetricMatrix matrix)
    {
        var factors = new double[matrix.Order];
        for (int i = 0; i < factors.Length; i++)
        {
            double diagonal = matrix.Values[matrix.RowStart[i]];
            if (!(diagonal > 0))
            {
                throw new SingularMatrixException(
                    diagonal == 0 ? $"Unknown {i} is held by nothing: its diagonal entry is 0. Perhaps a node belongs to no cell."
                        : $"The matrix is not positive definite: the diagonal entry of unknown {i} is {diagonal:G6}.",
                    i);
            }

            factors[i] = Math.ScaleB(1, -(Math.ILogB(diagonal) + 1 >> 1));
        }

        return new DiagonalScaling(factors);
    }

    /// <summary>The scaling of a matrix whose diagonal may have either sign: by its magnitude, or by the largest entry of the row where the diagonal nearly vanishes.</summary>
    /// <exception cref="SingularMatrixException">A row holds nothing but zeros.</exception>
    internal static DiagonalScaling OfEitherSign(SymmetricMatrix matrix)
    {
        var largest = new double[matrix.Order];
        for (int i = 0; i < largest.Length; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                double size = Math.Abs(matrix.Values[p]);
                (largest[i], largest[matrix.Columns[p]]) = (Math.Max(largest[i], size), Math.Max(largest[matrix.Columns[p]], size));
            }
        }

        for (int i = 0; i < largest.Length; i++)
        {
            if (!(largest[i] > 0))
            {
                throw new SingularMatrixException($"Unknown {i} is held by nothing: its row is 0. Perhaps a node belongs to no cell.", i);
            }

            double size = Math.Max(Math.Abs(matrix.Values[matrix.RowStart[i]]), NearlyNothing * largest[i]);
            largest[i] = Math.ScaleB(1, -(Math.ILogB(size) + 1 >> 1));
        }

        return new DiagonalScaling(largest);
    }

    /// <summary>x ← S·x for right-hand sides and solutions that follow each other.</summary>
    internal void Apply(Span<double> vectors, int count)
    {
        for (int k = 0; k < count; k++)
        {
            Span<double> vector = vectors.Slice(k * factors.Length, factors.Length);
            System.Numerics.Tensors.TensorPrimitives.Multiply(vector, factors, vector);
        }
    }
}
