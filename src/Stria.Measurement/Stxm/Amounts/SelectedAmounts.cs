using System.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The references that each spectrum needs and no more: all choices up to a number, none of whose amounts is negative, compared by an information criterion.</summary>
/// <remarks>χ² counts in units of the variance that the fit of all references leaves, never below that of the noise (Burnham and Anderson, Model Selection and Multimodel Inference, 2002, section 2.5).
/// Choices with negative amounts need not be looked at: leaving these references out fits as well or better within the bounds. Background rows belong to every choice.</remarks>
public sealed class SelectedAmounts : IAmountSolver
{
    /// <summary>The largest number of references among which choices are made.</summary>
    public const int MaximumReferences = 16;

    private const int UsualPoints = 100;
    private const double Rounding = 1e-12; // of the sum of squares: differences below are none

    /// <inheritdoc/>
    public string Name => "selected";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are too many references.</exception>
    public void Solve(AmountProblem problem, AmountOptions options)
    {
        int n = problem.Rows;
        if (problem.Compounds > MaximumReferences)
        {
            throw new ArgumentException($"{problem.Compounds} references have too many choices; at most {MaximumReferences} can be chosen among.", nameof(problem));
        }

        Span<double> gram = stackalloc double[n * n], right = stackalloc double[n], amounts = stackalloc double[n], best = stackalloc double[n];
        for (int s = 0; s < problem.Count; s++)
        {
            problem.Collect(s, gram, right);
            int points = problem.Points?[s] ?? UsualPoints;
            double scale = Scale(problem, s, new Equations(gram, right), amounts), lowest = double.PositiveInfinity;
            ulong chosen = 0;
            best.Clear();
            for (ulong subset = 1; subset < 1UL << problem.Compounds; subset++)
            {
                int count = BitOperations.PopCount(subset);
                if (count > options.MostReferences || !TrySolve(gram, right, subset, problem.Compounds, amounts))
                {
                    continue;
                }

                double figure = (-Explained(right, amounts) / scale) + Penalty(options.Criterion, count + n - problem.Compounds, points);
                if (figure < lowest)
                {
                    (lowest, chosen) = (figure, Free(amounts));
                    amounts.CopyTo(best);
                }
            }

            problem.Store(s, best, chosen);
        }
    }

    private static double Penalty(SelectionCriterion criterion, int parameters, int points) => criterion == SelectionCriterion.Bayes
        ? parameters * Math.Log(points)
        : (2 * parameters) + (2.0 * parameters * (parameters + 1) / Math.Max(1, points - parameters - 1));

    // χ² of the fit of all references per degree of freedom; noise that is known is not undercut.
    private static double Scale(AmountProblem problem, int s, Equations equations, Span<double> amounts)
    {
        int points = problem.Points?[s] ?? UsualPoints;
        if (double.IsFinite(problem.VarianceScale))
        {
            return problem.VarianceScale;
        }

        ulong free = NonNegativeLeastSquares.Solve(equations.Gram, equations.Right, amounts);
        double all = problem.Squares is { } squares ? squares[s] : points, chi2 = problem.Squares is null ? points : all - Explained(equations.Right, amounts);
        return Math.Max(chi2 / Math.Max(1, points - BitOperations.PopCount(free)), problem.NoiseIsKnown ? 1 : Rounding * all / points);
    }

    // At a minimum nᵀAᵀWA n = nᵀAᵀWd: so much does χ² fall from that of nothing.
    private static double Explained(ReadOnlySpan<double> right, ReadOnlySpan<double> amounts) => System.Numerics.Tensors.TensorPrimitives.Dot(right, amounts);

    private static ulong Free(ReadOnlySpan<double> amounts)
    {
        ulong free = 0;
        for (int r = 0; r < amounts.Length; r++)
        {
            free |= amounts[r] > 0 ? 1UL << r : 0;
        }

        return free;
    }

    // The chosen references and the background; background that would be negative is left out of this choice.
    private static bool TrySolve(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, ulong subset, int compounds, Span<double> amounts)
    {
        int n = right.Length, m = 0;
        Span<int> index = stackalloc int[n];
        for (int r = 0; r < n; r++)
        {
            if (r >= compounds || (subset >> r & 1) != 0)
            {
                index[m++] = r;
            }
        }

        Span<double> part = stackalloc double[m * m], own = stackalloc double[m], solved = stackalloc double[m];
        for (int i = 0; i < m; i++)
        {
            own[i] = right[index[i]];
            for (int j = 0; j < m; j++)
            {
                part[(i * m) + j] = gram[(index[i] * n) + index[j]];
            }
        }

        NonNegativeLeastSquares.Solve(part, own, solved);
        amounts.Clear();
        for (int i = 0; i < m; i++)
        {
            amounts[index[i]] = solved[i];
            if (index[i] < compounds && solved[i] <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private readonly ref struct Equations(ReadOnlySpan<double> gram, ReadOnlySpan<double> right)
    {
        public ReadOnlySpan<double> Gram { get; } = gram;

        public ReadOnlySpan<double> Right { get; } = right;
    }
}
