namespace Stria.Files;

/// <summary>Pixel masks as text: aXis2000's <c>.msk</c>, where the letter O marks a pixel that is in, or a matrix of 0 and 1.</summary>
public static class MaskFile
{
    /// <summary>Reads a mask.</summary>
    /// <exception cref="DataException">The file is missing, holds other signs, has rows of different length (0 and 1), or no pixel is in.</exception>
    public static PixelMask Read(string path)
    {
        string[] lines = PlainText.Read(path).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        while (lines.Length > 0 && lines[^1].Length == 0)
        {
            lines = lines[..^1];
        }

        PixelMask mask = lines.Any(line => line.Contains('O', StringComparison.Ordinal)) ? Letters(lines) : Digits(lines, path);
        return mask.Count > 0 ? mask : throw new DataException("no pixel is in the mask. Perhaps it was saved before it was drawn.", path);
    }

    /// <summary>Blanks at the end of a line are often lost; they mean pixels that are out.</summary>
    private static PixelMask Letters(string[] lines)
    {
        int width = lines.Max(line => line.Length);
        var inside = new bool[lines.Length * width];
        for (int row = 0; row < lines.Length; row++)
        {
            for (int column = 0; column < lines[row].Length; column++)
            {
                inside[(row * width) + column] = lines[row][column] == 'O';
            }
        }

        return new PixelMask(lines.Length, width, inside);
    }

    private static PixelMask Digits(string[] lines, string path)
    {
        List<bool> inside = [];
        int width = 0, height = 0;
        for (int row = 0; row < lines.Length; row++)
        {
            int before = inside.Count;
            for (int column = 0; column < lines[row].Length; column++)
            {
                char sign = lines[row][column];
                if (sign is '0' or '1')
                {
                    inside.Add(sign == '1');
                }
                else if (sign is not (' ' or '\t' or ',' or ';'))
                {
                    throw Unknown(path, row, column, sign);
                }
            }

            int count = inside.Count - before;
            width = width == 0 ? count : width;
            height += count > 0 ? 1 : 0;
            if (count > 0 && count != width)
            {
                throw new DataException($"line {row + 1}: {count} pixels where the first line has {width}. Perhaps the file was cut.", path);
            }
        }

        return width > 0 ? new PixelMask(height, width, [.. inside]) : throw new DataException("no pixel is in the mask: the file holds nothing but blanks.", path);
    }

    private static DataException Unknown(string path, int row, int column, char sign) =>
        new($"line {row + 1}, column {column + 1}: '{sign}' is no sign of a mask; O, or 0 and 1, are. Perhaps the file is of another kind.", path);
}
