using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>By how much x is too high on average because amounts may not be negative.</summary>
/// <remarks>Noise can add to an amount that is absent, but not take away from it; where more references lie above a composition than below it, x comes out too high. The
/// bias is found by a parametric bootstrap (Efron and Tibshirani 1993, ch. 10): spectra are drawn about a plug-in truth with the noise of the pixel, and fitted as the pixel
/// was. The pixel's own amounts would be a poor truth, since they have the bias in them; the neighbourhood fitted as one has several times less. Noise is drawn into AᵀWd, whose
/// covariance is AᵀWA, in pairs of opposite sign, which leaves only what is not linear.</remarks>
public static class NonNegativityBias
{
    private const int Reach = 2, MostPairs = 16, FewestPairs = 2, WantedSpectra = 1 << 17, MostDrawn = 1 << 14, RowLength = 64;
    private const double Smoothing = 2;

    /// <summary>E[x found] − x of each pixel: the first half of what <see cref="Find"/> gives.</summary>
    public static float[] Of(ReferenceFitResult fit, double[] compositions, double noise, long seed = 1, int threads = 1, CancellationToken cancel = default) =>
        Find(fit, compositions, noise, seed, threads, cancel).Bias;

    /// <summary>E[x found] − x of each pixel, and the standard deviation of x found about it.</summary>
    /// <param name="fit">A fit that kept its normal equations.</param>
    /// <param name="compositions">xᵢ of each reference.</param>
    /// <param name="noise">Standard deviation of the noise over that of the weights.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>One value for each pixel of the raster, smoothed over neighbours (the variance times the square of the amount, which noise leaves alike); NaN where nothing was fitted.</returns>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    public static (float[] Bias, float[] Deviation) Find(ReferenceFitResult fit, double[] compositions, double noise, long seed = 1, int threads = 1, CancellationToken cancel = default)
    {
        NormalEquations normal = fit.Normal ?? throw new InvalidOperationException("The fit has to keep its normal equations: KeepNormalEquations.");
        int[] pixels = [.. Enumerable.Range(0, fit.Grid.Count).Where(normal.Has)];
        float[] bias = new float[fit.Grid.Count], spread = new float[fit.Grid.Count];
        Array.Fill(bias, float.NaN);
        Array.Fill(spread, float.NaN);
        int[] drawn = pixels.Length > MostDrawn ? OfEachCell(pixels, fit.Grid.Width) : pixels;
        int pairs = Math.Clamp(WantedSpectra / 2 / Math.Max(1, drawn.Length), FewestPairs, MostPairs);
        DrawIn(drawn);
        if (drawn != pixels)
        {
            Spread(pixels, fit.Grid.Width, bias);
            Spread(pixels, fit.Grid.Width, spread);
            DrawIn([.. pixels.Where(p => float.IsNaN(bias[p]))]);
        }

        void DrawIn(int[] chosen) =>
            Rows.For((chosen.Length + RowLength - 1) / RowLength, threads, new Draw((fit, normal), compositions, (noise, pairs, seed), chosen, (bias, spread)), cancel);

        spread = GaussianFilter.SmoothMasked(spread, fit.Grid.Height, fit.Grid.Width, Smoothing);
        foreach (int p in pixels)
        {
            spread[p] = (float)(Math.Sqrt(spread[p]) / fit.Amounts.Sum(a => (double)a[p]));
        }

        return (GaussianFilter.SmoothMasked(bias, fit.Grid.Height, fit.Grid.Width, Smoothing), spread);
    }

    // Neighbours are averaged in the end: in large fields one pixel of four is enough. The first that was fitted stands for its cell of 2 × 2.
    private static int[] OfEachCell(int[] pixels, int width)
    {
        var seen = new HashSet<int>();
        return [.. pixels.Where(p => seen.Add(Cell(p, width)))];
    }

    private static int Cell(int pixel, int width) => (pixel / width / 2 * width) + (pixel % width / 2);

    private static void Spread(int[] pixels, int width, float[] values)
    {
        var ofCell = new Dictionary<int, float>();
        foreach (int p in pixels)
        {
            if (!ofCell.TryAdd(Cell(p, width), values[p]))
            {
                values[p] = ofCell[Cell(p, width)];
            }
        }
    }

