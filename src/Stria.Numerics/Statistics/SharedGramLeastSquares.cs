using System.Numerics;
using System.Runtime.Intrinsics;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Statistics;

/// <summary>min ‖A w − d‖² with w ≥ 0 for many d of one A: <see cref="NonNegativeLeastSquares"/> where all problems have the same Gram matrix.</summary>
/// <remarks>
/// Which amounts are free is found by the same principal pivoting in blocks. Each set of free amounts that occurs is solved once, for unit right-hand sides;
/// a problem then costs a product of a small matrix with its right-hand side for each set that it tries, and one step of iterative refinement at the end.
/// What does not settle so, and sets of dependent columns, are left to the general way.
/// </remarks>
public sealed unsafe class SharedGramLeastSquares
{
    /// <summary>The largest number of columns: there are 2ⁿ sets.</summary>
    public const int MaximumColumns = 8;

    private const int Lanes = 8, Half = 4, Patience = 2, MostRounds = 40;
    private const double Insignificant = 1e-13; // of a slope, relative to the right-hand side: rounding
    private readonly int n;
    private readonly ulong all;
    private readonly double[] gram, columns, inverses, masks;
    private readonly Known[] known;

    /// <summary>Prepares for one Gram matrix.</summary>
    /// <param name="gram">AᵀA (or AᵀWA), n × n values; only the upper triangle must be right.</param>
    /// <param name="n">Number of columns of A, at most <see cref="MaximumColumns"/>.</param>
    public SharedGramLeastSquares(ReadOnlySpan<double> gram, int n)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MaximumColumns);
        (this.n, all, this.gram) = (n, (1UL << n) - 1, gram[..(n * n)].ToArray());
        (columns, inverses, masks, known) = (new double[n * Lanes], new double[(n * Lanes) << n], new double[Lanes << n], new Known[1 << n]);
        for (int i = 0; i < n * n; i++)
        {
            (int r, int c) = (Math.Min(i / n, i % n), Math.Max(i / n, i % n));
            columns[(i % n * Lanes) + (i / n)] = gram[(r * n) + c];
        }
    }

    private enum Known : byte
    {
        No,
        Solved,
        Dependent,
    }

    /// <summary>Solves problems.</summary>
    /// <param name="rights">Aᵀd (or AᵀWd) [column, problem].</param>
    /// <param name="count">Number of problems.</param>
    /// <param name="amounts">Receives w ≥ 0 [column, problem].</param>
    /// <param name="free">Receives, for each problem, bit i when w[i] is free (positive).</param>
    /// <param name="goOn">Whether <paramref name="free"/> holds guesses, which are tried first.</param>
    public void Solve(ReadOnlySpan<double> rights, int count, Span<double> amounts, Span<ulong> free, bool goOn)
    {
        double* right = stackalloc double[Lanes], weights = stackalloc double[Lanes];
        new Span<double>(right, Lanes).Clear();
        for (int s = 0; s < count; s++)
        {
            for (int i = 0; i < n; i++)
            {
                right[i] = rights[(i * count) + s];
            }

            ulong set = goOn ? free[s] & all : all;
            free[s] = Pivot(right, weights, set) ?? NonNegativeLeastSquares.Solve(gram, new ReadOnlySpan<double>(right, n), new Span<double>(weights, n), set);
            for (int i = 0; i < n; i++)
            {
                amounts[(i * count) + s] = weights[i];
            }
        }
    }

    private ulong? Pivot(double* right, double* weights, ulong free)
    {
        Vector256<double> low = Vector256.Load(right), high = Vector256.Load(right + Half);
        Vector256<double> slackLow = Vector256.Abs(low) * -Insignificant, slackHigh = Vector256.Abs(high) * -Insignificant;
        fixed (double* tables = inverses, signs = masks)
        {
            for (int round = 0, patience = Patience, fewest = n + 1; round < MostRounds; round++)
            {
                if (known[free] != Known.Solved && !Prepare(free))
                {
                    return null;
                }

                double* table = tables + ((int)free * n * Lanes);
                Vector256<double> maskLow = Vector256.Load(signs + ((int)free * Lanes)), maskHigh = Vector256.Load(signs + ((int)free * Lanes) + Half);
                (Vector256<double> solvedLow, Vector256<double> solvedHigh) = Product(table, right);
                ulong good = Vector256.ConditionalSelect(maskLow, Vector256.GreaterThan(solvedLow, Vector256<double>.Zero), Vector256.GreaterThanOrEqual(solvedLow, slackLow)).ExtractMostSignificantBits()
                    | ((ulong)Vector256.ConditionalSelect(maskHigh, Vector256.GreaterThan(solvedHigh, Vector256<double>.Zero), Vector256.GreaterThanOrEqual(solvedHigh, slackHigh)).ExtractMostSignificantBits() << Half);
                ulong wrong = ~good & all;
                int count = BitOperations.PopCount(wrong);
                if (count == 0)
                {
                    return Refine(table, (low, high), (solvedLow & maskLow, solvedHigh & maskHigh), (maskLow, maskHigh), weights) == free ? free : null;
                }

                (fewest, patience) = count < fewest ? (count, Patience) : (fewest, patience - 1);
                free ^= patience > 0 ? wrong : 1UL << BitOperations.Log2(wrong);
            }
        }

        return null;
    }

    // One step of iterative refinement brings what the explicit inverse lost where columns are nearly dependent. Returns the amounts that are positive.
    private ulong Refine(
        double* table, (Vector256<double> Low, Vector256<double> High) right, (Vector256<double> Low, Vector256<double> High) solved, (Vector256<double> Low, Vector256<double> High) mask, double* weights)
    {
        double* rest = stackalloc double[Lanes];
        solved.Low.Store(weights);
        solved.High.Store(weights + Half);
        fixed (double* g = columns)
        {
            (Vector256<double> low, Vector256<double> high) = Product(g, weights);
            (right.Low - low).Store(rest);
            (right.High - high).Store(rest + Half);
        }

        (Vector256<double> moreLow, Vector256<double> moreHigh) = Product(table, rest);
        Vector256<double> endLow = solved.Low + (moreLow & mask.Low), endHigh = solved.High + (moreHigh & mask.High);
        endLow.Store(weights);
        endHigh.Store(weights + Half);
        return Vector256.GreaterThan(endLow, Vector256<double>.Zero).ExtractMostSignificantBits() | ((ulong)Vector256.GreaterThan(endHigh, Vector256<double>.Zero).ExtractMostSignificantBits() << Half);
    }

    private (Vector256<double> Low, Vector256<double> High) Product(double* matrix, double* vector)
    {
        Vector256<double> low = Vector256<double>.Zero, high = Vector256<double>.Zero;
        for (int j = 0; j < n; j++)
        {
            Vector256<double> v = Vector256.Create(vector[j]);
            low = Vector256.MultiplyAddEstimate(Vector256.Load(matrix + (j * Lanes)), v, low);
            high = Vector256.MultiplyAddEstimate(Vector256.Load(matrix + (j * Lanes) + Half), v, high);
        }

        return (low, high);
    }

    // Row i of the table gives amount i where it is free, and where it is held the slope against it, uphill positive: with the right set none is negative.
    private bool Prepare(ulong free)
    {
        if (known[free] == Known.Dependent)
        {
            return false;
        }

        int[] index = [.. Enumerable.Range(0, n).Where(i => (free >> i & 1) != 0)];
        int m = index.Length;
        double[] factor = new double[m * m], unit = new double[m];
        for (int i = 0; i < m * m; i++)
        {
            factor[i] = columns[(index[i % m] * Lanes) + index[i / m]];
        }

        if (!SmallCholesky.Factor(factor, m))
        {
            known[free] = Known.Dependent;
            return false;
        }

        Span<double> table = inverses.AsSpan((int)free * n * Lanes, n * Lanes);
        for (int k = 0; k < m; k++)
        {
            Array.Clear(unit);
            unit[k] = 1;
            SmallCholesky.Solve(factor, m, unit);
            for (int i = 0; i < n; i++)
            {
                table[(index[k] * Lanes) + i] = Array.IndexOf(index, i) is >= 0 and var place ? unit[place] : index.Select((c, p) => columns[(c * Lanes) + i] * unit[p]).Sum();
            }
        }

        for (int i = 0; i < n; i++)
        {
            bool isFree = (free >> i & 1) != 0;
            table[(i * Lanes) + i] = isFree ? table[(i * Lanes) + i] : -1;
            masks[((int)free * Lanes) + i] = isFree ? BitConverter.Int64BitsToDouble(-1) : 0;
        }

        known[free] = Known.Solved;
        return true;
    }
}
