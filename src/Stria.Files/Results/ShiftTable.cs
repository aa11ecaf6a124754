using System.Globalization;

namespace Stria.Files;

/// <summary>Reads a table of displacements, as a run writes it: a head with the columns frame, row and column, one line per frame.</summary>
public static class ShiftTable
{
    /// <summary>Displacements of given frames.</summary>
    /// <param name="path">The table.</param>
    /// <param name="frames">The frames' numbers, in the order wanted.</param>
    /// <returns>Displacement downwards and to the right of each frame [px].</returns>
    /// <exception cref="DataException">The table cannot be read, lacks a column, or lacks a frame.</exception>
    public static (double[] Rows, double[] Columns) Read(string path, IReadOnlyList<string> frames)
    {
        string[] lines = Lines(path);
        string[] head = [.. lines[0].Split(',').Select(h => h.Split('[')[0].Trim().Trim('"'))];
        int frame = Find(head, "frame", path), row = Find(head, "row", path), column = Find(head, "column", path);
        var shifts = new Dictionary<string, (double Row, double Column)>();
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(',');
            if (cells.Length == head.Length)
            {
                shifts[cells[frame].Trim().Trim('"')] = (Number(cells[row], path, i + 1), Number(cells[column], path, i + 1));
            }
            else if (lines[i].Trim().Length > 0)
            {
                throw new DataException($"line {i + 1} has {cells.Length} cells, the head {head.Length}.", path);
            }
        }

        string? missing = frames.FirstOrDefault(f => !shifts.ContainsKey(f));
        return missing is null
            ? ([.. frames.Select(f => shifts[f].Row)], [.. frames.Select(f => shifts[f].Column)])
            : throw new DataException($"has no line for frame '{missing}'. Perhaps it belongs to another stack.", path);
    }

    private static string[] Lines(string path)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            return lines.Length > 1 ? lines : throw new DataException("has no line of displacements.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be read: {e.Message}", path, e);
        }
    }

    private static int Find(string[] head, string name, string path)
    {
        int index = Array.IndexOf(head, name);
        return index >= 0 ? index : throw new DataException($"has no column '{name}'; its columns are {string.Join(", ", head)}.", path);
    }

    private static double Number(string cell, string path, int line) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new DataException($"line {line}: '{cell.Trim()}' is not a number.", path);
}
