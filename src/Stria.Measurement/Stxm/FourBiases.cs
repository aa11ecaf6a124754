using System.Runtime.Intrinsics;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The bootstrap of <see cref="NonNegativityBias"/> for four pixels at a time, one in each lane of a vector. Working memory for one thread.</summary>
internal sealed unsafe class FourBiases
{
    private const int Lanes = FourNonNegative.Lanes, Reach = 2, Side = (2 * Reach) + 1;
    private readonly NormalEquations normal;
    private readonly double[] totals, compositions, sums;
    private readonly ImageGrid grid;
    private readonly int n, pairs, length;
    private readonly FourNonNegative fours;
    private readonly int[] near = new int[Side * Side];
    private readonly ulong[] free = new ulong[Lanes];
    private readonly Vector256<double>[] truth, mean, scatter, open, factor;

    /// <summary>Makes room.</summary>
    /// <param name="normal">The fit's normal equations.</param>
    /// <param name="totals">Total amount of each pixel of the raster.</param>
    /// <param name="compositions">xᵢ of each reference.</param>
    /// <param name="grid">The raster.</param>
    public FourBiases(NormalEquations normal, double[] totals, double[] compositions, ImageGrid grid)
    {
        (this.normal, this.totals, this.compositions, this.grid, n) = (normal, totals, compositions, grid, normal.Rows);
        (pairs, fours) = (n * (n + 1) / 2, new FourNonNegative(n));
        length = pairs + n;
        sums = new double[Lanes * length];
        (truth, mean, scatter, open, factor) = (new Vector256<double>[n], new Vector256<double>[n], new Vector256<double>[n], new Vector256<double>[n], new Vector256<double>[n * n]);
        open.AsSpan().Fill(Vector256<double>.AllBitsSet);
        free.AsSpan().Fill(ulong.MaxValue);
    }

    /// <summary>E[x found] − x of each pixel; NaN where there is no amount.</summary>
    public Vector256<double> Mean { get; private set; }

    /// <summary>Variance of x found about its mean.</summary>
    public Vector256<double> Variance { get; private set; }

    /// <summary>Draws spectra about the truth of the neighbourhood of each pixel, and fits them.</summary>
    /// <param name="pixels">One to four pixels.</param>
    /// <param name="noise">Standard deviation of the noise over that of the weights; pairs of spectra of opposite noise; start of the random numbers.</param>
    public void Find(ReadOnlySpan<int> pixels, (double Scale, int Pairs, long Seed) noise)
    {
        var own = new Lane(pixels[0], pixels[Math.Min(1, pixels.Length - 1)], pixels[Math.Min(2, pixels.Length - 1)], pixels[^1]);
        Vector256<double> amount = Vector256.Create(totals[own.A], totals[own.B], totals[own.C], totals[own.D]), x = FindTruth(own), sum = Vector256<double>.Zero;
        for (int r = 0; r < compositions.Length; r++)
        {
            sum += truth[r];
        }

        Vector256<double> known = Vector256.GreaterThan(amount, Vector256<double>.Zero) & Vector256.GreaterThan(sum, Vector256<double>.Zero) & ~Prepare(own, amount / sum);
        SeededRandom[] random = [.. new[] { own.A, own.B, own.C, own.D }.Select(p => new SeededRandom((noise.Seed * 1_000_003) + p))];
        Vector256<double> first = Vector256<double>.Zero, second = Vector256<double>.Zero;
        for (int k = 0; k < noise.Pairs; k++)
        {
            Scatter(random, noise.Scale);
            Vector256<double> up = Found(1) - x, down = Found(-1) - x;
            (first, second) = (first + up + down, second + (up * up) + (down * down));
        }

        Vector256<double> no = Vector256.Create(double.NaN), average = first / (2.0 * noise.Pairs);
        (Mean, Variance) = (Vector256.ConditionalSelect(known, average, no), Vector256.ConditionalSelect(known, (second / (2.0 * noise.Pairs)) - (average * average), no));
    }

