using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Amounts between zero and a largest one, with a given sum where that is asked for: the linear combination of Athena and Larch in every pixel.</summary>
/// <remarks>A sum of one suits spectra that are normalised, or a specimen whose thickness is that of the references; else the thickness is what the sum tells, and must be free.</remarks>
public sealed class BoundedAmounts : IAmountSolver
{
    /// <inheritdoc/>
    public string Name => "bounded";

    /// <inheritdoc/>
    public void Solve(AmountProblem problem, AmountOptions options)
    {
        int n = problem.Rows;
        double[] gram = new double[n * n], right = new double[n];
        var limits = new BoundedLimits(new double[n], [.. Enumerable.Range(0, n).Select(r => r < problem.Compounds ? options.LargestAmount : double.PositiveInfinity)])
        {
            Sum = options.Sum,
            Counted = [.. Enumerable.Range(0, n).Select(r => r < problem.Compounds)],
        };
        for (int s = 0; s < problem.Count; s++)
        {
            problem.Collect(s, gram, right);
            BoundedSolution solved = BoundedLeastSquares.Solve(gram, right, limits);
            ulong free = 0;
            for (int r = 0; r < n; r++)
            {
                free |= solved.Free[r] ? 1UL << r : 0;
            }

            problem.Store(s, solved.Weights, free);
        }
    }
}
