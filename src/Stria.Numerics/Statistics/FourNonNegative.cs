using System.Runtime.Intrinsics;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>min ‖A w − d‖² with w ≥ 0 for four problems at a time, one in each lane of a vector: the solutions of <see cref="NonNegativeLeastSquares"/>.</summary>
/// <remarks>The same way down from a guess, with the set of free amounts of each lane in masks. The solution does not depend on what else is solved beside it. A problem with dependent columns, or that does not settle, is left
/// to the general way. Working memory for one thread.</remarks>
public sealed unsafe class FourNonNegative
{
    /// <summary>Problems that are solved at a time.</summary>
    public const int Lanes = 4;

    /// <summary>The largest number of columns.</summary>
    public const int MaximumColumns = NonNegativeLeastSquares.MaximumColumns;

    private const double Insignificant = 1e-13; // of a slope, relative to the right-hand side: rounding
    private const int RoundsOfEach = 6;
    private readonly int n;
    private readonly Vector256<double>[] gram, right, amounts, open, factor;
    private readonly ulong[] free = new ulong[Lanes];

    /// <summary>Makes room.</summary>
    /// <param name="columns">Number of columns of A, at most <see cref="MaximumColumns"/>.</param>
    public FourNonNegative(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MaximumColumns);
        (n, gram, factor) = (columns, new Vector256<double>[columns * (columns + 1) / 2], new Vector256<double>[columns * columns]);
        (right, amounts, open) = (new Vector256<double>[columns], new Vector256<double>[columns], new Vector256<double>[columns]);
    }

    /// <summary>AᵀA: its upper triangle row by row, one problem in each lane; to be set.</summary>
    public Span<Vector256<double>> Gram => gram;

    /// <summary>Aᵀd; to be set.</summary>
    public Span<Vector256<double>> Right => right;

    /// <summary>The solutions w ≥ 0.</summary>
    public ReadOnlySpan<Vector256<double>> Amounts => amounts;

    /// <summary>Bit i set when w[i] of a problem is free (positive), one word for each; before, which are thought to be.</summary>
    public Span<ulong> Free => free;

    /// <summary>Solves problems that lie side by side.</summary>
    /// <param name="grams">AᵀA: upper triangles row by row [pair, problem].</param>
    /// <param name="rights">Aᵀd [column, problem].</param>
    /// <param name="count">Number of problems.</param>
    /// <param name="solved">Receives w ≥ 0 [column, problem].</param>
    /// <param name="sets">Receives what is free of each problem.</param>
    /// <param name="goOn">Whether <paramref name="sets"/> holds guesses, which are tried first.</param>
    public void Solve(ReadOnlySpan<double> grams, ReadOnlySpan<double> rights, int count, Span<double> solved, Span<ulong> sets, bool goOn)
    {
        for (int s = 0; s < count; s += Lanes)
        {
            int own = Math.Min(Lanes, count - s);
            Take(grams, gram, (s, own, count));
            Take(rights, right, (s, own, count));
            for (int l = 0; l < Lanes; l++)
            {
                free[l] = goOn ? sets[s + Math.Min(l, own - 1)] : ulong.MaxValue;
            }

            Solve();
            free.AsSpan(0, own).CopyTo(sets[s..]);
            for (int i = 0; i < n; i++)
            {
                Give(amounts[i], solved.Slice((i * count) + s, own));
            }
        }
    }

    /// <summary>Solves the four problems that were set.</summary>
    public void Solve()
    {
        Guess();
        uint settled;
        fixed (Vector256<double>* g = gram, b = right, x = amounts, o = open, f = factor)
        {
            settled = Descend(new Room(g, b, x, o, f));
        }

        ulong all = n == MaximumColumns ? ulong.MaxValue : (1UL << n) - 1;
        for (int l = 0; l < Lanes; l++)
        {
            if ((settled >> l & 1) == 0)
            {
                Alone(l, free[l] & all);
            }
            else
            {
                free[l] = 0;
                for (int i = 0; i < n; i++)
                {
                    free[l] |= (ulong)(open[i].ExtractMostSignificantBits() >> l & 1) << i;
                }
            }
        }
    }

    private static void Take(ReadOnlySpan<double> from, Span<Vector256<double>> to, (int First, int Own, int Count) which)
    {
        for (int i = 0; i < to.Length; i++)
        {
            ReadOnlySpan<double> mine = from.Slice((i * which.Count) + which.First, which.Own);
            to[i] = which.Own == Lanes ? Vector256.Create(mine) : Vector256.Create(mine[0], mine[Math.Min(1, which.Own - 1)], mine[Math.Min(2, which.Own - 1)], mine[which.Own - 1]);
        }
    }

    private static void Give(Vector256<double> values, Span<double> to)
    {
        if (to.Length == Lanes)
        {
            values.CopyTo(to);
            return;
        }

        for (int l = 0; l < to.Length; l++)
        {
            to[l] = values.GetElement(l);
        }
    }

    private void Guess()
    {
        Vector256<ulong> sets = Vector256.Create(free[0], free[1], free[2], free[3]);
        for (int i = 0; i < n; i++)
        {
            Vector256<ulong> bit = Vector256.Create(1UL << i);
            open[i] = Vector256.Equals(sets & bit, bit).AsDouble();
        }
    }

    // The lanes that were solved, as bits. A lane that was stays as it is while others go on.
    private uint Descend(Room at)
    {
        Vector256<double> going = Vector256<double>.AllBitsSet, settled = Vector256<double>.Zero;
        Vector256<double>* weights = stackalloc Vector256<double>[2 * n], figures = weights + n; // of each row: the step that empties it, or the gain of letting it in
        for (int round = 0; round < RoundsOfEach * n; round++)
        {
            going &= ~FourCholesky.Factor(n, at.Gram, at.Open, at.Factor);
            FourCholesky.Solve(n, at.Factor, at.Open, at.Right, at.Amounts);
            (Vector256<double> step, Vector256<double> falls) = Step(at, weights, figures);
            Vector256<double> gain = Vector256.EqualsAll((going & ~falls).AsInt64(), Vector256<long>.Zero) ? Vector256<double>.Zero : Gain(at, ~falls, figures);
            Vector256<double> done = going & ~falls & Vector256.Equals(gain, Vector256<double>.Zero);
            (settled, going) = (settled | done, going & ~done);
            if (Vector256.EqualsAll(going.AsInt64(), Vector256<long>.Zero))
            {
                break;
            }

            Vector256<double> enters = going & ~falls;
            for (int i = 0; i < n; i++)
            {
                Vector256<double> leaves = falls & at.Open[i] & ~Vector256.GreaterThan(at.Amounts[i], Vector256<double>.Zero) & Vector256.LessThanOrEqual(figures[i], step) & going;
                Vector256<double> comes = enters & ~at.Open[i] & Vector256.Equals(figures[i], gain);
                weights[i] = Vector256.ConditionalSelect(falls, weights[i] + (step * (at.Amounts[i] - weights[i])), at.Amounts[i]) & at.Open[i] & ~leaves;
                at.Open[i] = (at.Open[i] & ~leaves) | comes;
                enters &= ~comes;
            }
        }

        return settled.ExtractMostSignificantBits();
    }

    // How far the way to the solution for the free amounts stays feasible, and where it leaves; of each free amount that would not be positive there, where it is used up.
    private (Vector256<double> Step, Vector256<double> Falls) Step(Room at, Vector256<double>* weights, Vector256<double>* figures)
    {
        Vector256<double> step = Vector256<double>.One, falls = Vector256<double>.Zero;
        for (int i = 0; i < n; i++)
        {
            Vector256<double> wrong = at.Open[i] & ~Vector256.GreaterThan(at.Amounts[i], Vector256<double>.Zero), part = weights[i] / (weights[i] - at.Amounts[i]);
            figures[i] = part & Vector256.Equals(part, part);
            step = Vector256.ConditionalSelect(wrong & Vector256.LessThan(figures[i], step), figures[i], step);
            falls |= wrong;
        }

        return (step, falls);
    }

    // The largest gain in the sum of squares of letting a held amount in alone, relative to its own share; 0 where none falls.
    private Vector256<double> Gain(Room at, Vector256<double> feasible, Vector256<double>* figures)
    {
        Vector256<double> best = Vector256<double>.Zero;
        for (int i = 0; i < n; i++)
        {
            Vector256<double> slope = at.Right[i];
            for (int j = 0; j < n; j++)
            {
                slope -= at.Gram[i <= j ? FourCholesky.Pair(i, j, n) : FourCholesky.Pair(j, i, n)] * at.Amounts[j];
            }

            Vector256<double> falls = feasible & ~at.Open[i] & Vector256.GreaterThan(slope, Insignificant * Vector256.Abs(at.Right[i]));
            Vector256<double> gain = slope / Vector256.Sqrt(at.Gram[FourCholesky.Pair(i, i, n)]) & falls;
            figures[i] = Vector256.ConditionalSelect(feasible, gain, figures[i]);
            best = Vector256.ConditionalSelect(Vector256.GreaterThan(gain, best), gain, best);
        }

        return best;
    }

    private void Alone(int lane, ulong guess)
    {
        Span<double> full = stackalloc double[n * n], side = stackalloc double[n], found = stackalloc double[n];
        for (int i = 0, p = 0; i < n; i++)
        {
            side[i] = right[i].GetElement(lane);
            for (int j = i; j < n; j++, p++)
            {
                full[(i * n) + j] = gram[p].GetElement(lane);
            }
        }

        free[lane] = NonNegativeLeastSquares.Solve(full, side, found, guess);
        for (int i = 0; i < n; i++)
        {
            amounts[i] = amounts[i].WithElement(lane, found[i]);
        }
    }

    private readonly struct Room(Vector256<double>* gram, Vector256<double>* right, Vector256<double>* amounts, Vector256<double>* open, Vector256<double>* factor)
    {
        public Vector256<double>* Gram { get; } = gram;

        public Vector256<double>* Right { get; } = right;

        public Vector256<double>* Amounts { get; } = amounts;

        public Vector256<double>* Open { get; } = open;

        public Vector256<double>* Factor { get; } = factor;
    }
}
