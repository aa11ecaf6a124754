using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Pixels of one composition are fitted together, each with its own amount; which neighbours are of one composition the data tell, so that steps stay.</summary>
/// <remarks>
/// Propagation and separation (Polzehl and Spokoiny, Probab. Theory Relat. Fields 135, 335, 2006): about each pixel a window grows from step to step. A pixel q in it takes part with the weight
/// K(|p − q|/h) · K′((x_p − x_q)²/(λ σ_p²)), with the estimates of the step before and their standard deviations, so that what differs significantly is left out, the better the more
/// precise the estimates have become. Amounts are what is fitted: the normal equations of the pixels for their fractions are added up, which weights each pixel by its covariance and
/// leaves thickness alone. Standard deviations follow from the same weights, with what resampling has done to the noise of neighbours, and grow by the structure that was smoothed away.
/// </remarks>
public sealed class AdaptiveSmoothing : INeighbourSmoother
{
    // From λ = 8 on, a homogeneous field is smoothed as if no weight depended on the data, within a few percent (the propagation condition).
    private const double Lambda = 8, Growth = 1.3, FirstReach = 1.5;

    /// <summary>Steps in composition below this are no reason to part pixels: smaller ones are made by what the model does not know.</summary>
    private const double LeastStep = 0.01;

    /// <inheritdoc/>
    public string Name => "adaptive";

    /// <inheritdoc/>
    public SmoothedFit Apply(ReferenceFitResult fit, NeighbourOptions options, CancellationToken cancel = default)
    {
        var equations = new PooledEquations(fit, options.Threads, cancel);
        var before = new Estimate(fit.Grid.Count, equations.Compounds);
        Rows.For(fit.Grid.Height, options.Threads, new Pool(equations, before, before, (fit.Grid, options), 0), cancel);
        Estimate? fine = null;
        for (double reach = Math.Min(FirstReach, options.Length_px); ; reach = Math.Min(reach * Growth, options.Length_px))
        {
            var next = new Estimate(fit.Grid.Count, equations.Compounds);
            Rows.For(fit.Grid.Height, options.Threads, new Pool(equations, before, next, (fit.Grid, options), reach), cancel);
            before = next;
            fine ??= next;
            if (reach >= options.Length_px)
            {
                break;
            }
        }

        double[] own = new double[fit.Grid.Count];
        Rows.For(fit.Grid.Height, options.Threads, new Structure(fine, before, fit.Grid, own), cancel);
        for (int p = 0; p < own.Length; p++)
        {
            before.Sigma[p] = Math.Sqrt((before.Sigma[p] * before.Sigma[p]) + own[p]);
        }

        return Finished(fit, equations, before, options);
    }

    private static SmoothedFit Finished(ReferenceFitResult fit, PooledEquations equations, Estimate found, NeighbourOptions options)
    {
        int m = equations.Compounds;
        float[][] amounts = [.. fit.Amounts.Select(a => (float[])a.Clone())];
        float[] deviation = [.. fit.CompositionDeviation];
        double[] gram = new double[m * m], alone = new double[m];
        double rise = 0, change = 0;
        var pooled = new List<double>();
        for (int p = 0; p < equations.Totals.Length; p++)
        {
            if (!(equations.Totals[p] > 0) || !double.IsFinite(found.X[p]))
            {
                continue;
            }

            PooledEquations.Unpack(equations.Gram(p), gram, m);
            ReadOnlySpan<double> f = found.Fractions.AsSpan(p * m, m), right = equations.Right(p);
            NonNegativeLeastSquares.Solve(gram, right, alone);
            double curvature = PooledEquations.Square(gram, f), slope = TensorPrimitives.Dot(right, f), scale = curvature > 0 ? Math.Max(0, slope / curvature) : 0;
            double moved = found.X[p] - Composition(alone, options.Compositions);
            rise += (scale * scale * curvature) - (2 * scale * slope) - (PooledEquations.Square(gram, alone) - (2 * TensorPrimitives.Dot(right, alone)));
            change += double.IsFinite(moved) ? moved * moved : 0;
            pooled.Add(found.Pixels[p]);
            for (int r = 0; r < m; r++)
            {
                amounts[r][p] = (float)(scale * equations.Totals[p] * f[r]);
            }

            deviation[p] = (float)(found.Sigma[p] / options.NoiseScale);
        }

        int n = Math.Max(1, pooled.Count);
        return new SmoothedFit(fit.WithAmounts(amounts).WithDeviations(deviation, fit.TotalDeviation), rise / n, Math.Sqrt(change / n)) { PixelsTogether = pooled.Count > 0 ? Quantiles.Median([.. pooled]) : 1, HasDeviations = true };
    }

