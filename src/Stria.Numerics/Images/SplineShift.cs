using System.Buffers;
using System.Numerics.Tensors;

namespace Stria.Numerics.Images;

/// <summary>Translation of images by cubic B-spline interpolation: no ringing beyond a few pixels, no wrap-around.</summary>
/// <remarks>A translation has the same fraction everywhere, so each axis is one prefilter and one four-tap convolution.</remarks>
public static class SplineShift
{
    private const double Pole = -0.26794919243112270647; // √3 − 2
    private const int Memory = 24; // samples after which the pole's powers are below double precision

    /// <summary>The image sampled at (row + dy, column + dx): a feature that had moved by (dy, dx) comes back to its place.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="dy">Displacement of the content downwards [px].</param>
    /// <param name="dx">Displacement of the content to the right [px].</param>
    /// <returns>The image at the new places; beyond the border the spline of the mirrored image (mask those pixels).</returns>
    public static float[] Sample(ReadOnlySpan<float> image, int height, int width, double dy, double dx)
    {
        var result = new float[image.Length];
        Sample(image, height, width, dy, dx, result);
        return result;
    }

    /// <summary>The same into memory that is at hand.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="dy">Displacement of the content downwards [px].</param>
    /// <param name="dx">Displacement of the content to the right [px].</param>
    /// <param name="result">Receives the image at the new places; not the image itself.</param>
    public static void Sample(ReadOnlySpan<float> image, int height, int width, double dy, double dx, Span<float> result)
    {
        float[] rows = ArrayPool<float>.Shared.Rent(image.Length);
        var line = new float[width];
        for (int r = 0; r < height; r++)
        {
            image.Slice(r * width, width).CopyTo(line);
            Resample(line, rows.AsSpan(r * width, width), dx);
        }

        ResampleColumns(rows, height, width, dy, result);
        ArrayPool<float>.Shared.Return(rows);
    }

    /// <summary>Variance of a resampled pixel over that of a measured one, for independent noise: Σ of the squared interpolation weights.</summary>
    /// <param name="shift">Displacement along one axis [px].</param>
    public static double NoiseFactor(double shift)
    {
        const int Reach = 24;
        var impulse = new float[(2 * Reach) + 1];
        impulse[Reach] = 1;
        var response = new float[impulse.Length];
        Resample(impulse, response, shift - Math.Floor(shift));
        return TensorPrimitives.SumOfSquares(response);
    }

    private static void Resample(float[] line, Span<float> target, double shift)
    {
        int n = line.Length, whole = (int)Math.Floor(shift);
        if (shift == whole)
        {
            for (int i = 0; i < n; i++)
            {
                target[i] = line[Mirror(i + whole, n)];
            }

            return;
        }

        Prefilter(line);
        (float w0, float w1, float w2, float w3) = Weights(shift - whole);
        for (int i = 0; i < n; i++)
        {
            int j = i + whole;
            target[i] = j >= 1 && j + 2 < n
                ? (w0 * line[j - 1]) + (w1 * line[j]) + (w2 * line[j + 1]) + (w3 * line[j + 2])
                : (w0 * line[Mirror(j - 1, n)]) + (w1 * line[Mirror(j, n)]) + (w2 * line[Mirror(j + 1, n)]) + (w3 * line[Mirror(j + 2, n)]);
        }
    }

    private static void ResampleColumns(float[] rows, int height, int width, double shift, Span<float> result)
    {
        int whole = (int)Math.Floor(shift);
        if (shift == whole)
        {
            for (int r = 0; r < height; r++)
            {
                rows.AsSpan(Mirror(r + whole, height) * width, width).CopyTo(result[(r * width)..]);
            }

            return;
        }

        PrefilterColumns(rows, height, width);
        (float w0, float w1, float w2, float w3) = Weights(shift - whole);
        ReadOnlySpan<float> weights = [w0, w1, w2, w3];
        for (int r = 0; r < height; r++)
        {
            Span<float> target = result.Slice(r * width, width);
            target.Clear();
            for (int k = 0; k < 4; k++)
            {
                TensorPrimitives.MultiplyAdd(rows.AsSpan(Mirror(r + whole - 1 + k, height) * width, width), weights[k], target, target);
            }
        }
    }

    // Unser, Aldroubi and Eden (IEEE Trans. Signal Process. 1993): recursive inversion of the B-spline samples (1 4 1)/6, whole-sample mirror at both ends.
    private static void Prefilter(float[] c)
    {
        int n = c.Length;
        if (n < 2)
        {
            return;
        }

        double sum = c[0], power = Pole;
        for (int i = 1; i < Memory; i++, power *= Pole)
        {
            sum += power * c[Mirror(i, n)];
        }

        double previous = 6 * sum;
        c[0] = (float)previous;
        for (int i = 1; i < n; i++)
        {
            previous = (6 * c[i]) + (Pole * previous);
            c[i] = (float)previous;
        }

        double last = Pole / ((Pole * Pole) - 1) * (c[n - 1] + (Pole * c[n - 2]));
        c[n - 1] = (float)last;
        for (int i = n - 2; i >= 0; i--)
        {
            last = Pole * (last - c[i]);
            c[i] = (float)last;
        }
    }

    private static void PrefilterColumns(float[] c, int height, int width)
    {
        if (height < 2)
        {
            return;
        }

        const float Z = (float)Pole;
        var first = new float[width];
        c.AsSpan(0, width).CopyTo(first);
        float power = Z;
        for (int r = 1; r < Memory; r++, power *= Z)
        {
            TensorPrimitives.MultiplyAdd(c.AsSpan(Mirror(r, height) * width, width), power, first, first);
        }

        TensorPrimitives.Multiply(first, 6, c.AsSpan(0, width));
        for (int r = 1; r < height; r++)
        {
            Span<float> row = c.AsSpan(r * width, width);
            TensorPrimitives.Multiply(row, 6, row);
            TensorPrimitives.MultiplyAdd(c.AsSpan((r - 1) * width, width), Z, row, row);
        }

        Span<float> end = c.AsSpan((height - 1) * width, width);
        TensorPrimitives.MultiplyAdd(c.AsSpan((height - 2) * width, width), Z, end, end);
        TensorPrimitives.Multiply(end, Z / ((Z * Z) - 1), end);
        for (int r = height - 2; r >= 0; r--)
        {
            Span<float> row = c.AsSpan(r * width, width);
            TensorPrimitives.Subtract(c.AsSpan((r + 1) * width, width), row, row);
            TensorPrimitives.Multiply(row, Z, row);
        }
    }

    private static (float W0, float W1, float W2, float W3) Weights(double t)
    {
        double u = 1 - t;
        return (
            (float)(u * u * u / 6),
            (float)(((3 * t * t * t) - (6 * t * t) + 4) / 6),
            (float)(((3 * u * u * u) - (6 * u * u) + 4) / 6),
            (float)(t * t * t / 6));
    }

    private static int Mirror(int i, int n)
    {
        if (n == 1)
        {
            return 0;
        }

        int period = 2 * (n - 1);
        i = ((i % period) + period) % period;
        return i < n ? i : period - i;
    }
}
