using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Images as a table: one row per pixel with its place, one column per image. Written row by row, however large.</summary>
public static class PixelTable
{
    /// <summary>Writes the table; it appears under its name when it is complete. NaN leaves a cell empty.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="grid">The raster of every image.</param>
    /// <param name="heads">The head of each image's column, with its unit in brackets.</param>
    /// <param name="values">The values [image, y, x].</param>
    /// <exception cref="ArgumentException">The number of values is not images × pixels.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, ImageGrid grid, IReadOnlyList<string> heads, float[] values)
    {
        if (values.LongLength != (long)heads.Count * grid.Count)
        {
            throw new ArgumentException($"{values.LongLength} values for {heads.Count} images of {grid.Height} × {grid.Width} pixels.", nameof(values));
        }

        using var pending = new PendingFile(path);
        try
        {
            using var writer = new StreamWriter(pending.TemporaryPath, append: false, new UTF8Encoding(false), 1 << 16);
            StagePositions y = StagePositions.Of(grid.FirstY, grid.PixelSizeY, grid.Height), x = StagePositions.Of(grid.FirstX, grid.PixelSizeX, grid.Width);
            writer.Write($"row [px],column [px],y [{y.Unit}],x [{x.Unit}],{string.Join(',', heads.Select(Quoted))}\n");
            var line = new StringBuilder();
            for (int pixel = 0; pixel < grid.Count; pixel++)
            {
                int row = pixel / grid.Width, column = pixel % grid.Width;
                line.Clear().Append(CultureInfo.InvariantCulture, $"{row},{column},{Math.Round(y.Values[row], 9)},{Math.Round(x.Values[column], 9)}");
                for (long at = pixel; at < values.LongLength; at += grid.Count)
                {
                    line.Append(',');
                    if (!float.IsNaN(values[at]))
                    {
                        line.Append(CultureInfo.InvariantCulture, $"{values[at]:R}");
                    }
                }

                writer.Write(line.Append('\n'));
            }
        }
        catch (Exception e) when (WholeFile.IsTrouble(e))
        {
            throw new DataException($"cannot be written: {WholeFile.Reason(e)}", path, e);
        }

        pending.Complete();
    }

    private static string Quoted(string head) => head.AsSpan().ContainsAny(",\"\n") ? $"\"{head.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : head;
}
