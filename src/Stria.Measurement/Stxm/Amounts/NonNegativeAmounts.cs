using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>No amount is negative: weighted non-negative least squares, exact.</summary>
public sealed class NonNegativeAmounts : IAmountSolver
{
    /// <inheritdoc/>
    public string Name => "nnls";

    /// <inheritdoc/>
    public void Solve(AmountProblem problem, AmountOptions options)
    {
        int n = problem.Rows;
        Span<double> gram = stackalloc double[n * n], right = stackalloc double[n], amounts = stackalloc double[n];
        if (problem.Shared is { } shared)
        {
            shared.Solve(problem.Rights, problem.Count, problem.Amounts, problem.Free, problem.GoesOn);
            foreach (int s in problem.Holed)
            {
                problem.Collect(s, gram, right);
                problem.Store(s, amounts, NonNegativeLeastSquares.Solve(gram, right, amounts, problem.Free[s]));
            }

            return;
        }

        if (problem.Fours is { } fours)
        {
            fours.Solve(problem.Grams, problem.Rights, problem.Count, problem.Amounts, problem.Free, problem.GoesOn);
            return;
        }

        for (int s = 0; s < problem.Count; s++)
        {
            problem.Collect(s, gram, right);
            ulong free = NonNegativeLeastSquares.Solve(gram, right, amounts, problem.GoesOn ? problem.Free[s] : ulong.MaxValue);
            problem.Store(s, amounts, free);
        }
    }
}
