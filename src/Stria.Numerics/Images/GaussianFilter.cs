using System.Buffers;
using System.Numerics.Tensors;

namespace Stria.Numerics.Images;

/// <summary>Separable Gaussian smoothing; beyond the border the image is reflected (…b a | a b…), as SciPy's "reflect".</summary>
public static class GaussianFilter
{
    /// <summary>Smooths an image.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sigma">Standard deviation of the kernel [px]; cut at 4 σ.</param>
    public static float[] Smooth(ReadOnlySpan<float> image, int height, int width, double sigma)
    {
        float[] result = GC.AllocateUninitializedArray<float>(image.Length);
        Smooth(image, height, width, sigma, result);
        return result;
    }

    /// <summary>Smooths an image into memory that is at hand.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sigma">Standard deviation of the kernel [px]; cut at 4 σ.</param>
    /// <param name="result">Receives the smoothed image; may be the image itself.</param>
    public static void Smooth(ReadOnlySpan<float> image, int height, int width, double sigma, Span<float> result)
    {
        float[] kernel = Kernel(sigma);
        int radius = kernel.Length / 2;
        float[] across = ArrayPool<float>.Shared.Rent(image.Length);
        var padded = new float[width + (2 * radius)];
        for (int r = 0; r < height; r++)
        {
            ReadOnlySpan<float> row = image.Slice(r * width, width);
            row.CopyTo(padded.AsSpan(radius));
            for (int i = 0; i < radius; i++)
            {
                padded[i] = row[Reflect(i - radius, width)];
                padded[radius + width + i] = row[Reflect(width + i, width)];
            }

            Span<float> target = across.AsSpan(r * width, width);
            TensorPrimitives.Multiply(padded.AsSpan(0, width), kernel[0], target);
            for (int k = 1; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(padded.AsSpan(k, width), kernel[k], target, target);
            }
        }

        for (int r = 0; r < height; r++)
        {
            Span<float> target = result.Slice(r * width, width);
            TensorPrimitives.Multiply(across.AsSpan(Reflect(r - radius, height) * width, width), kernel[0], target);
            for (int k = 1; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(across.AsSpan(Reflect(r + k - radius, height) * width, width), kernel[k], target, target);
            }
        }

        ArrayPool<float>.Shared.Return(across);
    }

    /// <summary>Smooths a map that has holes: each output is the weighted mean of the valid pixels under the kernel; holes stay holes.</summary>
    /// <param name="image">Values; NaN = hole.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sigma">Standard deviation of the kernel [px].</param>
    public static float[] SmoothMasked(ReadOnlySpan<float> image, int height, int width, double sigma)
    {
        float[] filled = new float[image.Length], weight = new float[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            bool valid = float.IsFinite(image[i]);
            (filled[i], weight[i]) = valid ? (image[i], 1) : (0, 0);
        }

        float[] sum = Smooth(filled, height, width, sigma), total = Smooth(weight, height, width, sigma);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = weight[i] > 0 ? sum[i] / total[i] : float.NaN;
        }

        return sum;
    }

    /// <summary>Index inside 0 … length − 1 of a position beyond the border of a reflected line.</summary>
    internal static int Reflect(int i, int length)
    {
        int period = 2 * length;
        i = ((i % period) + period) % period;
        return i < length ? i : period - 1 - i;
    }

    private static float[] Kernel(double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        int radius = (int)((4 * sigma) + 0.5);
        var kernel = new float[(2 * radius) + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++)
        {
            sum += Math.Exp(-0.5 * i * i / (sigma * sigma));
        }

        for (int i = -radius; i <= radius; i++)
        {
            kernel[i + radius] = (float)(Math.Exp(-0.5 * i * i / (sigma * sigma)) / sum);
        }

        return kernel;
    }
}
