using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Finds the pixels that hold sample, by their optical density averaged over all energies.</summary>
public static class ParticleMask
{
    private const double ShareOfThickest = 0.08, LeastShareOfThickest = 0.03;
    private const int SmallestPart = 12, RimWidth = 2, BlockLength = 2048;

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

        FoundParticles found = Above(od, mean, threshold, noise);
        return found with { Mask = WithoutPartialPixels(found.Mask, mean) };
    }

    /// <summary>All parts of at least a dozen pixels whose mean optical density exceeds a threshold.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static FoundParticles Above(OpticalDensityStack od, double threshold) => Above(od, MeanImage(od), threshold, double.NaN);

    /// <summary>A mask drawn by somebody, as far as its pixels are usable.</summary>
    /// <param name="od">Optical densities.</param>
    /// <param name="drawn">The mask on the raster of the optical densities.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="DataException">No pixel is left, or none of them holds sample.</exception>
    public static FoundParticles Given(OpticalDensityStack od, PixelMask drawn, string source)
    {
        bool[] inside = [.. drawn.Inside.Select((m, i) => m && od.Usable.Inside[i])];
        var mask = new PixelMask(drawn.Height, drawn.Width, inside);
        if (mask.Count == 0)
        {
            throw new DataException("chooses no usable pixel of the common field of the frames.", source);
        }

        float[] mean = MeanImage(od);
        double densest = Quantiles.Of(mean.Where((_, i) => inside[i]).ToArray(), 0.9), thickest = Quantiles.Of(mean, 0.99);
        return densest > LeastShareOfThickest * thickest && densest > 0
            ? new FoundParticles(mask, new ScalarField(od.Grid, mean, "OD", "1"), double.NaN, double.NaN)
            : throw new DataException(
                $"holds no particle: nine in ten of its {mask.Count} pixels have a mean optical density below {densest:g2}, where the field reaches {thickest:g3}. "
                + "Perhaps it marks the open area, or belongs to another stack.",
                source);
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

    // The edge of a particle is where it falls to half its height. Beyond, a blurred edge still absorbs, but its pixels are mostly background and
    // their spectra, being logarithms of mixed light, are not those of the sample. Only the rim is tested, so that thin places inside stay.
    private static PixelMask WithoutPartialPixels(PixelMask mask, float[] mean)
    {
        int height = mask.Height, width = mask.Width;
        bool[] inside = mask.Inside;
        for (int round = 0; round < RimWidth; round++)
        {
            bool[] inner = Morphology.Erode(inside, height, width, 1), kept = [.. inside];
            for (int i = 0; i < inside.Length; i++)
            {
                kept[i] = inside[i] && (inner[i] || mean[i] >= 0.5f * NeighbourhoodMaximum(mean, height, width, i));
            }

            inside = kept;
        }

        inside = Morphology.RemoveSmall(inside, height, width, SmallestPart);
        return inside.Contains(true) ? new PixelMask(height, width, inside) : mask;
    }

    private static float NeighbourhoodMaximum(float[] image, int height, int width, int pixel)
    {
        Span<float> neighbours = stackalloc float[8];
        int n = LocalRank.Neighbours(image, height, width, pixel, neighbours);
        float highest = image[pixel];
        foreach (float v in neighbours[..n])
        {
            highest = Math.Max(highest, v);
        }

        return highest;
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
                ReadOnlySpan<float> block = od.Frames.Part(f, first, n);
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
