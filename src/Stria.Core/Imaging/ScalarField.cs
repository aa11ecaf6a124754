namespace Stria.Core;

/// <summary>A map: one value per pixel, with its symbol and unit. NaN where there is no value.</summary>
public sealed class ScalarField
{
    /// <summary>Makes the map.</summary>
    /// <param name="grid">The raster.</param>
    /// <param name="values">One value per pixel, row by row; length = grid.Count.</param>
    /// <param name="symbol">How it is written on an axis ("x", "t").</param>
    /// <param name="unit">Its unit as written ("nm"; "1" for a pure number).</param>
    /// <exception cref="ArgumentException">The number of values is not that of the pixels.</exception>
    public ScalarField(ImageGrid grid, float[] values, string symbol, string unit)
    {
        if (values.Length != grid.Count)
        {
            throw new ArgumentException($"{values.Length} values for {grid.Height} × {grid.Width} pixels.", nameof(values));
        }

        (Grid, Values, Symbol, Unit) = (grid, values, symbol, unit);
    }

    /// <summary>The raster.</summary>
    public ImageGrid Grid { get; }

    /// <summary>One value per pixel, row by row; NaN where there is none.</summary>
    public float[] Values { get; }

    /// <summary>How the quantity is written on an axis.</summary>
    public string Symbol { get; }

    /// <summary>Unit as written; "1" for a pure number.</summary>
    public string Unit { get; }

    /// <summary>Other values of the same quantity on the same raster.</summary>
    /// <param name="values">One per pixel.</param>
    public ScalarField With(float[] values) => new(Grid, values, Symbol, Unit);

    /// <summary>The value at a row and column.</summary>
    public float this[int row, int column] => Values[(row * Grid.Width) + column];
}
