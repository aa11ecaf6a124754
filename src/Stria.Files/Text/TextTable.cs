namespace Stria.Files;

/// <summary>A table in a text: headings, and cells that are read as numbers when they are asked for.</summary>
internal sealed class TextTable
{
    private readonly LabText text;
    private readonly int[] lines;
    private readonly int[] starts;
    private readonly int[] lengths;
    private readonly Dictionary<int, double[]> parsed = [];

    internal TextTable(LabText text, IReadOnlyList<ColumnHeading> headings, char decimalMark, TableCells cells)
    {
        (this.text, Headings, DecimalMark) = (text, headings, decimalMark);
        (lines, starts, lengths) = ([.. cells.Lines], [.. cells.Starts], [.. cells.Lengths]);
    }

    internal string Path => text.Path;

    /// <summary>The headings, one per column; "#1", "#2" where the file has none.</summary>
    internal IReadOnlyList<ColumnHeading> Headings { get; }

    internal char DecimalMark { get; }

    internal int RowCount => lines.Length;

    /// <summary>What was noticed while cutting the text into cells.</summary>
    internal List<Remark> Remarks { get; } = [];

    /// <summary>The same cells under other headings.</summary>
    internal TextTable Renamed(Func<ColumnHeading, ColumnHeading> rename)
    {
        var cells = new TableCells();
        cells.Lines.AddRange(lines);
        cells.Starts.AddRange(starts);
        cells.Lengths.AddRange(lengths);
        var renamed = new TextTable(text, [.. Headings.Select(rename)], DecimalMark, cells);
        renamed.Remarks.AddRange(Remarks);
        return renamed;
    }

    /// <summary>The line of a row in the file, from 1.</summary>
    internal int Line(int row) => lines[row] + 1;

    /// <summary>A cell as written.</summary>
    internal ReadOnlySpan<char> Cell(int row, int column)
    {
        int at = (row * Headings.Count) + column;
        return text.Text.AsSpan(starts[at], lengths[at]);
    }

    /// <summary>The first column whose heading bears one of the names, tried in their order; −1 when none does.</summary>
    internal int Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            for (int column = 0; column < Headings.Count; column++)
            {
                if (Headings[column].Is(name))
                {
                    return column;
                }
            }
        }

        return -1;
    }

    /// <summary>A column as numbers; NaN where a cell is empty or says that there is none. The array is kept and must not be changed.</summary>
    /// <exception cref="DataException">A cell holds something else; the message names line, column, cell and the likely cause.</exception>
    internal double[] Numbers(int column) => Parsed(column, out int wrong) ?? throw Wrong(wrong, column, "is no number");

    /// <summary>True when every cell of a column is a number or empty, and at least one is a number.</summary>
    internal bool IsNumeric(int column) => Parsed(column, out _) is { } values && Array.Exists(values, double.IsFinite);

    private double[]? Parsed(int column, out int wrong)
    {
        wrong = -1;
        if (parsed.TryGetValue(column, out double[]? known))
        {
            return known;
        }

        double[] values = new double[RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (!TableNumber.TryParse(Cell(row, column), DecimalMark, out values[row]))
            {
                wrong = row;
                return null;
            }
        }

        parsed.Add(column, values);
        return values;
    }

    /// <summary>An exception about a cell: file, line, column, value and likely cause.</summary>
    internal DataException Wrong(int row, int column, string what)
    {
        string cell = Cell(row, column).ToString().Trim();
        char other = DecimalMark == '.' ? ',' : '.';
        string cause = TableNumber.IsNumber(cell, other)
            ? $"Perhaps the decimal mark is a {(other == ',' ? "comma" : "point")}, not a {(other == ',' ? "point" : "comma")}."
            : cell.AsSpan().ContainsAnyInRange('A', 'z') ? "Perhaps the cycler wrote a message there, or the column is another than was meant."
            : "Perhaps the line was cut or the delimiter is another.";
        return new DataException($"line {Line(row)}, column '{Headings[column].Text}': '{cell}' {what}. {cause}", Path);
    }
}

/// <summary>The cells of a table while it is being cut: for each row its line, for each cell where it stands.</summary>
internal sealed class TableCells
{
    internal List<int> Lines { get; } = [];

    internal List<int> Starts { get; } = [];

    internal List<int> Lengths { get; } = [];
}
