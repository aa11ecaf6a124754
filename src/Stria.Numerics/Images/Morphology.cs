namespace Stria.Numerics.Images;

/// <summary>Shapes in masks: grow, shrink, connected parts, holes.</summary>
public static class Morphology
{
    /// <summary>Pixels whose distance to every pixel outside is more than the radius (Euclidean disk); the border of the image counts as inside.</summary>
    public static bool[] Erode(ReadOnlySpan<bool> mask, int height, int width, int radius)
    {
        var outside = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            outside[i] = !mask[i];
        }

        bool[] grown = Dilate(outside, height, width, radius);
        for (int i = 0; i < grown.Length; i++)
        {
            grown[i] = !grown[i];
        }

        return grown;
    }

    /// <summary>Pixels that lie within the radius of a pixel inside (Euclidean disk).</summary>
    public static bool[] Dilate(ReadOnlySpan<bool> mask, int height, int width, int radius)
    {
        var result = new bool[mask.Length];
        for (int dy = -radius; dy <= radius; dy++)
        {
            int reach = (int)Math.Sqrt((radius * radius) - (dy * dy));
            for (int r = Math.Max(0, -dy); r < Math.Min(height, height - dy); r++)
            {
                SpreadRow(mask.Slice(r * width, width), result.AsSpan((r + dy) * width, width), reach);
            }
        }

        return result;
    }

    /// <summary>Numbers the 8-connected parts of a mask from 1; 0 outside.</summary>
    /// <param name="mask">One flag per pixel.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sizes">Number of pixels of part i at index i − 1.</param>
    public static int[] Label(ReadOnlySpan<bool> mask, int height, int width, out List<int> sizes)
    {
        var labels = new int[mask.Length];
        sizes = [];
        var stack = new Stack<int>();
        for (int start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || labels[start] != 0)
            {
                continue;
            }

            int size = 0;
            labels[start] = sizes.Count + 1;
            stack.Push(start);
            while (stack.TryPop(out int p))
            {
                size++;
                PushNeighbours(mask, labels, (height, width), p, sizes.Count + 1, stack);
            }

            sizes.Add(size);
        }

        return labels;
    }

    /// <summary>The mask without its parts of fewer pixels than the minimum.</summary>
    public static bool[] RemoveSmall(ReadOnlySpan<bool> mask, int height, int width, int minimum)
    {
        int[] labels = Label(mask, height, width, out List<int> sizes);
        var result = new bool[mask.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = labels[i] > 0 && sizes[labels[i] - 1] >= minimum;
        }

        return result;
    }

    private static void PushNeighbours(ReadOnlySpan<bool> mask, int[] labels, (int Height, int Width) size, int p, int label, Stack<int> stack)
    {
        (int height, int width) = size;
        int r = p / width, c = p % width;
        for (int y = Math.Max(0, r - 1); y <= Math.Min(height - 1, r + 1); y++)
        {
            for (int x = Math.Max(0, c - 1); x <= Math.Min(width - 1, c + 1); x++)
            {
                int q = (y * width) + x;
                if (mask[q] && labels[q] == 0)
                {
                    labels[q] = label;
                    stack.Push(q);
                }
            }
        }
    }

    private static void SpreadRow(ReadOnlySpan<bool> source, Span<bool> target, int reach)
    {
        for (int c = 0; c < source.Length; c++)
        {
            if (source[c])
            {
                int first = Math.Max(0, c - reach), last = Math.Min(source.Length - 1, c + reach);
                target[first..(last + 1)].Fill(true);
            }
        }
    }
}
