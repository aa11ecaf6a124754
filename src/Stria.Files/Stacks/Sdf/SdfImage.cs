namespace Stria.Files;

/// <summary>Reads the numbers of an SDF image: one line of text per row.</summary>
internal static class SdfImage
{
    /// <summary>Reads one image into a block of memory.</summary>
    /// <param name="path">The .xim file.</param>
    /// <param name="height">Number of rows that the header announces.</param>
    /// <param name="width">Number of columns that the header announces.</param>
    /// <param name="pixels">Receives the image, row by row.</param>
    /// <exception cref="DataException">The file has other numbers of rows or columns, or something that is no number.</exception>
    internal static void Read(string path, int height, int width, Span<float> pixels)
    {
        var scanner = new NumberScanner(PlainText.Bytes(path), path);
        int row = 0;
        while (!scanner.AtEnd)
        {
            int line = scanner.Line;
            Span<float> target = row < height ? pixels.Slice(row * width, width) : [];
            int count = scanner.ReadRow(target);
            if (row < height && count != width)
            {
                throw new DataException(
                    $"line {line}: {count} values where the header announces {width}. {Cause(scanner.AtEnd)}",
                    path);
            }

            row++;
        }

        if (row != height)
        {
            throw new DataException($"{row} rows where the header announces {height}. {Cause(row < height)}", path);
        }
    }

    private static string Cause(bool isCut) => isCut
        ? "Perhaps the scan was stopped in this frame, or the file was cut; move the file away to work without this frame."
        : "Perhaps header and image belong to different scans.";
}