    // One composition for the neighbourhood, each pixel with its own amount of it: d = T·A·f, so AᵀWA counts by T² and AᵀWd by T.
    private Vector256<double> FindTruth(Lane own)
    {
        Neighbourhood(own.A, 0);
        Neighbourhood(own.B, 1);
        Neighbourhood(own.C, 2);
        Neighbourhood(own.D, 3);
        for (int i = 0; i < length; i++)
        {
            Vector256<double> all = Vector256.Create(sums[i], sums[length + i], sums[(2 * length) + i], sums[(3 * length) + i]);
            if (i < pairs)
            {
                fours.Gram[i] = all;
            }
            else
            {
                fours.Right[i - pairs] = all;
            }
        }

        free.CopyTo(fours.Free); // of the four before, which lie near
        fours.Solve();
        fours.Amounts.CopyTo(truth);
        fours.Free.CopyTo(free);
        return Composition(truth);
    }

    // The walk over the neighbours is the inner one, so that sums stay in registers.
    private void Neighbourhood(int pixel, int lane)
    {
        (int row, int column) = (pixel / grid.Width, pixel % grid.Width);
        int count = 0;
        for (int r = Math.Max(0, row - Reach); r <= Math.Min(grid.Height - 1, row + Reach); r++)
        {
            for (int c = Math.Max(0, column - Reach); c <= Math.Min(grid.Width - 1, column + Reach); c++)
            {
                int p = (r * grid.Width) + c;
                if (normal.Has(p) && totals[p] > 0)
                {
                    near[count++] = p;
                }
            }
        }

        ReadOnlySpan<int> mine = near.AsSpan(0, count);
        Span<double> to = sums.AsSpan(lane * length, length);
        to.Clear();
        foreach (int p in mine)
        {
            Add(normal.Gram(p), totals[p] * totals[p], to[..pairs]);
            Add(normal.Right(p), totals[p], to[pairs..]);
        }
    }

    private static void Add(ReadOnlySpan<double> values, double factor, Span<double> to)
    {
        int i = 0;
        for (; i + Lanes <= to.Length; i += Lanes)
        {
            (Vector256.Create(to[i..]) + (factor * Vector256.Create(values[i..]))).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] += factor * values[i];
        }
    }

    // The pixel's own equations, its truth scaled to its amount, AᵀWd of that truth, and the factor that noise is drawn with. Returns where there is none.
    private Vector256<double> Prepare(Lane own, Vector256<double> scale)
    {
        ReadOnlySpan<double> a = normal.Gram(own.A), b = normal.Gram(own.B), c = normal.Gram(own.C), d = normal.Gram(own.D);
        for (int p = 0; p < pairs; p++)
        {
            fours.Gram[p] = Vector256.Create(a[p], b[p], c[p], d[p]);
        }

        for (int i = 0; i < n; i++)
        {
            truth[i] *= scale;
        }

        for (int i = 0; i < n; i++)
        {
            Vector256<double> sum = Vector256<double>.Zero;
            for (int j = 0; j < n; j++)
            {
                sum += fours.Gram[FourCholesky.Pair(Math.Min(i, j), Math.Max(i, j), n)] * truth[j];
            }

            mean[i] = sum;
        }

        fixed (Vector256<double>* g = fours.Gram, o = open, f = factor)
        {
            return FourCholesky.Factor(n, g, o, f);
        }
    }

    private void Scatter(SeededRandom[] random, double scale)
    {
        for (int i = 0; i < n; i++)
        {
            scatter[i] = Vector256.Create(random[0].Normal(), random[1].Normal(), random[2].Normal(), random[3].Normal()) * Vector256.Create(scale) / Vector256.Sqrt(factor[(i * n) + i]);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = 0; j < i; j++)
            {
                scatter[i] += factor[(i * n) + j] * scatter[j];
            }
        }
    }

    private Vector256<double> Found(double sign)
    {
        for (int i = 0; i < n; i++)
        {
            fours.Right[i] = mean[i] + (sign * scatter[i]);
        }

        free.CopyTo(fours.Free);
        fours.Solve();
        return Composition(fours.Amounts);
    }

    private Vector256<double> Composition(ReadOnlySpan<Vector256<double>> amounts)
    {
        Vector256<double> total = Vector256<double>.Zero, moment = Vector256<double>.Zero;
        for (int r = 0; r < compositions.Length; r++)
        {
            (total, moment) = (total + amounts[r], moment + (amounts[r] * compositions[r]));
        }

        return moment / total;
    }

    private readonly record struct Lane(int A, int B, int C, int D);
}