    private static double Composition(ReadOnlySpan<double> amounts, double[] compositions) => TensorPrimitives.Dot(amounts, compositions) / TensorPrimitives.Sum(amounts);

    /// <summary>What is known of each pixel after a step.</summary>
    private sealed class Estimate
    {
        public Estimate(int pixels, int compounds)
        {
            (X, Sigma, Pixels, Fractions) = (new double[pixels], new double[pixels], new double[pixels], new double[pixels * compounds]);
            X.AsSpan().Fill(double.NaN);
        }

        public double[] X { get; }

        public double[] Sigma { get; }

        public double[] Pixels { get; }

        public double[] Fractions { get; }
    }

    private readonly struct Pool(PooledEquations equations, Estimate before, Estimate after, (ImageGrid Grid, NeighbourOptions Options) how, double reach) : IRowOperation
    {
        public void Invoke(int row)
        {
            int m = equations.Compounds, width = how.Grid.Width;
            var work = new Work(m, equations.PackedLength);
            for (int column = 0; column < width; column++)
            {
                int p = (row * width) + column;
                if (equations.Totals[p] > 0 && (reach <= 0 || double.IsFinite(before.X[p])))
                {
                    Gather(row, column, work);
                    Solve(p, work);
                }
            }
        }

        // Adds up the equations of the pixels that take part; those for the variance with the squares of the weights.
        private void Gather(int row, int column, Work w)
        {
            int width = how.Grid.Width, p = (row * width) + column, span = (int)Math.Floor(reach);
            w.Clear();
            double variance = (before.Sigma[p] * before.Sigma[p]) + (LeastStep * LeastStep), own = before.X[p];
            for (int r = Math.Max(0, row - span); r <= Math.Min(how.Grid.Height - 1, row + span); r++)
            {
                for (int c = Math.Max(0, column - span); c <= Math.Min(width - 1, column + span); c++)
                {
                    int q = (r * width) + c;
                    double weight = q == p ? 1 : equations.Totals[q] > 0 ? Near(r - row, c - column) * Alike(before.X[q] - own, variance) : 0;
                    if (weight > 0)
                    {
                        TensorPrimitives.MultiplyAdd(equations.Gram(q), weight, w.Packed, w.Packed);
                        TensorPrimitives.MultiplyAdd(equations.Right(q), weight, w.Right, w.Right);
                        TensorPrimitives.MultiplyAdd(equations.Gram(q), weight * weight, w.PackedSquares, w.PackedSquares);
                        (w.Sum, w.Squares) = (w.Sum + weight, w.Squares + (weight * weight));
                    }
                }
            }
        }

        private double Near(int down, int right) => Math.Max(0, 1 - (((down * down) + (right * right)) / (reach * reach)));

        private static double Alike(double step, double variance) => double.IsFinite(step) ? Math.Clamp(2 - (2 * step * step / (Lambda * variance)), 0, 1) : 0;

        private void Solve(int p, Work w)
        {
            int m = equations.Compounds;
            PooledEquations.Unpack(w.Packed, w.Gram, m);
            ulong free = NonNegativeLeastSquares.Solve(w.Gram, w.Right, w.Solution);
            double total = TensorPrimitives.Sum<double>(w.Solution);
            if (!(total > 0))
            {
                return;
            }

            double x = TensorPrimitives.Dot<double>(w.Solution, how.Options.Compositions) / total, together = w.Sum * w.Sum / w.Squares;
            TensorPrimitives.Divide(w.Solution, total, after.Fractions.AsSpan(p * m, m));
            (after.X[p], after.Pixels[p]) = (x, together);
            after.Sigma[p] = how.Options.NoiseScale * Math.Sqrt(Correlated(together) * Variance(x, total, free, w));
        }

        // gᵀH⁻¹VH⁻¹g with the gradient g of x, over the references that are free.
        private double Variance(double x, double total, ulong free, Work w)
        {
            int m = equations.Compounds, n = 0;
            Span<int> rows = stackalloc int[m];
            for (int r = 0; r < m; r++)
            {
                if ((free >> r & 1) != 0)
                {
                    rows[n++] = r;
                }
            }

            bool isPure = n == 1 && m > 1;
            if (isPure)
            {
                rows[n++] = Nearest(rows[0], w);
            }

            PooledEquations.Unpack(w.PackedSquares, w.Variances, m);
            for (int i = 0; i < n; i++)
            {
                w.Gradient[i] = (how.Options.Compositions[rows[i]] - x) / total;
                for (int j = 0; j < n; j++)
                {
                    w.Factor[(i * n) + j] = w.Gram[(rows[i] * m) + rows[j]];
                }
            }

            if (!SmallCholesky.Factor(w.Factor, n))
            {
                return double.NaN;
            }

            SmallCholesky.Solve(w.Factor, n, w.Gradient.AsSpan(0, n));
            double variance = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    variance += w.Gradient[i] * w.Gradient[j] * w.Variances[(rows[i] * m) + rows[j]];
                }
            }

