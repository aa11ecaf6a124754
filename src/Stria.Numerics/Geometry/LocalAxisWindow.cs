namespace Stria.Numerics.Geometry;

/// <summary>The rectangle round one part of a mask, with a margin where the image has one; beyond it nothing is known.</summary>
internal sealed record LocalAxisWindow(int Row, int Column, int Height, int Width, int ImageWidth, bool[] Inside)
{
    private const int Margin = 4;

    /// <summary>The pixels of the part, as indices in the window.</summary>
    public List<int> Pixels { get; } = [.. Enumerable.Range(0, Inside.Length).Where(i => Inside[i])];

    /// <summary>Cuts the window out of the numbered parts of an image.</summary>
    public static LocalAxisWindow Around(int[] labels, int part, int height, int width)
    {
        int top = height, bottom = -1, left = width, right = -1;
        for (int i = Array.IndexOf(labels, part); i < labels.Length; i++)
        {
            if (labels[i] == part)
            {
                (int r, int c) = (i / width, i % width);
                (top, bottom, left, right) = (Math.Min(top, r), Math.Max(bottom, r), Math.Min(left, c), Math.Max(right, c));
            }
        }

        (top, left) = (Math.Max(0, top - Margin), Math.Max(0, left - Margin));
        int rows = Math.Min(height, bottom + Margin + 1) - top, columns = Math.Min(width, right + Margin + 1) - left;
        var inside = new bool[rows * columns];
        for (int i = 0; i < inside.Length; i++)
        {
            inside[i] = labels[((top + (i / columns)) * width) + left + (i % columns)] == part;
        }

        return new LocalAxisWindow(top, left, rows, columns, width, inside);
    }

    /// <summary>Index in the image of a pixel of the window.</summary>
    public int InImage(int local) => ((Row + (local / Width)) * ImageWidth) + Column + (local % Width);

    /// <summary>The window in blocks of pixels; a block is inside when at least half of it is.</summary>
    public LocalAxisWindow Coarse(int block)
    {
        int rows = (Height + block - 1) / block, columns = (Width + block - 1) / block;
        var counts = new int[rows * columns];
        foreach (int i in Pixels)
        {
            counts[((i / Width) / block * columns) + ((i % Width) / block)]++;
        }

        bool[] inside = [.. counts.Select((n, i) => n * 2 >= Math.Min(block, Height - (i / columns * block)) * Math.Min(block, Width - (i % columns * block)) && n > 0)];
        return new LocalAxisWindow(0, 0, rows, columns, columns, inside);
    }
}
