using System.Numerics.Tensors;

namespace Stria.Numerics.Images;

/// <summary>Order statistics of the pixels around a pixel.</summary>
public static class LocalRank
{
    /// <summary>Copies the finite values of the up to eight neighbours of a pixel.</summary>
    /// <param name="image">height × width values, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="pixel">Index of the pixel.</param>
    /// <param name="neighbours">Receives the values; at least 8 long.</param>
    /// <returns>How many there are.</returns>
    public static int Neighbours(ReadOnlySpan<float> image, int height, int width, int pixel, Span<float> neighbours)
    {
        int row = pixel / width, column = pixel % width, n = 0;
        for (int r = Math.Max(0, row - 1); r <= Math.Min(height - 1, row + 1); r++)
        {
            for (int c = Math.Max(0, column - 1); c <= Math.Min(width - 1, column + 1); c++)
            {
                float v = image[(r * width) + c];
                if ((r != row || c != column) && float.IsFinite(v))
                {
                    neighbours[n++] = v;
                }
            }
        }

        return n;
    }

    /// <summary>Median of sorted values.</summary>
    public static float Median(ReadOnlySpan<float> sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5f * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]);

    /// <summary>The image with each hole (NaN) replaced by the median of its finite neighbours, outwards until none is left.</summary>
    /// <returns>A new array; all zero when nothing is finite.</returns>
    public static float[] FillHoles(ReadOnlySpan<float> image, int height, int width)
    {
        float[] filled = image.ToArray();
        FillHolesOf(filled, height, width);
        return filled;
    }

    /// <summary>Replaces each hole (NaN) of an image by the median of its finite neighbours, outwards until none is left; all zero when nothing is finite.</summary>
    public static void FillHolesOf(Span<float> filled, int height, int width)
    {
        if (TensorPrimitives.IsFiniteAll<float>(filled))
        {
            return;
        }

        List<int> holes = [];
        for (int i = 0; i < filled.Length; i++)
        {
            if (!float.IsFinite(filled[i]))
            {
                filled[i] = float.NaN;
                holes.Add(i);
            }
        }

        if (holes.Count == filled.Length)
        {
            filled.Clear();
            return;
        }

        Span<float> neighbours = stackalloc float[8];
        var values = new List<(int Pixel, float Value)>();
        while (holes.Count > 0)
        {
            values.Clear();
            foreach (int pixel in holes)
            {
                int n = Neighbours(filled, height, width, pixel, neighbours);
                if (n > 0)
                {
                    neighbours[..n].Sort();
                    values.Add((pixel, Median(neighbours[..n])));
                }
            }

            foreach ((int pixel, float value) in values)
            {
                filled[pixel] = value;
            }

            int left = 0;
            for (int i = 0; i < holes.Count; i++)
            {
                if (float.IsNaN(filled[holes[i]]))
                {
                    holes[left++] = holes[i];
                }
            }

            holes.RemoveRange(left, holes.Count - left);
        }
    }
}
