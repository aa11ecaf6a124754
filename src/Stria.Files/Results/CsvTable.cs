using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>One column of a table.</summary>
public sealed class CsvColumn
{
    private readonly string[] cells;

    /// <summary>A column of numbers, written so that they read back to the last digit; NaN leaves the cell empty.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="unit">Its unit; "1" or empty for pure numbers.</param>
    /// <param name="values">The numbers.</param>
    public CsvColumn(string name, string unit, IEnumerable<double> values)
        : this(unit is "" or "1" ? name : $"{name} [{unit}]", values.Select(Written))
    {
    }

    /// <summary>A column of text.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="texts">The texts.</param>
    public CsvColumn(string name, IEnumerable<string> texts)
    {
        Head = name;
        cells = [.. texts];
    }

    /// <summary>The name with the unit in brackets: "time [s]".</summary>
    public string Head { get; }

    /// <summary>Number of rows.</summary>
    public int Count => cells.Length;

    /// <summary>The cell of a row, as written.</summary>
    public string this[int row] => cells[row];

    private static string Written(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Writes tables as comma-separated text: one head with units, point as decimal sign, text in quotes where it needs them.</summary>
public static class CsvTable
{
    /// <summary>Writes the table; it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="columns">The columns, of equal length.</param>
    /// <exception cref="ArgumentException">Columns differ in length, or there are none.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, params IReadOnlyList<CsvColumn> columns)
    {
        if (columns.Count == 0 || columns.Any(column => column.Count != columns[0].Count))
        {
            throw new ArgumentException($"Columns of {string.Join(", ", columns.Select(c => c.Count))} rows make no table.", nameof(columns));
        }

        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => Quoted(column.Head))).Append('\n');
        for (int row = 0; row < columns[0].Count; row++)
        {
            text.AppendJoin(',', columns.Select(column => Quoted(column[row]))).Append('\n');
        }

        WholeFile.Write(path, text.ToString());
    }

    /// <summary>Reads back the cells of a table that <see cref="Write"/> wrote, head first; empty lines are left out.</summary>
    /// <param name="path">Its name.</param>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string path)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        char before = '\n';
        foreach (char c in PlainText.Read(path))
        {
            if (c == '"')
            {
                // Within quotes, a quote is written twice: the second opens again what the first has closed.
                isQuoted = !isQuoted;
                cell.Append(isQuoted && before == '"' ? "\"" : "");
            }
            else if (isQuoted || c is not (',' or '\n'))
            {
                cell.Append(c);
            }
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }

            before = c;
        }

        return [.. rows.Where(r => r.Count > 1 || r[0].Length > 0)];
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\n\r") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
