namespace Stria.Files;

/// <summary>A plain table of numbers by columns: what people write by hand or export from elsewhere.</summary>
public static class ColumnFile
{
    /// <summary>Reads the columns.</summary>
    /// <param name="path">The file: columns parted by commas, semicolons, tabs or blanks; what stands before the first row of numbers is head.</param>
    /// <param name="least">Fewest columns that make sense.</param>
    /// <param name="most">Most columns that make sense.</param>
    /// <returns>The columns, and how many there are.</returns>
    /// <exception cref="DataException">The file is missing, a cell is no number, or it has too few or too many columns.</exception>
    public static (double[][] Columns, int Count) Read(string path, int least, int most)
    {
        NumberTable table = NumberTable.Read(path);
        if (table.ColumnCount < least || table.ColumnCount > most)
        {
            throw new DataException($"{table.ColumnCount} columns, where {(least == most ? $"{least}" : $"{least} to {most}")} are read. Perhaps the decimal sign is a comma.", path);
        }

        return ([.. Enumerable.Range(0, table.ColumnCount).Select(c => Enumerable.Range(0, table.RowCount).Select(r => table[r, c]).ToArray())], table.ColumnCount);
    }
}
