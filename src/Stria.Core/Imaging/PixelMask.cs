namespace Stria.Core;

/// <summary>A choice of pixels: true = in.</summary>
public sealed class PixelMask
{
    /// <summary>Makes the mask.</summary>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="inside">One flag per pixel, row by row.</param>
    /// <exception cref="ArgumentException">The number of flags is not that of the pixels.</exception>
    public PixelMask(int height, int width, bool[] inside)
    {
        if (inside.Length != height * width)
        {
            throw new ArgumentException($"{inside.Length} flags for {height} × {width} pixels.", nameof(inside));
        }

        (Height, Width, Inside) = (height, width, inside);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>One flag per pixel, row by row.</summary>
    public bool[] Inside { get; }

    /// <summary>Number of chosen pixels.</summary>
    public int Count
    {
        get
        {
            int n = 0;
            foreach (bool inside in Inside)
            {
                n += inside ? 1 : 0;
            }

            return n;
        }
    }

    /// <summary>Whether the pixel at a row and column is in.</summary>
    public bool this[int row, int column] => Inside[(row * Width) + column];

    /// <summary>The rectangular part of this mask.</summary>
    public PixelMask Crop(int row, int column, int height, int width)
    {
        var part = new bool[height * width];
        for (int r = 0; r < height; r++)
        {
            Array.Copy(Inside, ((row + r) * Width) + column, part, r * width, width);
        }

        return new PixelMask(height, width, part);
    }
}