    private readonly struct Draw(
        (ReferenceFitResult Fit, NormalEquations Normal) fitted, double[] compositions, (double Scale, int Pairs, long Seed) noise, int[] pixels, (float[] Bias, float[] Spread) found) : IRowOperation
    {
        public void Invoke(int row)
        {
            int n = fitted.Normal.Rows;
            var work = new Work(n);
            for (int i = row * RowLength; i < Math.Min((row + 1) * RowLength, pixels.Length); i++)
            {
                (double mean, double variance, double amount) = At(pixels[i], work);
                found.Bias[pixels[i]] = (float)mean;
                found.Spread[pixels[i]] = (float)(variance * amount * amount);
            }
        }

        private (double Mean, double Variance, double Amount) At(int pixel, Work w)
        {
            double own = Total(pixel);
            if (!(own > 0) || !FindTruth(pixel, w))
            {
                return (double.NaN, double.NaN, own);
            }

            int n = fitted.Normal.Rows;
            double truth = Composition(w.Truth);
            Unpack(fitted.Normal.Gram(pixel), w.Gram, n);
            double scale = own / TensorPrimitives.Sum<double>(w.Truth.AsSpan(0, compositions.Length));
            TensorPrimitives.Multiply(w.Truth, scale, w.Truth);
            for (int i = 0; i < n; i++)
            {
                w.Mean[i] = TensorPrimitives.Dot<double>(w.Gram.AsSpan(i * n, n), w.Truth);
            }

            w.Gram.CopyTo(w.Factor, 0);
            if (!SmallCholesky.Factor(w.Factor, n))
            {
                return (double.NaN, double.NaN, own);
            }

            var random = new SeededRandom((noise.Seed * 1_000_003) + pixel);
            double sum = 0, square = 0;
            for (int k = 0; k < noise.Pairs; k++)
            {
                for (int i = 0; i < n; i++)
                {
                    w.Normals[i] = noise.Scale * random.Normal();
                }

                double up = Found(w, 1) - truth, down = Found(w, -1) - truth;
                (sum, square) = (sum + up + down, square + (up * up) + (down * down));
            }

            double mean = sum / (2 * noise.Pairs);
            return (mean, (square / (2 * noise.Pairs)) - (mean * mean), own);
        }

        private double Found(Work w, int sign)
        {
            int n = fitted.Normal.Rows;
            for (int i = 0; i < n; i++)
            {
                w.Right[i] = w.Mean[i] + (sign * TensorPrimitives.Dot<double>(w.Factor.AsSpan(i * n, i + 1), w.Normals.AsSpan(0, i + 1)));
            }

            NonNegativeLeastSquares.Solve(w.Gram, w.Right, w.Amounts, w.Free);
            return Composition(w.Amounts);
        }

        // One composition for the neighbourhood, each pixel with its own amount of it: d = T·A·f, so AᵀWA counts by T² and AᵀWd by T.
        private bool FindTruth(int pixel, Work w)
        {
            ImageGrid grid = fitted.Fit.Grid;
            (int row, int column) = (pixel / grid.Width, pixel % grid.Width);
            w.PackedSum.AsSpan().Clear();
            w.Right.AsSpan().Clear();
            for (int r = Math.Max(0, row - Reach); r <= Math.Min(grid.Height - 1, row + Reach); r++)
            {
                for (int c = Math.Max(0, column - Reach); c <= Math.Min(grid.Width - 1, column + Reach); c++)
                {
                    int p = (r * grid.Width) + c;
                    if (fitted.Normal.Has(p) && Total(p) is var total and > 0)
                    {
                        TensorPrimitives.MultiplyAdd(fitted.Normal.Gram(p), total * total, w.PackedSum, w.PackedSum);
                        TensorPrimitives.MultiplyAdd(fitted.Normal.Right(p), total, w.Right, w.Right);
                    }
                }
            }

            Unpack(w.PackedSum, w.Gram, fitted.Normal.Rows);
            w.Free = NonNegativeLeastSquares.Solve(w.Gram, w.Right, w.Truth);
            return TensorPrimitives.Sum<double>(w.Truth.AsSpan(0, compositions.Length)) > 0;
        }

        private double Total(int pixel)
        {
            double total = 0;
            foreach (float[] amounts in fitted.Fit.Amounts)
            {
                total += amounts[pixel];
            }

            return total;
        }

        private double Composition(ReadOnlySpan<double> amounts)
        {
            double total = 0, moment = 0;
            for (int r = 0; r < compositions.Length; r++)
            {
                (total, moment) = (total + amounts[r], moment + (amounts[r] * compositions[r]));
            }

            return moment / total;
        }

        private static void Unpack(ReadOnlySpan<double> packed, Span<double> full, int n)
        {
            for (int i = 0, p = 0; i < n; i++)
            {
                for (int j = i; j < n; j++, p++)
                {
                    full[(i * n) + j] = full[(j * n) + i] = packed[p];
                }
            }
        }
    }

    private sealed class Work(int n)
    {
        public double[] PackedSum { get; } = new double[n * (n + 1) / 2];

        public double[] Gram { get; } = new double[n * n];

        public double[] Factor { get; } = new double[n * n];

        public double[] Truth { get; } = new double[n];

        public double[] Mean { get; } = new double[n];

        public double[] Right { get; } = new double[n];

        public double[] Normals { get; } = new double[n];

        public double[] Amounts { get; } = new double[n];

        public ulong Free { get; set; }
    }
}
