using System.Numerics;

namespace Stria.Numerics.Images;

/// <summary>Length of the gradient of an image by central differences (one-sided at the border).</summary>
public static class GradientMagnitude
{
    /// <summary>|∇I| at each pixel, per pixel distance.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static float[] Of(ReadOnlySpan<float> image, int height, int width)
    {
        var result = new float[image.Length];
        Of(image, height, width, result);
        return result;
    }

    /// <summary>|∇I| at each pixel, per pixel distance, into memory that is at hand.</summary>
    /// <param name="image">height × width values, row by row, finite.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="result">Receives one value per pixel; not the image itself.</param>
    public static void Of(ReadOnlySpan<float> image, int height, int width, Span<float> result)
    {
        for (int r = 0; r < height; r++)
        {
            int up = Math.Max(r - 1, 0), down = Math.Min(r + 1, height - 1);
            ReadOnlySpan<float> above = image.Slice(up * width, width), here = image.Slice(r * width, width), below = image.Slice(down * width, width);
            Span<float> target = result.Slice(r * width, width);
            float dy = down > up ? 1f / (down - up) : 0;
            int next = 1;
            for (; next + Vector<float>.Count < width; next += Vector<float>.Count)
            {
                Vector<float> gy = (new Vector<float>(below[next..]) - new Vector<float>(above[next..])) * dy, gx = (new Vector<float>(here[(next + 1)..]) - new Vector<float>(here[(next - 1)..])) * 0.5f;
                Vector.SquareRoot((gx * gx) + (gy * gy)).CopyTo(target[next..]);
            }

            for (int c = next; c < width - 1; c++)
            {
                float gy = (below[c] - above[c]) * dy, gx = (here[c + 1] - here[c - 1]) * 0.5f;
                target[c] = MathF.Sqrt((gx * gx) + (gy * gy));
            }

            for (int c = 0; c < width; c += Math.Max(1, width - 1))
            {
                int left = Math.Max(c - 1, 0), right = Math.Min(c + 1, width - 1);
                float gy = (below[c] - above[c]) * dy, gx = right > left ? (here[right] - here[left]) / (right - left) : 0;
                target[c] = MathF.Sqrt((gx * gx) + (gy * gy));
            }
        }
    }
}
