using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

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
        int[] steps = [.. Enumerable.Range(0, kernel.Length)];
        for (int r = 0; r < height; r++)
        {
            ReadOnlySpan<float> row = image.Slice(r * width, width);
            row.CopyTo(padded.AsSpan(radius));
            for (int i = 0; i < radius; i++)
            {
                padded[i] = row[Reflect(i - radius, width)];
                padded[radius + width + i] = row[Reflect(width + i, width)];
            }

            Weigh(padded, steps, kernel, across.AsSpan(r * width, width));
        }

        int[] rows = [.. Enumerable.Range(-radius, height + (2 * radius)).Select(r => Reflect(r, height) * width)];
        for (int r = 0; r < height; r++)
        {
            Weigh(across, rows.AsSpan(r, kernel.Length), kernel, result.Slice(r * width, width));
        }

        ArrayPool<float>.Shared.Return(across);
    }

    /// <summary>The smoothed image at some pixels only: the sum under the kernel, which for a few hundred pixels is much less work than the image.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sigma">Standard deviation of the kernel [px]; cut at 4 σ.</param>
    /// <param name="pixels">Indices of the pixels.</param>
    /// <param name="result">Receives one value for each.</param>
    public static void SmoothAt(ReadOnlySpan<float> image, int height, int width, double sigma, ReadOnlySpan<int> pixels, Span<double> result)
    {
        float[] kernel = Kernel(sigma), line = new float[kernel.Length];
        int radius = kernel.Length / 2;
        int[] rows = [.. Enumerable.Range(-radius, height + (2 * radius)).Select(r => Reflect(r, height) * width)], columns = [.. Enumerable.Range(-radius, width + (2 * radius)).Select(c => Reflect(c, width))];
        for (int i = 0; i < pixels.Length; i++)
        {
            int row = pixels[i] / width, column = pixels[i] % width;
            bool isInner = column >= radius && column + radius < width;
            double sum = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                ReadOnlySpan<float> from = image.Slice(rows[row + k], width);
                if (isInner)
                {
                    sum += (double)kernel[k] * Product(from.Slice(column - radius, kernel.Length), kernel);
                    continue;
                }

                for (int c = 0; c < line.Length; c++)
                {
                    line[c] = from[columns[column + c]];
                }

                sum += (double)kernel[k] * Product(line, kernel);
            }

            result[i] = sum;
        }
    }

    // Summed in one order wherever the values lie in memory.
    private static float Product(ReadOnlySpan<float> values, ReadOnlySpan<float> kernel)
    {
        int lanes = Vector<float>.Count, i = 0;
        Vector<float> sums = Vector<float>.Zero;
        for (; i + lanes <= kernel.Length; i += lanes)
        {
            sums += new Vector<float>(values[i..]) * new Vector<float>(kernel[i..]);
        }

        float sum = Vector.Sum(sums);
        for (; i < kernel.Length; i++)
        {
            sum += values[i] * kernel[i];
        }

        return sum;
    }

    // Four vectors of results at a time stay in registers while the kernel passes. Value k of the kernel meets what begins at offset k: along a row the next values, across it the next rows.
    private static void Weigh(ReadOnlySpan<float> image, ReadOnlySpan<int> offsets, float[] kernel, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(offsets.Length, kernel.Length);
        for (int k = 0; k < offsets.Length; k++)
        {
            _ = image.Slice(offsets[k], target.Length); // what the loops below read lies in the image
        }

        int lanes = Vector<float>.Count, i = 0;
        ref float all = ref MemoryMarshal.GetReference(image);
        for (; i + (4 * lanes) <= target.Length; i += 4 * lanes)
        {
            Vector<float> a = Vector<float>.Zero, b = a, c = a, d = a;
            for (int k = 0; k < kernel.Length; k++)
            {
                nuint from = (nuint)(offsets[k] + i);
                var weight = new Vector<float>(kernel[k]);
                a += Vector.LoadUnsafe(ref all, from) * weight;
                b += Vector.LoadUnsafe(ref all, from + (nuint)lanes) * weight;
                c += Vector.LoadUnsafe(ref all, from + (nuint)(2 * lanes)) * weight;
                d += Vector.LoadUnsafe(ref all, from + (nuint)(3 * lanes)) * weight;
            }

            Store(a, b, c, d, target[i..]);
        }

        for (; i < target.Length; i++)
        {
            float sum = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                sum += image[offsets[k] + i] * kernel[k];
            }

            target[i] = sum;
        }
    }

    private static void Store(Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d, Span<float> target)
    {
        int lanes = Vector<float>.Count;
        a.CopyTo(target);
        b.CopyTo(target[lanes..]);
        c.CopyTo(target[(2 * lanes)..]);
        d.CopyTo(target[(3 * lanes)..]);
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
