using System.Numerics.Tensors;
using Stria.Numerics;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Standard deviations of x and of the total amount by a parametric bootstrap (Efron and Tibshirani 1993, ch. 6.5): spectra are drawn about the pixel's own fit with its noise, and fitted as the pixel was. Bounds, sums and choices of references have
/// their part in it, which the covariance of the free amounts has not.</summary>
/// <remarks>Noise is drawn into AᵀWd, whose covariance is AᵀWA times the variance scale.</remarks>
public static class AmountBootstrap
{
    private const int RowLength = 32;

    /// <summary>Draws.</summary>
    /// <param name="fit">A fit that kept its normal equations.</param>
    /// <param name="compositions">xᵢ of each reference.</param>
    /// <param name="how">The way amounts were found.</param>
    /// <param name="draws">How often each pixel is drawn.</param>
    /// <param name="options">Noise, seed, threads.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>The fit with these deviations, in units of the noise of the weights as before.</returns>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    public static ReferenceFitResult Apply(
        ReferenceFitResult fit, double[] compositions, (IAmountSolver Solver, AmountOptions Options) how, int draws, BootstrapOptions options, CancellationToken cancel = default)
    {
        NormalEquations normal = fit.Normal ?? throw new InvalidOperationException("The fit has to keep its normal equations: KeepNormalEquations.");
        int[] pixels = [.. Enumerable.Range(0, fit.Grid.Count).Where(normal.Has)];
        float[] x = [.. fit.CompositionDeviation], total = [.. fit.TotalDeviation];
        Rows.For((pixels.Length + RowLength - 1) / RowLength, options.Threads, new Draw((fit, normal), compositions, how, (draws, options), (pixels, x, total)), cancel);
        return fit.WithDeviations(x, total);
    }

    private readonly struct Draw(
        (ReferenceFitResult Fit, NormalEquations Normal) fitted,
        double[] compositions,
        (IAmountSolver Solver, AmountOptions Options) how,
        (int Count, BootstrapOptions Options) draws,
        (int[] Pixels, float[] X, float[] Total) result) : IRowOperation
    {
        public void Invoke(int row)
        {
            for (int i = row * RowLength; i < Math.Min((row + 1) * RowLength, result.Pixels.Length); i++)
            {
                int p = result.Pixels[i];
                (double x, double total) = At(p);
                (result.X[p], result.Total[p]) = ((float)x, (float)total);
            }
        }

        // All draws of a pixel are one block; the first spectrum is the pixel itself.
        private (double X, double Total) At(int pixel)
        {
            int n = fitted.Normal.Rows, compounds = compositions.Length, m = draws.Count;
            AmountProblem problem = Problem(1, pixel, null);
            how.Solver.Solve(problem, how.Options);
            double[] gram = new double[n * n], right = new double[n], factor = new double[n * n], normals = new double[n];
            problem.Collect(0, gram, right);
            gram.CopyTo(factor, 0);
            if (!SmallCholesky.Factor(factor, n))
            {
                return (double.NaN, double.NaN);
            }

            var random = new SeededRandom((draws.Options.Seed * 1_000_003) + pixel);
            var rights = new double[n * m];
            for (int d = 0; d < m; d++)
            {
                for (int i = 0; i < n; i++)
                {
                    normals[i] = draws.Options.NoiseScale * random.Normal();
                }

                for (int i = 0; i < n; i++)
                {
                    rights[(i * m) + d] = TensorPrimitives.Dot<double>(gram.AsSpan(i * n, n), problem.Amounts) + TensorPrimitives.Dot<double>(factor.AsSpan(i * n, i + 1), normals.AsSpan(0, i + 1));
                }
            }

            AmountProblem drawn = Problem(m, pixel, rights);
            how.Solver.Solve(drawn, how.Options);
            return Spread(drawn, compounds);
        }

        private AmountProblem Problem(int count, int pixel, double[]? rights)
        {
            ReadOnlySpan<double> packed = fitted.Normal.Gram(pixel);
            var grams = new double[packed.Length * count];
            for (int k = 0; k < packed.Length; k++)
            {
                grams.AsSpan(k * count, count).Fill(packed[k]);
            }

            return new AmountProblem(count, fitted.Normal.Rows, compositions.Length)
            {
                Grams = grams,
                Rights = rights ?? fitted.Normal.Right(pixel).ToArray(),
                Amounts = new double[fitted.Normal.Rows * count],
                Free = new ulong[count],
                VarianceScale = draws.Options.NoiseScale * draws.Options.NoiseScale,
            };
        }

        private (double X, double Total) Spread(AmountProblem drawn, int compounds)
        {
            double sum = 0, square = 0, totals = 0, totalSquare = 0;
            int used = 0;
            for (int d = 0; d < drawn.Count; d++)
            {
                double total = 0, moment = 0;
                for (int r = 0; r < compounds; r++)
                {
                    double amount = drawn.Amounts[(r * drawn.Count) + d];
                    (total, moment) = (total + amount, moment + (amount * compositions[r]));
                }

                if (total > 0)
                {
                    double x = moment / total;
                    (sum, square, totals, totalSquare, used) = (sum + x, square + (x * x), totals + total, totalSquare + (total * total), used + 1);
                }
            }

            double scale = draws.Options.NoiseScale;
            double Deviation(double first, double second) => Math.Sqrt(Math.Max(0, (second - (first * first / used)) / (used - 1))) / scale;
            return used < 2 ? (double.NaN, double.NaN) : (Deviation(sum, square), Deviation(totals, totalSquare));
        }
    }
}

/// <summary>How a bootstrap draws.</summary>
/// <param name="NoiseScale">Standard deviation of the noise over that of the weights.</param>
/// <param name="Seed">Start of the random numbers.</param>
/// <param name="Threads">Degree of parallelism.</param>
public sealed record BootstrapOptions(double NoiseScale, long Seed = 1, int Threads = 1);
