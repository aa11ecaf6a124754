using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Refines displacements: each frame is laid on its own model, a combination of the few images that all frames together consist of, by weighted least squares.</summary>
/// <remarks>
/// Two frames on either side of an edge differ in contrast, and the maximum of their correlation lies where the stronger structure is. A frame and its model do not differ: amplitudes of the images and the
/// displacement are fitted together (Gauss–Newton with the noise of counting, the maximum-likelihood estimate of small displacements), so that the error comes down to that of the counts.
/// What this cannot see, because the images were learned from the displaced frames, <see cref="RegistrationGauge"/> takes off.
/// </remarks>
public static class ModelRegistration
{
    private const int Iterations = 3, FewestFrames = 8;
    private const double Doubt = 4, MostMove = 0.5; // standard deviations of a pixel; px

    /// <summary>Refines displacements.</summary>
    /// <param name="stack">Intensities in order of energy (or transmission, or optical density); NaN where a value cannot be used.</param>
    /// <param name="start">Displacements, known to about a tenth of a pixel.</param>
    /// <param name="noise">Variance of a value; without gain and floor all values count alike, and the residuals set the scale of the standard deviations.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <returns>Refined displacements with their standard deviations; the start itself where fewer than eight frames, or nothing but noise, are there to learn from.</returns>
    public static RegistrationResult Refine(SpectralStack stack, RegistrationResult start, NoiseModel noise, int threads = 1, CancellationToken cancel = default)
    {
        int n = stack.FrameCount;
        if (n < FewestFrames || FrameWindow.In(stack, start) is not { } window)
        {
            return start;
        }

        double[] rows = [.. start.Rows], columns = [.. start.Columns];
        var found = new FrameMove[n];
        var hidden = new (double Row, double Column)[n];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            FrameModel? model = FrameModel.Learn(stack, window, (rows, columns), noise, threads, cancel);
            if (model is null)
            {
                return start;
            }

            Rows.For(n, threads, new Fit(model, noise, found), cancel);
            (double down, double right, double downDeviation, double rightDeviation) = model.HasContrast ? RegistrationGauge.Of(model.Images[0], model.Images[1], model.Height, model.Width) : default;
            for (int f = 0; f < n; f++)
            {
                double ratio = model.Ratio(f);
                rows[f] = start.Rows[f] + Math.Clamp(rows[f] + found[f].Row - (down * ratio) - start.Rows[f], -MostMove, MostMove);
                columns[f] = start.Columns[f] + Math.Clamp(columns[f] + found[f].Column - (right * ratio) - start.Columns[f], -MostMove, MostMove);
                hidden[f] = (ratio * Math.Sqrt((down * down) + (downDeviation * downDeviation)), ratio * Math.Sqrt((right * right) + (rightDeviation * rightDeviation)));
            }
        }

        double firstRow = rows[0], firstColumn = columns[0], moved = 0;
        for (int f = 0; f < n; f++)
        {
            (rows[f], columns[f]) = (rows[f] - firstRow, columns[f] - firstColumn);
            moved += (Math.Pow(rows[f] - start.Rows[f], 2) + Math.Pow(columns[f] - start.Columns[f], 2)) / (2 * n);
        }

