namespace Stria.Numerics.Linear;

/// <summary>Improves solutions with the residual of the matrix itself: against rounding, or when the factors are those of a nearby matrix (an earlier time step).</summary>
public static class IterativeRefinement
{
    /// <summary>Solves A·x = b with factors of A or of a matrix near it.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="factors">Factors; the iteration converges when ‖I − F⁻¹A‖ &lt; 1.</param>
    /// <param name="b">The right-hand side, Order values.</param>
    /// <param name="x">Receives the solution, Order values; must not overlap b.</param>
    /// <param name="tolerance">Relative residual (<see cref="SymmetricMatrix.RelativeResidual"/>) at which to stop.</param>
    /// <returns>The relative residual of each solution, first to last; the last solution is the best one.</returns>
    /// <remarks>It ends as well when the residual stops falling by at least a factor of two: rounding, or factors of too different a matrix. The caller judges the last residual.</remarks>
    public static IReadOnlyList<double> Solve(SymmetricMatrix matrix, IFactorization factors, ReadOnlySpan<double> b, Span<double> x, double tolerance = 0)
    {
        b.CopyTo(x);
        factors.Solve(x);
        double residual = matrix.RelativeResidual(x, b);
        var history = new List<double> { residual };
        double[] better = new double[x.Length], correction = new double[x.Length];
        while (residual > tolerance)
        {
            matrix.Multiply(x, correction);
            for (int i = 0; i < x.Length; i++)
            {
                correction[i] = b[i] - correction[i];
            }

            factors.Solve(correction);
            System.Numerics.Tensors.TensorPrimitives.Add(x, correction, better);
            double next = matrix.RelativeResidual(better, b);
            if (!(next < residual))
            {
                break;
            }

            better.CopyTo(x);
            history.Add(next);
            if (next > 0.5 * residual)
            {
                break;
            }

            residual = next;
        }

        return history;
    }
}
