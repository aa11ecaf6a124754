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
        var blocks = new List<(double Mean, double Variance)>();
        int step = Math.Max(1, stack.FrameCount / 60);
        for (int f = 0; f < stack.FrameCount; f += step)
        {
            AddBlocks(stack.Frame(f), stack.Grid.Height, stack.Grid.Width, blocks);
        }

        if (blocks.Count < FewestBlocks)
        {
            return new NoiseReport(NoiseModel.Poisson, [], [], IsEstimated: false);
        }

        blocks.Sort((a, b) => a.Mean.CompareTo(b.Mean));
        int classes = Math.Min(Classes, blocks.Count / (FewestBlocks / 2));
        double[] means = new double[classes], variances = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            int first = (int)((long)blocks.Count * c / classes), last = (int)((long)blocks.Count * (c + 1) / classes);
            means[c] = Quantiles.Median(blocks[first..last].Select(b => b.Mean).ToArray());
            variances[c] = Quantiles.Median(blocks[first..last].Select(b => b.Variance).ToArray()) / MedianOverMean;
        }

        return new NoiseReport(Line(means, variances), means, variances, IsEstimated: true);
    }

    /// <summary>Scatter that does not depend on the value, for data whose values are not intensities (optical density).</summary>
    /// <param name="stack">The values; NaN where one cannot be used.</param>
    public static NoiseModel Constant(SpectralStack stack)
    {
        var blocks = new List<(double Mean, double Variance)>();
        for (int f = 0; f < stack.FrameCount; f += Math.Max(1, stack.FrameCount / 60))
        {
            AddBlocks(stack.Frame(f), stack.Grid.Height, stack.Grid.Width, blocks, ofAnySign: true);
        }

        return blocks.Count < FewestBlocks ? new NoiseModel(0, 0) : new NoiseModel(0, Quantiles.Median(blocks.Select(b => b.Variance).ToArray()) / MedianOverMean);
    }

    // The median of a block's mean square over its expectation for normal noise, from 200 000 simulated blocks: the 36 residuals of a block are correlated,
    // and scatter as much as 11 independent ones.
    private const double MedianOverMean = 0.9286;

    private static void AddBlocks(ReadOnlySpan<float> frame, int height, int width, List<(double Mean, double Variance)> blocks, bool ofAnySign = false)
    {
        for (int r = 0; r + Block <= height; r += Block)
        {
            for (int c = 0; c + Block <= width; c += Block)
            {
                double mean = 0, square = 0;
                for (int y = 0; y < Block; y++)
                {
                    for (int x = 0; x < Block; x++)
                    {
                        mean += frame[((r + y) * width) + c + x];
                    }
                }

                for (int y = 1; y < Block - 1; y++)
                {
                    int i = ((r + y) * width) + c + 1;
                    for (int x = 1; x < Block - 1; x++, i++)
                    {
                        float corners = frame[i - width - 1] + frame[i - width + 1] + frame[i + width - 1] + frame[i + width + 1];
                        float sides = frame[i - 1] + frame[i + 1] + frame[i - width] + frame[i + width];
                        double residual = (corners - (2 * sides) + (4 * frame[i])) / 6;
                        square += residual * residual;
                    }
                }

                // A NaN anywhere makes the sums NaN, and the block is passed over.
                if (double.IsFinite(square) && (mean > 0 || ofAnySign))
                {
                    blocks.Add((mean / (Block * Block), square / ((Block - 2) * (Block - 2))));
                }
            }
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
