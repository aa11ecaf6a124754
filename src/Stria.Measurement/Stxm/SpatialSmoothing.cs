using System.Numerics.Tensors;
using Stria.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Amounts of all pixels at once, held together: neighbours may differ in composition only as far as their spectra ask for it.</summary>
/// <remarks>
/// Σ_p χ²_p(n_p) + μ Σ_pq ‖n_p/T_p − n_q/T_q‖² becomes least with n ≥ 0, where T_p is the total amount that the pixel had alone: differences in thickness cost nothing. μ is set so that a step in
/// composition is smeared over the given length ℓ at a pixel of median precision (μ = ℓ² times that precision: the smoothing spline's equivalent kernel, Silverman, Ann. Stat. 12, 898, 1984). The problem is
/// convex; pixels of either colour of a chessboard are solved in turn, exactly, so that the sum never rises and does not depend on the number of threads.
/// </remarks>
public static class SpatialSmoothing
{
    private const int MostSweeps = 200;
    private const double Tolerance = 1e-5;

    /// <summary>Smooths a fit.</summary>
    /// <param name="fit">A fit of non-negative amounts that kept its normal equations.</param>
    /// <param name="compositions">xᵢ of each reference.</param>
    /// <param name="length_px">Length over which a step in composition is smeared [px].</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between sweeps.</param>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    public static SmoothedFit Apply(ReferenceFitResult fit, double[] compositions, double length_px, int threads = 1, CancellationToken cancel = default)
    {
        NormalEquations normal = fit.Normal ?? throw new InvalidOperationException("The fit has to keep its normal equations: KeepNormalEquations.");
        var state = new State(fit, normal, compositions, length_px);
        var costs = new List<double> { state.Cost() };
        bool settled = false;
        for (int sweep = 0; sweep < MostSweeps && !settled; sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            for (int colour = 0; colour < 2; colour++)
            {
                Rows.For(fit.Grid.Height, threads, new Sweep(state, colour), cancel);
            }

            costs.Add(state.Cost());
            settled = costs[^2] - costs[^1] <= Tolerance * Math.Abs(costs[0] - costs[^1]) + (1e-13 * Math.Abs(costs[^1]));
        }

        ReferenceFitResult smooth = fit.WithAmounts(state.Amounts());
        (double rise, double change) = state.Price(compositions);
        return new SmoothedFit(smooth, rise, change) { Costs = costs };
    }

    private readonly struct Sweep(State state, int colour) : IRowOperation
    {
        public void Invoke(int row) => state.SolveRow(row, colour);
    }

    private sealed class State
    {
        private readonly ReferenceFitResult fit;
        private readonly NormalEquations normal;
        private readonly double[] solution, start, total;
        private readonly bool[] holds;
        private readonly int rows, compounds, width;
        private readonly double mu;

        public State(ReferenceFitResult fit, NormalEquations normal, double[] compositions, double length)
        {
            (this.fit, this.normal, rows, compounds, width) = (fit, normal, normal.Rows, fit.Amounts.Length, fit.Grid.Width);
            int pixels = fit.Grid.Count;
            (solution, total, holds) = (new double[pixels * rows], new double[pixels], new bool[pixels]);
            var precision = new List<double>();
            for (int p = 0; p < pixels; p++)
            {
                if (!normal.Has(p))
                {
                    continue;
                }

                Span<double> own = solution.AsSpan(p * rows, rows);
                SolveAlone(p, own);
                total[p] = TensorPrimitives.Sum<double>(own[..compounds]);
                holds[p] = total[p] > 0;
                float sigma = fit.CompositionDeviation[p];
                if (holds[p] && sigma > 0 && float.IsFinite(sigma))
                {
                    precision.Add(1 / ((double)sigma * sigma));
                }
            }

            start = [.. solution];
            double[] sorted = [.. compositions.Order()];
            double spacing = sorted.Length > 1 ? (sorted[^1] - sorted[0]) / (sorted.Length - 1) : 1;
            mu = precision.Count == 0 ? 0 : length * length * Quantiles.Median([.. precision]) * spacing * spacing / 2;
        }

        public void SolveRow(int row, int colour)
        {
            Span<double> gram = stackalloc double[rows * rows], right = stackalloc double[rows], amounts = stackalloc double[rows];
            Span<int> around = stackalloc int[4];
            for (int c = (row + colour) % 2; c < width; c += 2)
            {
                int p = (row * width) + c;
                if (!holds[p])
                {
                    continue;
                }

                Unpack(p, gram, right);
                int neighbours = Around(p, around);
                double own = mu * neighbours / (total[p] * total[p]);
                for (int r = 0; r < compounds; r++)
                {
                    gram[(r * rows) + r] += own;
                    for (int k = 0; k < neighbours; k++)
                    {
                        right[r] += mu * solution[(around[k] * rows) + r] / (total[around[k]] * total[p]);
                    }
                }

                NonNegativeLeastSquares.Solve(gram, right, amounts);
                amounts.CopyTo(solution.AsSpan(p * rows, rows));
            }
        }

