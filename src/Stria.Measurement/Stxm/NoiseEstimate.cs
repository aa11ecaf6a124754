using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Estimates how the variance of an intensity grows with the intensity, from the data alone.</summary>
/// <remarks>In each block of pixels the image is filtered by (1 −2 1; −2 4 −2; 1 −2 1)/6, which removes planes and keeps the variance of
/// independent noise (Immerkær, Comput. Vis. Image Underst. 1996). In each class of intensity the median over the blocks, which edges
/// do not move, gives one variance; a straight line through the classes gives gain and floor.</remarks>
public static class NoiseEstimate
{
    private const int Block = 8, Classes = 12, FewestBlocks = 24;

    /// <summary>Estimates gain and floor.</summary>
    /// <param name="stack">Intensities as measured, before any resampling; NaN where a value cannot be used.</param>
    public static NoiseReport From(SpectralStack stack)
    {
        (double[] mean, double[] variance) = Blocks(stack, ofAnySign: false);
        if (mean.Length < FewestBlocks)
        {
            return new NoiseReport(NoiseModel.Poisson, [], [], IsEstimated: false);
        }

        Array.Sort(mean, variance);
        int classes = Math.Min(Classes, mean.Length / (FewestBlocks / 2));
        double[] means = new double[classes], variances = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            int first = (int)((long)mean.Length * c / classes), last = (int)((long)mean.Length * (c + 1) / classes);
            means[c] = Quantiles.Median(mean.AsSpan(first..last));
            variances[c] = Quantiles.Median(variance.AsSpan(first..last)) / MedianOverMean;
        }

        return new NoiseReport(Line(means, variances), means, variances, IsEstimated: true);
    }

    /// <summary>Scatter that does not depend on the value, for data whose values are not intensities (optical density).</summary>
    /// <param name="stack">The values; NaN where one cannot be used.</param>
    public static NoiseModel Constant(SpectralStack stack)
    {
        double[] variance = Blocks(stack, ofAnySign: true).Variance;
        return variance.Length < FewestBlocks ? new NoiseModel(0, 0) : new NoiseModel(0, Quantiles.Median(variance) / MedianOverMean);
    }

    // The median of a block's mean square over its expectation for normal noise, from 200 000 simulated blocks: the 36 residuals of a block are correlated,
    // and scatter as much as 11 independent ones.
    private const double MedianOverMean = 0.9286;

    // Mean and mean square of the filtered pixels of each block in up to 119 frames; blocks that hold a value that cannot be used are passed over.
    private static (double[] Mean, double[] Variance) Blocks(SpectralStack stack, bool ofAnySign)
    {
        int height = stack.Grid.Height, width = stack.Grid.Width, step = Math.Max(1, stack.FrameCount / 60), n = 0;
        int most = ((stack.FrameCount + step - 1) / step) * (height / Block) * (width / Block);
        double[] mean = new double[most], variance = new double[most];
        float[] sums = new float[width], squares = new float[width], across = new float[width];
        for (int f = 0; f < stack.FrameCount; f += step)
        {
            ReadOnlySpan<float> frame = stack.Frame(f);
            for (int r = 0; r + Block <= height; r += Block)
            {
                Strip(frame.Slice(r * width, Block * width), sums, squares, across);
                for (int c = 0; c + Block <= width; c += Block)
                {
                    double sum = 0, square = 0;
                    for (int x = 0; x < Block; x++)
                    {
                        sum += sums[c + x];
                        square += x is > 0 and < Block - 1 ? squares[c + x] : 0;
                    }

                    // A NaN anywhere makes the sums NaN.
                    if (double.IsFinite(square) && (sum > 0 || ofAnySign))
                    {
                        (mean[n], variance[n]) = (sum / (Block * Block), square / (36 * (Block - 2) * (Block - 2)));
                        n++;
                    }
                }
            }
        }

        return (mean[..n], variance[..n]);
    }

    // Sums of the columns of a strip as high as a block, and of the squares of its filtered inner rows (times 6² = 36): (1 −2 1) down the columns, then along the rows.
    private static void Strip(ReadOnlySpan<float> rows, Span<float> sums, Span<float> squares, Span<float> across)
    {
        int width = sums.Length;
        sums.Clear();
        squares.Clear();
        for (int y = 0; y < Block; y++)
        {
            ReadOnlySpan<float> row = rows.Slice(y * width, width);
            TensorPrimitives.Add(sums, row, sums);
            if (y is 0 or Block - 1)
            {
                continue;
            }

            TensorPrimitives.MultiplyAdd(row, -2, rows.Slice((y - 1) * width, width), across);
            TensorPrimitives.Add(across, rows.Slice((y + 1) * width, width), across);
            AddFiltered(across, squares);
        }
    }

    private static void AddFiltered(ReadOnlySpan<float> across, Span<float> squares)
    {
        int lanes = Vector<float>.Count, c = 1;
        for (; c + lanes < across.Length; c += lanes)
        {
            Vector<float> residual = new Vector<float>(across[(c - 1)..]) + new Vector<float>(across[(c + 1)..]) - (2 * new Vector<float>(across[c..]));
            (new Vector<float>(squares[c..]) + (residual * residual)).CopyTo(squares[c..]);
        }

        for (; c < across.Length - 1; c++)
        {
            float residual = across[c - 1] + across[c + 1] - (2 * across[c]);
            squares[c] += residual * residual;
        }
    }

    private static NoiseModel Line(double[] means, double[] variances)
    {
        // Weights 1/variance²: the relative error of a variance is the same in every class.
        double sw = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (int i = 0; i < means.Length; i++)
        {
            double w = 1 / Math.Max(variances[i] * variances[i], 1e-300);
            sw += w;
            sx += w * means[i];
            sy += w * variances[i];
            sxx += w * means[i] * means[i];
            sxy += w * means[i] * variances[i];
        }

        double determinant = (sw * sxx) - (sx * sx);
        double gain = determinant > 1e-9 * sw * sxx ? ((sw * sxy) - (sx * sy)) / determinant : sy / sx;
        double floor = (sy - (gain * sx)) / sw;
        if (gain < 0)
        {
            return new NoiseModel(0, sy / sw);
        }

        return floor < 0 ? new NoiseModel(sxy / sxx, 0) : new NoiseModel(gain, floor);
    }
}

/// <summary>The noise found in a stack.</summary>
/// <param name="Model">Variance of an intensity.</param>
/// <param name="Intensities">Median intensity of each class.</param>
/// <param name="Variances">Variance of each class.</param>
/// <param name="IsEstimated">False when there were too few pixels and Poisson was assumed.</param>
public sealed record NoiseReport(NoiseModel Model, double[] Intensities, double[] Variances, bool IsEstimated)
{
    /// <summary>Variance over mean at the median intensity: 1 for counted photons.</summary>
    public double Factor
    {
        get
        {
            double typical = Intensities.Length > 0 ? Intensities[Intensities.Length / 2] : 1;
            return Model.Variance(typical) / typical;
        }
    }

    /// <summary>True when the data look like counted photons: variance/mean between 0.8 and 1.25.</summary>
    public bool IsPoisson => IsEstimated && Factor is > 0.8 and < 1.25;
}
