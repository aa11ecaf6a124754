using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>min ‖A w − d‖² with w ≥ 0, from the Gram matrix AᵀA and AᵀD (exact, not iterative in accuracy).</summary>
/// <remarks>The active set of Lawson and Hanson (1974) from a guess of what is free: of nothing, all guessed amounts that would not be positive are let go at once. Where columns are dependent, or that does not settle, it begins with nothing free.</remarks>
public static class NonNegativeLeastSquares
{
    /// <summary>The largest number of columns that is solved.</summary>
    public const int MaximumColumns = 64;

    private const double Insignificant = 1e-13; // of a slope, relative to the right-hand side: rounding
    private const int RoundsOfEach = 6;

    /// <summary>Solves one problem.</summary>
    /// <param name="gram">AᵀA (or AᵀWA), n × n values; only the upper triangle must be right.</param>
    /// <param name="right">Aᵀd (or AᵀWd), n values.</param>
    /// <param name="weights">Receives w ≥ 0, n values.</param>
    /// <returns>Bit i set when w[i] is free (positive), clear when it is held at zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaximumColumns"/> columns.</exception>
    public static ulong Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, Span<double> weights) => Solve(gram, right, weights, ulong.MaxValue);

    /// <summary>Solves one problem, beginning with a guess of which weights are free: that of a neighbouring problem saves most of the work.</summary>
    /// <param name="gram">AᵀA (or AᵀWA), n × n values; only the upper triangle must be right.</param>
    /// <param name="right">Aᵀd (or AᵀWd), n values.</param>
    /// <param name="weights">Receives w ≥ 0, n values.</param>
    /// <param name="guess">Bit i set when w[i] is thought to be free; bits from n on are left alone. The solution is the same, but for rounding, whatever is guessed.</param>
    /// <returns>Bit i set when w[i] is free (positive), clear when it is held at zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaximumColumns"/> columns.</exception>
    public static ulong Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, Span<double> weights, ulong guess)
    {
        int n = right.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MaximumColumns);
        Span<double> factor = stackalloc double[n * n], trial = stackalloc double[n];
        ulong all = n == 64 ? ulong.MaxValue : (1UL << n) - 1;
        return Descend(gram, right, weights, factor, trial, guess & all) ?? Climb(gram, right, weights, factor, trial);
    }

    // From no amounts at all towards the solution for the guessed set, as far as amounts stay positive; what is used up is let go. At a solution the
    // steepest held amount comes in. The sum of squares falls from solution to solution, so that no set comes twice.
    private static ulong? Descend(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, Span<double> weights, Span<double> factor, Span<double> trial, ulong free)
    {
        weights.Clear();
        for (int round = 0; round < RoundsOfEach * right.Length; round++)
        {
            if (!SolveSubset(gram, right, free, factor, trial))
            {
                return null;
            }

            if (!AllPositive(trial, free))
            {
                free = Emptied(weights, trial, free);
                continue;
            }

            trial.CopyTo(weights);
            int entering = Steepest(gram, right, weights, free);
            if (entering < 0)
            {
                return free;
            }

            free |= 1UL << entering;
        }

        return null;
    }

    // Goes towards the trial as far as all free amounts stay positive, and holds those that are used up there.
    private static ulong Emptied(Span<double> weights, ReadOnlySpan<double> trial, ulong free)
    {
        double step = 1;
        for (int i = 0; i < weights.Length; i++)
        {
            step = IsEmptied(trial, free, i) ? Math.Min(step, Part(weights[i], trial[i])) : step;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            bool leaves = IsEmptied(trial, free, i) && Part(weights[i], trial[i]) <= step;
            weights[i] = leaves || (free >> i & 1) == 0 ? 0 : weights[i] + (step * (trial[i] - weights[i]));
            free &= leaves ? ~(1UL << i) : ulong.MaxValue;
        }

        return free;

        static bool IsEmptied(ReadOnlySpan<double> trial, ulong free, int i) => (free >> i & 1) != 0 && !(trial[i] > 0);
        static double Part(double from, double to) => double.IsNaN(from / (from - to)) ? 0 : from / (from - to);
    }

    private static ulong Climb(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, Span<double> weights, Span<double> factor, Span<double> trial)
    {
        int n = right.Length;
        weights.Clear();
        ulong free = 0, refused = 0;
        for (int iteration = 0; iteration < 6 * n; iteration++)
        {
            int entering = Steepest(gram, right, weights, free | refused);
            if (entering < 0)
            {
                break;
            }

            ulong wider = free | (1UL << entering);
            if (!SolveSubset(gram, right, wider, factor, trial) || !(trial[entering] > 0))
            {
                // Linearly dependent on the free columns, or an ascent by rounding alone: it cannot lower the sum of squares.
                refused |= 1UL << entering;
                continue;
            }

            refused = 0;
            free = StepToFeasible(gram, right, wider, weights, factor, trial);
        }

        return free;
    }

    private static ulong StepToFeasible(
        ReadOnlySpan<double> gram, ReadOnlySpan<double> right, ulong free, Span<double> weights, Span<double> factor, Span<double> trial)
    {
        while (!AllPositive(trial, free))
        {
            double step = 1;
            int leaving = -1;
            for (int i = 0; i < weights.Length; i++)
            {
                if ((free >> i & 1) != 0 && trial[i] <= 0 && weights[i] / (weights[i] - trial[i]) is var s && (s < step || leaving < 0))
                {
                    (step, leaving) = (double.IsNaN(s) ? 0 : s, i);
                }
            }

            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] += (free >> i & 1) != 0 ? step * (trial[i] - weights[i]) : 0;
            }

            weights[leaving] = 0;
            free &= ~(1UL << leaving);
            SolveSubset(gram, right, free, factor, trial);
        }

        trial.CopyTo(weights);
        return free;
    }

    private static int Steepest(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, ReadOnlySpan<double> weights, ulong excluded)
    {
        int n = right.Length, best = -1;
        double steepest = 0;
        for (int i = 0; i < n; i++)
        {
            if ((excluded >> i & 1) != 0)
            {
                continue;
            }

            // The gain in the sum of squares of letting column i in alone, relative to its own share: scale-free.
            double gradient = Gradient(gram, right, weights, i), gain = gradient / Math.Sqrt(gram[(i * n) + i]);
            if (gain > steepest && gradient > Insignificant * Math.Abs(right[i]))
            {
                (steepest, best) = (gain, i);
            }
        }

        return best;
    }

    // Half the slope of the sum of squares against amount i, downhill positive.
    private static double Gradient(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, ReadOnlySpan<double> weights, int i)
    {
        int n = right.Length;
        double gradient = right[i];
        for (int j = 0; j < n; j++)
        {
            gradient -= (i <= j ? gram[(i * n) + j] : gram[(j * n) + i]) * weights[j];
        }

        return gradient;
    }

    private static bool SolveSubset(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, ulong free, Span<double> factor, Span<double> solution)
    {
        int n = right.Length, m = 0;
        Span<int> index = stackalloc int[n];
        for (int i = 0; i < n; i++)
        {
            if ((free >> i & 1) != 0)
            {
                index[m++] = i;
            }
        }

        Span<double> packed = stackalloc double[m];
        for (int r = 0; r < m; r++)
        {
            packed[r] = right[index[r]];
            for (int c = 0; c <= r; c++)
            {
                factor[(r * m) + c] = gram[(index[c] * n) + index[r]];
            }
        }

        if (!SmallCholesky.Factor(factor, m))
        {
            return false;
        }

        SmallCholesky.Solve(factor, m, packed);
        solution.Clear();
        for (int r = 0; r < m; r++)
        {
            solution[index[r]] = packed[r];
        }

        return true;
    }

    private static bool AllPositive(ReadOnlySpan<double> values, ulong which)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if ((which >> i & 1) != 0 && !(values[i] > 0))
            {
                return false;
            }
        }

        return true;
    }
}
