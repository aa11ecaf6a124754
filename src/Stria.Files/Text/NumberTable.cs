using System.Globalization;

namespace Stria.Files;

/// <summary>
/// A table of numbers in a text file: columns parted by commas, semicolons, tabs or blanks; comments begin with *, #, % or !; anything before
/// the first row of numbers is head.
/// </summary>
internal sealed class NumberTable
{
    private static readonly char[] Comment = ['*', '#', '%', '!'];
    private readonly double[] values;

    private NumberTable(string path, double[] values, int columnCount, IReadOnlyList<string> head) =>
        (Path, this.values, ColumnCount, Head) = (path, values, columnCount, head);

    internal string Path { get; }

    internal int ColumnCount { get; }

    internal int RowCount => values.Length / ColumnCount;

    /// <summary>The lines before the first row of numbers, without their comment signs.</summary>
    internal IReadOnlyList<string> Head { get; }

    /// <summary>The value at a row and column, from 0.</summary>
    internal double this[int row, int column] => values[(row * ColumnCount) + column];

    /// <summary>Reads a table.</summary>
    /// <exception cref="DataException">The file is missing or empty, a row has another number of columns, or a cell is no finite number.</exception>
    internal static NumberTable Read(string path)
    {
        List<double> values = [];
        List<string> head = [];
        int columns = 0, number = 0;
        foreach (string raw in PlainText.Read(path).Split('\n'))
        {
            number++;
            string line = raw.Trim().TrimEnd(',', ';').Trim();
            bool isComment = line.Length > 0 && Comment.Contains(line[0]);
            if (line.Length == 0 || isComment)
            {
                if (columns == 0 && isComment)
                {
                    head.Add(line.TrimStart(Comment).Trim());
                }

                continue;
            }

            string[] cells = Cells(line);
            if (columns == 0 && !IsNumber(cells[0]))
            {
                head.Add(line);
                continue;
            }

            columns = columns == 0 ? cells.Length : columns;
            AddRow(values, cells, columns, new Place(path, number));
        }

        return columns > 0 ? new NumberTable(path, [.. values], columns, head)
            : throw new DataException("holds no row of numbers. Perhaps it is no table, or the decimal sign is a comma.", path);
    }

    /// <summary>The cells of one line.</summary>
    internal static string[] Cells(string line)
    {
        char[] separators = line.Contains(';', StringComparison.Ordinal) ? [';'] : line.Contains(',', StringComparison.Ordinal) ? [','] : [' ', '\t'];
        StringSplitOptions blanks = separators[0] == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None;
        return line.Split(separators, blanks | StringSplitOptions.TrimEntries);
    }

    private static void AddRow(List<double> values, string[] cells, int columns, Place place)
    {
        if (cells.Length != columns)
        {
            throw new DataException($"line {place.Line}: {cells.Length} columns where the first row has {columns}. Perhaps the file was cut.", place.Path);
        }

        for (int column = 0; column < columns; column++)
        {
            values.Add(double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new DataException($"line {place.Line}, column {column + 1}: '{cells[column]}' is no finite number.", place.Path));
        }
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private readonly record struct Place(string Path, int Line);
}
