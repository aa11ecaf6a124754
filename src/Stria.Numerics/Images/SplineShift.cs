using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Stria.Numerics.Images;

/// <summary>Translation of images by cubic B-spline interpolation: no ringing beyond a few pixels, no wrap-around.</summary>
/// <remarks>A translation has the same fraction everywhere, so each axis is one prefilter and one four-tap convolution.</remarks>
public static class SplineShift
{
    private const double Pole = -0.26794919243112270647; // √3 − 2
    private const int Memory = 24; // samples after which the pole's powers are below double precision
    private const int Together = 4; // lines whose recursions go side by side: each waits for its own last value

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
        var lines = new float[Together * width];
        for (int r = 0; r < height; r += Together)
        {
            int count = Math.Min(Together, height - r);
            image.Slice(r * width, count * width).CopyTo(lines);
            if (count == Together && dx != Math.Floor(dx))
            {
                PrefilterFour(lines, width);
                count = 0;
            }

            for (int k = 0; k < Together && r + k < height; k++)
            {
                Resample(lines.AsSpan(k * width, width), rows.AsSpan((r + k) * width, width), dx, isFiltered: count == 0);
            }
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
        Resample(impulse, response, shift - Math.Floor(shift), isFiltered: false);
        return TensorPrimitives.SumOfSquares(response);
    }

    private static void Resample(Span<float> line, Span<float> target, double shift, bool isFiltered)
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

        if (!isFiltered)
        {
            Prefilter(line);
        }

        (float w0, float w1, float w2, float w3) = Weights(shift - whole);
        int first = Math.Clamp(1 - whole, 0, n), last = Math.Clamp(n - 2 - whole, first, n), inner = first;
        for (; inner + Vector<float>.Count <= last; inner += Vector<float>.Count)
        {
            ReadOnlySpan<float> from = line[(inner + whole - 1)..];
            ((w0 * new Vector<float>(from)) + (w1 * new Vector<float>(from[1..])) + (w2 * new Vector<float>(from[2..])) + (w3 * new Vector<float>(from[3..]))).CopyTo(target[inner..]);
        }

        for (int i = first == 0 ? inner : 0; i < n; i = i + 1 == first ? inner : i + 1)
        {
            int j = i + whole;
            target[i] = (w0 * line[Mirror(j - 1, n)]) + (w1 * line[Mirror(j, n)]) + (w2 * line[Mirror(j + 1, n)]) + (w3 * line[Mirror(j + 2, n)]);
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
    private static void Prefilter(Span<float> c)
    {
        int n = c.Length;
        if (n < 2)
        {
            return;
        }

        double previous = Beginning(c);
        c[0] = (float)previous;
        for (int i = 1; i < n; i++)
        {
            previous = (6 * c[i]) + (Pole * previous);
            c[i] = (float)previous;
        }

        double last = End(c);
        c[n - 1] = (float)last;
        for (int i = n - 2; i >= 0; i--)
        {
            last = Pole * (last - c[i]);
            c[i] = (float)last;
        }
    }

    private static void PrefilterFour(Span<float> lines, int n)
    {
        Span<float> a = lines[..n], b = lines.Slice(n, n), c = lines.Slice(2 * n, n), d = lines.Slice(3 * n, n);
        if (n < 2)
        {
            return;
        }

        (double pa, double pb, double pc, double pd) = (Beginning(a), Beginning(b), Beginning(c), Beginning(d));
        (a[0], b[0], c[0], d[0]) = ((float)pa, (float)pb, (float)pc, (float)pd);
        for (int i = 1; i < n; i++)
        {
            pa = (6 * a[i]) + (Pole * pa);
            pb = (6 * b[i]) + (Pole * pb);
            pc = (6 * c[i]) + (Pole * pc);
            pd = (6 * d[i]) + (Pole * pd);
            (a[i], b[i], c[i], d[i]) = ((float)pa, (float)pb, (float)pc, (float)pd);
        }

        (pa, pb, pc, pd) = (End(a), End(b), End(c), End(d));
        (a[n - 1], b[n - 1], c[n - 1], d[n - 1]) = ((float)pa, (float)pb, (float)pc, (float)pd);
        for (int i = n - 2; i >= 0; i--)
        {
            pa = Pole * (pa - a[i]);
            pb = Pole * (pb - b[i]);
            pc = Pole * (pc - c[i]);
            pd = Pole * (pd - d[i]);
            (a[i], b[i], c[i], d[i]) = ((float)pa, (float)pb, (float)pc, (float)pd);
        }
    }

    private static double Beginning(ReadOnlySpan<float> c)
    {
        double sum = c[0], power = Pole;
        for (int i = 1; i < Memory; i++, power *= Pole)
        {
            sum += power * c[Mirror(i, c.Length)];
        }

        return 6 * sum;
    }

    private static double End(ReadOnlySpan<float> c) => Pole / ((Pole * Pole) - 1) * (c[^1] + (Pole * c[^2]));

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
