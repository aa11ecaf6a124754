using System.Numerics;
using System.Runtime.Intrinsics;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Standard deviations of composition and total amount by the covariance of the free amounts, (AᵀWA)⁻¹ of these, for the spectra of a solved block.</summary>
/// <remarks>Four spectra at a time, each with free amounts of its own. Working memory for one thread.</remarks>
internal sealed unsafe class AmountDeviations
{
    private const int Lanes = 4;
    private readonly int rows, compounds;
    private readonly double[] compositions;
    private readonly (ulong Below, ulong Above)[] neighbours;
    private readonly Vector256<double>[] gram, open, factor, gradient, ones, solved;

    /// <summary>Makes room.</summary>
    /// <param name="fit">The fit whose blocks are asked.</param>
    /// <param name="compositions">xᵢ of each reference.</param>
    public AmountDeviations(SpectraFit fit, double[] compositions)
    {
        (rows, compounds, this.compositions) = (fit.References, fit.Compounds, compositions);
        (gram, factor) = (new Vector256<double>[rows * (rows + 1) / 2], new Vector256<double>[rows * rows]);
        (open, gradient, ones, solved) = (new Vector256<double>[rows], new Vector256<double>[rows], new Vector256<double>[rows], new Vector256<double>[rows]);
        neighbours = [.. compositions.Select(x => (Nearest(x, -1), Nearest(x, 1)))];
    }

    /// <summary>σ of the composition x = Σ nᵢxᵢ/Σ nᵢ and of Σ nᵢ for unit variance scale; NaN when nothing is free.</summary>
    /// <param name="block">The solved block.</param>
    /// <param name="count">Number of spectra of the block.</param>
    /// <param name="composition">Receives σ(x).</param>
    /// <param name="total">Receives σ(Σ nᵢ).</param>
    public void Find(SpectraFitBlock block, int count, Span<double> composition, Span<double> total)
    {
        Span<int> which = stackalloc int[Lanes];
        for (int s = 0; s < count; s += Lanes)
        {
            for (int l = 0; l < Lanes; l++)
            {
                which[l] = Math.Min(s + l, count - 1);
            }

            (Vector256<double> x, Vector256<double> n) = Four(block, count, which);
            for (int l = 0; l < Math.Min(Lanes, count - s); l++)
            {
                (composition[s + l], total[s + l]) = (x[l], n[l]);
            }
        }
    }

    private static Vector256<double> At(double[] values, int from, ReadOnlySpan<int> which) => Vector256.Create(values[from + which[0]], values[from + which[1]], values[from + which[2]], values[from + which[3]]);

    private (Vector256<double> Composition, Vector256<double> Total) Four(SpectraFitBlock block, int count, ReadOnlySpan<int> which)
    {
        Vector256<double> total = Vector256<double>.Zero, moment = Vector256<double>.Zero;
        for (int r = 0; r < compounds; r++)
        {
            Vector256<double> amount = At(block.Amounts, r * count, which);
            (total, moment) = (total + amount, moment + (amount * compositions[r]));
        }

        Vector256<ulong> free = Vector256.Create(Opened(block.Free[which[0]]), Opened(block.Free[which[1]]), Opened(block.Free[which[2]]), Opened(block.Free[which[3]]));
        for (int r = 0; r < rows; r++)
        {
            Vector256<ulong> bit = Vector256.Create(1UL << r);
            open[r] = Vector256.Equals(free & bit, bit).AsDouble();
            (gradient[r], ones[r]) = r < compounds ? ((Vector256.Create(compositions[r]) - (moment / total)) / total & open[r], Vector256<double>.One & open[r]) : (Vector256<double>.Zero, Vector256<double>.Zero);
        }

        for (int p = 0; p < gram.Length; p++)
        {
            gram[p] = At(block.Grams, p * count, which);
        }

        fixed (Vector256<double>* g = gram, o = open, f = factor)
        {
            Vector256<double> bad = FourCholesky.Factor(rows, g, o, f) | ~Vector256.GreaterThan(total, Vector256<double>.Zero) | Vector256.Equals(free, Vector256<ulong>.Zero).AsDouble();
            return (Vector256.ConditionalSelect(bad, Vector256.Create(double.NaN), Root(gradient, f, o)), Vector256.ConditionalSelect(bad, Vector256.Create(double.NaN), Root(ones, f, o)));
        }
    }

    // √(gᵀ(AᵀWA)⁻¹g).
    private Vector256<double> Root(Vector256<double>[] slope, Vector256<double>* factor, Vector256<double>* open)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        fixed (Vector256<double>* b = slope, x = solved)
        {
            FourCholesky.Solve(rows, factor, open, b, x);
            for (int r = 0; r < rows; r++)
            {
                sum += b[r] * x[r];
            }
        }

        return Vector256.Sqrt(sum);
    }

    // A single free reference would leave x without any error: a pixel that is pure within its noise may hold some of the next compositions, too.
    private ulong Opened(ulong free)
    {
        ulong own = free & ((1UL << compounds) - 1);
        return BitOperations.PopCount(own) == 1 ? free | neighbours[BitOperations.TrailingZeroCount(own)].Below | neighbours[BitOperations.TrailingZeroCount(own)].Above : free;
    }

    // The next composition on one side, as a bit; none beyond the last.
    private ulong Nearest(double x, int side)
    {
        int best = -1;
        for (int r = 0; r < compositions.Length; r++)
        {
            best = side * (compositions[r] - x) > 0 && (best < 0 || side * (compositions[r] - compositions[best]) < 0) ? r : best;
        }

        return best < 0 ? 0 : 1UL << best;
    }
}
