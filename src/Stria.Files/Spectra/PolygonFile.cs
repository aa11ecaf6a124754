namespace Stria.Files;

/// <summary>The outline of a region of an image as text: one corner per line, row and column in pixels, parted by a comma or blanks.</summary>
public static class PolygonFile
{
    /// <summary>Reads the corners.</summary>
    /// <returns>Row and column [px] of each corner; 0 is the centre of the first pixel.</returns>
    /// <exception cref="DataException">The file is missing, a cell is no number, or there are fewer than three corners.</exception>
    public static IReadOnlyList<(double Row, double Column)> Read(string path)
    {
        NumberTable table = NumberTable.Read(path);
        if (table.ColumnCount != 2 || table.RowCount < 3)
        {
            throw new DataException($"{table.RowCount} lines of {table.ColumnCount} numbers make no outline; it needs three corners or more, row and column each.", path);
        }

        return [.. Enumerable.Range(0, table.RowCount).Select(i => (table[i, 0], table[i, 1]))];
    }
}
