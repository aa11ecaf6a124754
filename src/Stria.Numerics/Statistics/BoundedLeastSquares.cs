using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>min ‖A w − d‖² with bounds on each w and, if wanted, a given sum of some of them; from the Gram matrix AᵀA and AᵀD.</summary>
/// <remarks>A primal active set (Nocedal and Wright, Numerical Optimization, algorithm 16.3): exact for these small convex problems. Bounds may be
/// infinite, and equal bounds hold a weight at a value.</remarks>
public sealed class BoundedLeastSquares
{
    private const double Insignificant = 1e-11; // of a slope, relative to the right-hand side: rounding
    private readonly double[] gram, right, lower, upper, factor, trial, along;
    private readonly bool[] counted;
    private readonly double? sum;
    private readonly int n;

    private BoundedLeastSquares(double[] gram, double[] right, BoundedLimits limits)
    {
        n = right.Length;
        (this.gram, this.right, lower, upper, sum) = (gram, right, limits.Lower, limits.Upper, limits.Sum);
        counted = limits.Counted ?? [.. Enumerable.Repeat(true, n)];
        (factor, trial, along) = (new double[n * n], new double[n], new double[n]);
    }

    /// <summary>Solves one problem.</summary>
    /// <param name="gram">AᵀA (or AᵀWA), n × n values.</param>
    /// <param name="right">Aᵀd (or AᵀWd), n values.</param>
    /// <param name="limits">Bounds and sum.</param>
    /// <returns>The weights, and which of them are free (not held at a bound).</returns>
    /// <exception cref="ArgumentException">No weights satisfy the bounds and the sum, or the lengths differ.</exception>
    public static BoundedSolution Solve(double[] gram, double[] right, BoundedLimits limits)
    {
        int n = right.Length;
        if (gram.Length != n * n || limits.Lower.Length != n || limits.Upper.Length != n)
        {
            throw new ArgumentException($"{n} weights need a Gram matrix of {n * n} values and {n} bounds on either side.", nameof(limits));
        }

        return new BoundedLeastSquares(gram, right, limits).Solve();
    }

    private BoundedSolution Solve()
    {
        double[] w = Start();
        bool[] free = new bool[n];
        for (int i = 0; i < n; i++)
        {
            free[i] = w[i] > lower[i] && w[i] < upper[i];
        }

        for (int round = 0; round < 20 * (n + 1); round++)
        {
            double multiplier = Minimise(w, free);
            int blocking = Advance(w, free);
            if (blocking >= 0)
            {
                free[blocking] = false;
            }
            else if (!Release(w, free, multiplier))
            {
                break;
            }
        }

        return new BoundedSolution(w, free);
    }

    // Any point within the bounds that has the sum.
    private double[] Start()
    {
        int crossed = Enumerable.Range(0, n).FirstOrDefault(i => lower[i] > upper[i], -1);
        if (crossed >= 0)
        {
            throw new ArgumentException($"The lower bound {lower[crossed]} of weight {crossed} lies above its upper bound {upper[crossed]}.");
        }

        double[] w = [.. lower.Zip(upper, (low, high) => Math.Clamp(0, low, high))];
        double missing = sum is { } total ? total - Enumerable.Range(0, n).Where(i => counted[i]).Sum(i => w[i]) : 0;
        for (int i = 0; i < n && missing != 0; i++)
        {
            double moved = counted[i] ? Math.Clamp(w[i] + missing, lower[i], upper[i]) - w[i] : 0;
            w[i] += moved;
            missing = Math.Abs(missing - moved) < 1e-14 * Math.Abs(sum!.Value) ? 0 : missing - moved;
        }

        return missing == 0 ? w : throw new ArgumentException($"No weights within the bounds have the sum {sum}.");
    }