        return start with
        {
            Rows = rows,
            Columns = columns,
            RowDeviations = [.. found.Zip(hidden, (m, h) => Math.Sqrt((m.RowDeviation * m.RowDeviation) + (h.Row * h.Row)))],
            ColumnDeviations = [.. found.Zip(hidden, (m, h) => Math.Sqrt((m.ColumnDeviation * m.ColumnDeviation) + (h.Column * h.Column)))],
            Refinement = Math.Sqrt(moved),
        };
    }

    private readonly record struct FrameMove(double Row, double Column, double RowDeviation, double ColumnDeviation);

    // Frame = level · (c₀ + Σ cₖUₖ − δ·∇Σ cₖUₖ), linear in c and, about the amplitudes as learned, in δ.
    private readonly struct Fit(FrameModel model, NoiseModel noise, FrameMove[] moves) : IRowOperation
    {
        public void Invoke(int row)
        {
            int count = model.Count, pixels = model.Height * model.Width, n = count + 3;
            float[] images = new float[n * pixels], weights = new float[pixels], residual = new float[pixels], weighted = new float[pixels];
            Span<float> sum = images.AsSpan(0, pixels);
            sum.Clear();
            for (int k = 0; k < count; k++)
            {
                model.Images[k].CopyTo(images.AsSpan((1 + k) * pixels));
                float c = (float)model.Amplitude(row, k);
                TensorPrimitives.MultiplyAdd(model.Images[k], c, sum, sum);
                Add(model.Downwards[k], -c, images.AsSpan((1 + count) * pixels, pixels));
                Add(model.Rightwards[k], -c, images.AsSpan((2 + count) * pixels, pixels));
            }

            Weigh(row, sum, weights, residual);
            sum.Fill(1);
            double[] matrix = new double[n * n], right = new double[n];
            for (int i = 0; i < n; i++)
            {
                TensorPrimitives.Multiply(images.AsSpan(i * pixels, pixels), weights, weighted);
                right[i] = TensorPrimitives.Dot<float>(weighted, residual);
                for (int j = 0; j <= i; j++)
                {
                    matrix[(i * n) + j] = TensorPrimitives.Dot<float>(weighted, images.AsSpan(j * pixels, pixels));
                }
            }

            moves[row] = Solved(matrix, right, (images, weights, residual));
        }

        private static void Add(ReadOnlySpan<float> image, float factor, Span<float> to) => TensorPrimitives.MultiplyAdd(image, factor, to, to);

        // Weights 1/σ² of the normalised frame, less where a value contradicts its model by more than four standard deviations.
        private void Weigh(int frame, ReadOnlySpan<float> model0, float[] weights, float[] residual)
        {
            ReadOnlySpan<float> seen = model.Aligned(frame);
            double level = model.Level(frame);
            bool known = noise.Gain > 0 || noise.Floor > 0;
            for (int i = 0; i < weights.Length; i++)
            {
                if (!model.Inner[i] || !float.IsFinite(seen[i]))
                {
                    continue;
                }

                residual[i] = seen[i] - model0[i];
                double variance = known ? Math.Max((noise.Gain * level * Math.Max(0.02, 1 + model0[i])) + noise.Floor, 1e-30) / (level * level) : model.TypicalVariance;
                double off = Math.Abs(residual[i]) / Math.Sqrt(variance);
                weights[i] = (float)(Math.Min(1, Doubt / Math.Max(off, 1e-9)) / variance);
            }
        }

        private FrameMove Solved(double[] matrix, double[] right, (float[] Images, float[] Weights, float[] Residual) of)
        {
            int n = right.Length, used = 0;
            double[] solved = [.. right], unit = new double[n];
            if (!SmallCholesky.Factor(matrix, n))
            {
                return default;
            }

            SmallCholesky.Solve(matrix, n, solved);
            double chi2 = 0;
            for (int i = 0; i < of.Weights.Length; i++)
            {
                used += of.Weights[i] > 0 ? 1 : 0;
                chi2 += of.Weights[i] * of.Residual[i] * of.Residual[i];
            }

            chi2 -= TensorPrimitives.Dot<double>(solved, right);
            double widening = Math.Max(noise.Gain > 0 || noise.Floor > 0 ? 1 : 0, chi2 / Math.Max(1, used - n));
            double Deviation(int k)
            {
                Array.Clear(unit);
                unit[k] = 1;
                SmallCholesky.Solve(matrix, n, unit);
                return Math.Sqrt(unit[k] * widening);
            }

            return new FrameMove(solved[n - 2], solved[n - 1], Deviation(n - 2), Deviation(n - 1));
        }
    }
}
