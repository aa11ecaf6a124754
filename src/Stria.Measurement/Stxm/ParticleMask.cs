using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Finds the pixels that hold sample, by their optical density averaged over all energies.</summary>
public static class ParticleMask
{
    private const double ShareOfThickest = 0.08;
    private const int SmallestPart = 12, BlockLength = 2048;

    /// <summary>Finds the sample.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="openArea">The open area, if one is known: its scatter is the noise of the mean image.</param>
    /// <returns>The mask, the threshold used and the mean image it was applied to.</returns>
    /// <exception cref="DataException">No sample is found.</exception>
    public static FoundParticles Find(OpticalDensityStack od, PixelMask? openArea)
    {
        float[] mean = MeanImage(od);
        double thickest = Quantiles.Of(mean, 0.99), threshold = ShareOfThickest * thickest, noise = double.NaN;
        if (openArea is not null)
        {
            double[] open = [.. mean.Where((v, i) => openArea.Inside[i] && float.IsFinite(v)).Select(v => (double)v)];
            noise = Quantiles.RobustDeviation(open);
            threshold = Math.Max(threshold, Quantiles.Median(open) + (5 * noise));
        }

        return Above(od, mean, threshold, noise);
    }

    /// <summary>All parts of at least a dozen pixels whose mean optical density exceeds a threshold.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static FoundParticles Above(OpticalDensityStack od, double threshold) => Above(od, MeanImage(od), threshold, double.NaN);

    /// <summary>A mask drawn by somebody, as far as its pixels are usable.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="drawn">The mask on the raster of the optical densities.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="DataException">No pixel is left.</exception>
    public static FoundParticles Given(OpticalDensityStack od, PixelMask drawn, string source)
    {
        bool[] inside = [.. drawn.Inside.Select((m, i) => m && od.Usable.Inside[i])];
        var mask = new PixelMask(drawn.Height, drawn.Width, inside);
        return mask.Count > 0
            ? new FoundParticles(mask, new ScalarField(od.Grid, MeanImage(od), "OD", "1"), double.NaN, double.NaN)
            : throw new DataException("chooses no usable pixel of the common field of the frames.", source);
    }

    private static FoundParticles Above(OpticalDensityStack od, float[] mean, double threshold, double noise)
    {
        var inside = new bool[mean.Length];
        for (int i = 0; i < inside.Length; i++)
        {
            inside[i] = od.Usable.Inside[i] && mean[i] > threshold;
        }

        inside = Morphology.RemoveSmall(inside, od.Grid.Height, od.Grid.Width, SmallestPart);
        var mask = new PixelMask(od.Grid.Height, od.Grid.Width, inside);
        if (mask.Count == 0 || !(threshold > 0))
        {
            throw new DataException(
                $"no particle: no part of at least {SmallestPart} pixels has a mean optical density above {threshold:g3} (the 99 % quantile is {Quantiles.Of(mean, 0.99):g3}). "
                + "Perhaps I₀ is wrong, or a mask file should be given with --mask.");
        }

        return new FoundParticles(mask, new ScalarField(od.Grid, mean, "OD", "1"), threshold, noise);
    }

    /// <summary>Optical density averaged over the energies; NaN at unusable pixels.</summary>
    public static float[] MeanImage(OpticalDensityStack od)
    {
        var mean = new float[od.Grid.Count];
        double[] sum = new double[BlockLength], values = new double[BlockLength];
        var count = new int[BlockLength];
        for (int first = 0; first < mean.Length; first += BlockLength)
        {
            int n = Math.Min(BlockLength, mean.Length - first);
            sum.AsSpan().Clear();
            count.AsSpan().Fill(od.FrameCount);
            for (int f = 0; f < od.FrameCount; f++)
            {
                ReadOnlySpan<float> block = od.Frame(f).Slice(first, n);
                TensorPrimitives.ConvertTruncating(block, values.AsSpan());
                if (!TensorPrimitives.IsFiniteAll(block))
                {
                    LeaveOut(values.AsSpan(0, n), count);
                }

                TensorPrimitives.Add(sum.AsSpan(0, n), values.AsSpan(0, n), sum.AsSpan(0, n));
            }

            for (int i = 0; i < n; i++)
            {
                mean[first + i] = od.Usable.Inside[first + i] && count[i] > 0 ? (float)(sum[i] / count[i]) : float.NaN;
            }
        }

        return mean;
    }

    private static void LeaveOut(Span<double> values, Span<int> count)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                values[i] = 0;
                count[i]--;
            }
        }
    }
}

/// <summary>The sample's pixels.</summary>
/// <param name="Mask">The pixels.</param>
/// <param name="MeanImage">Mean optical density over the energies.</param>
/// <param name="Threshold">The threshold on the mean image; NaN when the mask was given.</param>
/// <param name="Noise">Standard deviation of the mean image in the open area; NaN without one.</param>
public sealed record FoundParticles(PixelMask Mask, ScalarField MeanImage, double Threshold, double Noise);