        /// <summary>What is made least, up to a constant of the data.</summary>
        public double Cost()
        {
            double cost = 0;
            Span<int> around = stackalloc int[4];
            for (int p = 0; p < total.Length; p++)
            {
                if (!holds[p])
                {
                    continue;
                }

                cost += Misfit(p, solution);
                int neighbours = Around(p, around);
                for (int k = 0; k < neighbours; k++)
                {
                    for (int r = 0; r < compounds; r++)
                    {
                        double step = (solution[(p * rows) + r] / total[p]) - (solution[(around[k] * rows) + r] / total[around[k]]);
                        cost += 0.5 * mu * step * step;
                    }
                }
            }

            return cost;
        }

        /// <summary>Mean rise of χ² in a pixel, and root mean square change of x.</summary>
        public (double Rise, double Change) Price(double[] compositions)
        {
            double rise = 0, change = 0;
            int n = 0;
            for (int p = 0; p < total.Length; p++)
            {
                if (holds[p])
                {
                    double moved = Composition(solution, p, compositions) - Composition(start, p, compositions);
                    (rise, change, n) = (rise + Misfit(p, solution) - Misfit(p, start), change + (moved * moved), n + 1);
                }
            }

            return n == 0 ? (0, 0) : (rise / n, Math.Sqrt(change / n));
        }

        public float[][] Amounts()
        {
            float[][] amounts = [.. fit.Amounts.Select(a => (float[])a.Clone())];
            for (int p = 0; p < total.Length; p++)
            {
                for (int r = 0; r < compounds && holds[p]; r++)
                {
                    amounts[r][p] = (float)solution[(p * rows) + r];
                }
            }

            return amounts;
        }

        private double Composition(double[] of, int p, double[] compositions)
        {
            ReadOnlySpan<double> n = of.AsSpan(p * rows, compounds);
            double sum = TensorPrimitives.Sum(n);
            return sum > 0 ? TensorPrimitives.Dot<double>(n, compositions) / sum : 0;
        }

        // nᵀGn − 2bᵀn.
        private double Misfit(int p, double[] of)
        {
            Span<double> gram = stackalloc double[rows * rows], right = stackalloc double[rows];
            Unpack(p, gram, right);
            ReadOnlySpan<double> n = of.AsSpan(p * rows, rows);
            double misfit = -2 * TensorPrimitives.Dot<double>(n, right);
            for (int i = 0; i < rows; i++)
            {
                misfit += n[i] * TensorPrimitives.Dot(gram.Slice(i * rows, rows), n);
            }

            return misfit;
        }

        private void SolveAlone(int p, Span<double> amounts)
        {
            Span<double> gram = stackalloc double[rows * rows], right = stackalloc double[rows];
            Unpack(p, gram, right);
            NonNegativeLeastSquares.Solve(gram, right, amounts);
        }

        private void Unpack(int p, Span<double> gram, Span<double> right)
        {
            ReadOnlySpan<double> packed = normal.Gram(p);
            normal.Right(p).CopyTo(right);
            for (int i = 0, k = 0; i < rows; i++)
            {
                for (int j = i; j < rows; j++, k++)
                {
                    gram[(i * rows) + j] = gram[(j * rows) + i] = packed[k];
                }
            }
        }

        private int Around(int p, Span<int> around)
        {
            int n = 0, column = p % width;
            if (column > 0 && holds[p - 1])
            {
                around[n++] = p - 1;
            }

            if (column < width - 1 && holds[p + 1])
            {
                around[n++] = p + 1;
            }

            if (p >= width && holds[p - width])
            {
                around[n++] = p - width;
            }

            if (p + width < holds.Length && holds[p + width])
            {
                around[n++] = p + width;
            }

            return n;
        }
    }
}

/// <summary>A smoothed fit and what it cost.</summary>
/// <param name="Fit">The fit with its new amounts; deviations are those of single pixels, which are too wide for it, unless <see cref="HasDeviations"/>.</param>
/// <param name="ChiSquareRise">Mean rise of χ² in a pixel: about the number of references when only noise was smoothed; more says that structure was.</param>
/// <param name="CompositionChange">Root mean square change of x.</param>
public sealed record SmoothedFit(ReferenceFitResult Fit, double ChiSquareRise, double CompositionChange)
{
    /// <summary>What was made least, at the start and after each sweep; it never rises.</summary>
    public IReadOnlyList<double> Costs { get; init; } = [];

    /// <summary>How many pixels were fitted as one, by their weights: median over the pixels; NaN where the way has no such number.</summary>
    public double PixelsTogether { get; init; } = double.NaN;

    /// <summary>Whether the deviations of x are those of the smoothed fit.</summary>
    public bool HasDeviations { get; init; }
}
