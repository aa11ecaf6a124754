using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>By how much x is too high on average because amounts may not be negative.</summary>
/// <remarks>Noise can add to an amount that is absent, but not take away from it; where more references lie above a composition than below it, x comes out too high. The
/// bias is found by a parametric bootstrap (Efron and Tibshirani 1993, ch. 10): spectra are drawn about a plug-in truth with the noise of the pixel, and fitted as the pixel
/// was. The pixel's own amounts would be a poor truth, since they have the bias in them; the neighbourhood fitted as one has several times less. Noise is drawn into AᵀWd, whose
/// covariance is AᵀWA, in pairs of opposite sign, which leaves only what is not linear.</remarks>
public static class NonNegativityBias
{
    private const int MostPairs = 16, FewestPairs = 2, WantedSpectra = 1 << 17, MostDrawn = 1 << 14, RowLength = 64;
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
        double[] totals = Totals(fit, pixels);
        float[] bias = new float[fit.Grid.Count], spread = new float[fit.Grid.Count];
        Array.Fill(bias, float.NaN);
        Array.Fill(spread, float.NaN);
        int[] drawn = pixels.Length > MostDrawn ? OfEachCell(pixels, fit.Grid) : pixels;
        int pairs = Math.Clamp(WantedSpectra / 2 / Math.Max(1, drawn.Length), FewestPairs, MostPairs);
        DrawIn(drawn);
        if (drawn != pixels)
        {
            Spread(pixels, fit.Grid, bias);
            Spread(pixels, fit.Grid, spread);
            DrawIn([.. pixels.Where(p => float.IsNaN(bias[p]))]);
        }

        void DrawIn(int[] chosen) =>
            Rows.For((chosen.Length + RowLength - 1) / RowLength, threads, new Draw((normal, totals), compositions, (noise, pairs, seed), (chosen, fit.Grid), (bias, spread)), cancel);

        spread = GaussianFilter.SmoothMasked(spread, fit.Grid.Height, fit.Grid.Width, Smoothing);
        foreach (int p in pixels)
        {
            spread[p] = (float)(Math.Sqrt(spread[p]) / totals[p]);
        }

        return (GaussianFilter.SmoothMasked(bias, fit.Grid.Height, fit.Grid.Width, Smoothing), spread);
    }

    private static double[] Totals(ReferenceFitResult fit, int[] pixels)
    {
        var totals = new double[fit.Grid.Count];
        foreach (float[] amounts in fit.Amounts)
        {
            foreach (int p in pixels)
            {
                totals[p] += amounts[p];
            }
        }

        return totals;
    }

    // Neighbours are averaged in the end: in large fields one pixel of four is enough. The first that was fitted stands for its cell of 2 × 2.
    private static int[] OfEachCell(int[] pixels, ImageGrid grid)
    {
        var seen = new bool[grid.Count];
        var first = new List<int>(pixels.Length / 3);
        foreach (int p in pixels)
        {
            if (!seen[Cell(p, grid.Width)])
            {
                seen[Cell(p, grid.Width)] = true;
                first.Add(p);
            }
        }

        return [.. first];
    }

    private static int Cell(int pixel, int width) => (pixel / width / 2 * width) + (pixel % width / 2);

    private static void Spread(int[] pixels, ImageGrid grid, float[] values)
    {
        var ofCell = new int[grid.Count];
        foreach (int p in pixels)
        {
            ref int first = ref ofCell[Cell(p, grid.Width)];
            (first, values[p]) = first == 0 ? (p + 1, values[p]) : (first, values[first - 1]);
        }
    }

    private readonly struct Draw(
        (NormalEquations Normal, double[] Totals) fitted, double[] compositions, (double Scale, int Pairs, long Seed) noise, (int[] Chosen, ImageGrid Grid) pixels, (float[] Bias, float[] Spread) found) : IRowOperation
    {
        public void Invoke(int row)
        {
            var four = new FourBiases(fitted.Normal, fitted.Totals, compositions, pixels.Grid);
            int end = Math.Min((row + 1) * RowLength, pixels.Chosen.Length);
            for (int i = row * RowLength; i < end; i += FourNonNegative.Lanes)
            {
                ReadOnlySpan<int> mine = pixels.Chosen.AsSpan(i, Math.Min(FourNonNegative.Lanes, end - i));
                four.Find(mine, noise);
                for (int l = 0; l < mine.Length; l++)
                {
                    double own = fitted.Totals[mine[l]];
                    found.Bias[mine[l]] = (float)four.Mean[l];
                    found.Spread[mine[l]] = (float)(four.Variance[l] * own * own);
                }
            }
        }
    }
}