    // The minimum over the free weights, the others staying, into trial; returns the multiplier of the sum.
    private double Minimise(double[] w, bool[] free)
    {
        double rest = sum ?? 0, scale = 0;
        for (int i = 0; i < n; i++)
        {
            rest -= counted[i] && !free[i] ? w[i] : 0;
            scale = Math.Max(scale, gram[(i * n) + i]);
            (trial[i], along[i]) = free[i] ? (right[i], counted[i] ? 1 : 0) : (0, 0);
            for (int j = 0; j < n; j++)
            {
                factor[(i * n) + j] = free[i] && free[j] ? gram[(i * n) + j] : i == j ? 1 : 0;
                trial[i] -= free[i] && !free[j] ? gram[(i * n) + j] * w[j] : 0;
            }
        }

        for (double ridge = 1e-14; !SmallCholesky.Factor(factor, n); ridge *= 100)
        {
            // Dependent columns: the least disturbance that makes the answer unique.
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    factor[(i * n) + j] = free[i] && free[j] ? gram[(i * n) + j] + (i == j ? ridge * scale : 0) : i == j ? 1 : 0;
                }
            }
        }

        SmallCholesky.Solve(factor, n, trial);
        if (sum is null || !Enumerable.Range(0, n).Any(i => free[i] && counted[i]))
        {
            return 0;
        }

        SmallCholesky.Solve(factor, n, along);
        double sumOfTrial = 0, sumAlong = 0;
        for (int i = 0; i < n; i++)
        {
            sumOfTrial += counted[i] ? trial[i] : 0;
            sumAlong += counted[i] ? along[i] : 0;
        }

        double multiplier = (sumOfTrial - rest) / sumAlong;
        for (int i = 0; i < n; i++)
        {
            trial[i] -= multiplier * along[i];
        }

        return multiplier;
    }

    // Goes towards trial as far as the bounds let; the weight that met its bound first, or −1.
    private int Advance(double[] w, bool[] free)
    {
        double step = 1;
        int blocking = -1;
        for (int i = 0; i < n; i++)
        {
            double change = free[i] ? trial[i] - w[i] : 0;
            double room = change < 0 ? lower[i] - w[i] : upper[i] - w[i];
            if (change != 0 && step * Math.Abs(change) > Math.Abs(room))
            {
                (step, blocking) = (Math.Abs(room / change), i);
            }
        }

        for (int i = 0; i < n; i++)
        {
            w[i] = !free[i] ? w[i] : i == blocking ? (trial[i] < w[i] ? lower[i] : upper[i]) : w[i] + (step * (trial[i] - w[i]));
        }

        return blocking;
    }

    // Frees the held weight along which the sum of squares falls most; false at the minimum.
    private bool Release(double[] w, bool[] free, double multiplier)
    {
        var slope = new double[n];
        double scale = right.Max(Math.Abs) + double.Epsilon;
        for (int i = 0; i < n; i++)
        {
            slope[i] = -right[i];
            for (int j = 0; j < n; j++)
            {
                slope[i] += gram[(i * n) + j] * w[j];
            }

            slope[i] += sum is not null && counted[i] ? multiplier : 0;
        }

        IEnumerable<int> Held(double[] bound) => Enumerable.Range(0, n).Where(i => !free[i] && w[i] == bound[i] && lower[i] < upper[i]);
        bool isExchange = sum is not null && !Enumerable.Range(0, n).Any(i => free[i] && counted[i]);
        if (isExchange && Held(lower).Any(i => counted[i]) && Held(upper).Any(i => counted[i]))
        {
            // All weights of the sum are held: one can only move when another moves against it.
            int grow = Held(lower).Where(i => counted[i]).MinBy(i => slope[i]), shrink = Held(upper).Where(i => counted[i]).MaxBy(i => slope[i]);
            if (slope[grow] < slope[shrink] - (Insignificant * scale))
            {
                return free[grow] = free[shrink] = true;
            }
        }

        int best = -1;
        double steepest = Insignificant * scale;
        foreach (int i in Held(lower).Where(i => !(isExchange && counted[i]) && -slope[i] > steepest))
        {
            (best, steepest) = -slope[i] > steepest ? (i, -slope[i]) : (best, steepest);
        }

        foreach (int i in Held(upper).Where(i => !(isExchange && counted[i]) && slope[i] > steepest))
        {
            (best, steepest) = slope[i] > steepest ? (i, slope[i]) : (best, steepest);
        }

        return best >= 0 && (free[best] = true);
    }
}

/// <summary>What weights may be.</summary>
/// <param name="Lower">The least allowed value of each; −∞ where there is none.</param>
/// <param name="Upper">The largest allowed value of each; ∞ where there is none.</param>
public sealed record BoundedLimits(double[] Lower, double[] Upper)
{
    /// <summary>The sum that the counted weights must have; null when it is free.</summary>
    public double? Sum { get; init; }

    /// <summary>Which weights count in the sum; null = all.</summary>
    public bool[]? Counted { get; init; }

    /// <summary>The same limits with one weight held at a value.</summary>
    public BoundedLimits Holding(int weight, double value)
    {
        double[] low = [.. Lower], high = [.. Upper];
        (low[weight], high[weight]) = (value, value);
        return this with { Lower = low, Upper = high };
    }
}

/// <summary>The minimum.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Free">Which are not held at a bound.</param>
public sealed record BoundedSolution(double[] Weights, bool[] Free);
