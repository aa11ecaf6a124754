using System.Numerics.Tensors;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Amounts of any sign by the singular value decomposition of the weighted references, small singular values left out (Patterns 2022, eq. 2, with a cut-off). Directions in which the references hardly
/// differ are then not asked of the data, which lessens noise and draws amounts towards their mean.</summary>
public sealed class SvdAmounts : IAmountSolver
{
    /// <inheritdoc/>
    public string Name => "svd";

    /// <inheritdoc/>
    public void Solve(AmountProblem problem, AmountOptions options)
    {
        int n = problem.Rows;
        double[] gram = new double[n * n], right = new double[n], amounts = new double[n];
        ulong all = n == 64 ? ulong.MaxValue : (1UL << n) - 1;
        for (int s = 0; s < problem.Count; s++)
        {
            problem.Collect(s, gram, right);

            // The eigenvalues of AᵀWA are the squares of the singular values of √W A.
            double[] squares = OpenBlas.SymmetricEigen(gram, n);
            double least = options.CutOff * options.CutOff * squares[^1];
            amounts.AsSpan().Clear();
            for (int k = 0; k < n; k++)
            {
                if (squares[k] > least && squares[k] > 0)
                {
                    ReadOnlySpan<double> direction = gram.AsSpan(k * n, n);
                    TensorPrimitives.MultiplyAdd(direction, TensorPrimitives.Dot<double>(direction, right) / squares[k], amounts, amounts);
                }
            }

            problem.Store(s, amounts, all);
        }
    }
}