            // An amount that may not be negative scatters to one side only: of its square half is left.
            return isPure ? variance / 2 : variance;
        }

        // Where one reference alone is free, the one that is nearest to entering tells how far x may be off.
        private int Nearest(int only, Work w)
        {
            int m = equations.Compounds, nearest = only == 0 ? 1 : 0;
            double least = double.PositiveInfinity;
            for (int r = 0; r < m; r++)
            {
                double slope = r == only ? double.PositiveInfinity : (TensorPrimitives.Dot<double>(w.Gram.AsSpan(r * m, m), w.Solution) - w.Right[r]) / Math.Sqrt(w.Gram[(r * m) + r]);
                (nearest, least) = slope < least ? (r, slope) : (nearest, least);
            }

            return nearest;
        }

        // A window of s × s pixels whose next neighbours are correlated by ρ along each axis, 1 + 2ρ = φ^(−½), has 1 + 2ρ(1 − 1/s) times the variance of independent ones, along each.
        private double Correlated(double together)
        {
            double along = 1 + ((1 / Math.Sqrt(how.Options.NoiseFactor)) - 1) * (1 - (1 / Math.Sqrt(together)));
            return along * along;
        }
    }

    // Variance of the structure that has been smoothed away: what the estimates of the first step, which hold next neighbours together, differ from the last ones beyond their noise, mean over the surroundings.
    private readonly struct Structure(Estimate fine, Estimate last, ImageGrid grid, double[] variance) : IRowOperation
    {
        private const int Span = 3;

        public void Invoke(int row)
        {
            for (int column = 0; column < grid.Width; column++)
            {
                double sum = 0, weights = 0;
                for (int r = Math.Max(0, row - Span); r <= Math.Min(grid.Height - 1, row + Span); r++)
                {
                    for (int c = Math.Max(0, column - Span); c <= Math.Min(grid.Width - 1, column + Span); c++)
                    {
                        int q = (r * grid.Width) + c, far = ((r - row) * (r - row)) + ((c - column) * (c - column));
                        double moved = fine.X[q] - last.X[q], noise = (fine.Sigma[q] * fine.Sigma[q]) - (last.Sigma[q] * last.Sigma[q]), weight = Math.Max(0, 1 - (far / (double)((Span + 1) * (Span + 1))));
                        if (double.IsFinite(moved) && double.IsFinite(noise))
                        {
                            (sum, weights) = (sum + (weight * ((moved * moved) - noise)), weights + weight);
                        }
                    }
                }

                variance[(row * grid.Width) + column] = weights > 0 ? Math.Max(0, sum / weights) : 0;
            }
        }
    }

    private sealed class Work(int m, int packed)
    {
        public double[] Packed { get; } = new double[packed];

        public double[] PackedSquares { get; } = new double[packed];

        public double[] Right { get; } = new double[m];

        public double[] Gram { get; } = new double[m * m];

        public double[] Variances { get; } = new double[m * m];

        public double[] Factor { get; } = new double[m * m];

        public double[] Gradient { get; } = new double[m];

        public double[] Solution { get; } = new double[m];

        public double Sum { get; set; }

        public double Squares { get; set; }

        public void Clear()
        {
            (Sum, Squares) = (0, 0);
            Packed.AsSpan().Clear();
            PackedSquares.AsSpan().Clear();
            Right.AsSpan().Clear();
        }
    }
}
