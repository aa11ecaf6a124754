namespace Stria.Core;

/// <summary>The raster of an image: size, pixel pitch and place in the full frame and on the stage. Rows run downwards, columns to the right.</summary>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
public sealed record ImageGrid(int Height, int Width)
{
    /// <summary>Distance between rows [m], positive; NaN when the file does not say.</summary>
    public double PixelSizeY { get; init; } = double.NaN;

    /// <summary>Distance between columns [m], positive; NaN when the file does not say.</summary>
    public double PixelSizeX { get; init; } = double.NaN;

    /// <summary>Stage position of the first row [m]; NaN when unknown.</summary>
    public double FirstY { get; init; } = double.NaN;

    /// <summary>Stage position of the first column [m]; NaN when unknown.</summary>
    public double FirstX { get; init; } = double.NaN;

    /// <summary>Row of this grid's first pixel in the full frame as measured.</summary>
    public int OriginRow { get; init; }

    /// <summary>Column of this grid's first pixel in the full frame as measured.</summary>
    public int OriginColumn { get; init; }

    /// <summary>Number of pixels.</summary>
    public int Count => checked(Height * Width);

    /// <summary>True when both pixel sizes are known.</summary>
    public bool HasPixelSize => double.IsFinite(PixelSizeX) && double.IsFinite(PixelSizeY);

    /// <summary>The grid of a rectangular part of this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond this grid.</exception>
    public ImageGrid Crop(int row, int column, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row + height, Height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(column + width, Width);
        return this with
        {
            Height = height,
            Width = width,
            FirstY = FirstY + (row * PixelSizeY),
            FirstX = FirstX + (column * PixelSizeX),
            OriginRow = OriginRow + row,
            OriginColumn = OriginColumn + column,
        };
    }
}
