namespace Stria.Files;

/// <summary>Cuts a text into headings and cells; delimiter, decimal mark and headings are found where they are not given.</summary>
internal sealed class TableCutter
{
    private const int Looked = 60;
    private static readonly char[] Delimiters = ['\t', ';', ',', ' '];

    private readonly LabText text;
    private readonly TableLayout layout;
    private readonly List<Range> cells = [];

    private TableCutter(LabText text, TableLayout layout) => (this.text, this.layout) = (text, layout);

    /// <summary>Reads the table of a text.</summary>
    /// <exception cref="DataException">There is no table, or its rows differ in length.</exception>
    internal static TextTable Cut(LabText text, TableLayout? layout = null) => new TableCutter(text, layout ?? new TableLayout()).Table();

    /// <summary>The headings and the first row of data, for recognising a file; null when there is no row of numbers.</summary>
    internal static TextTable? Begin(LabText text, int rows = 1)
    {
        try
        {
            int first = new TableCutter(text, new TableLayout()).FirstRowOfNumbers();
            return Cut(text, new TableLayout { EndLine = first + rows });
        }
        catch (DataException)
        {
            return null;
        }
    }

    /// <summary>The cells of one line, quotes taken off.</summary>
    internal static string[] Cells(ReadOnlySpan<char> line, char delimiter)
    {
        List<Range> found = [];
        Split(line, delimiter, found);
        string[] texts = new string[found.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = line[found[i]].Trim().Trim('"').Trim().ToString();
        }

        return texts;
    }

    private TextTable Table()
    {
        int first = layout.FirstLine ?? (layout.HeadingLine is { } heading ? AfterBlanks(heading + 1) : FirstRowOfNumbers());
        int end = Math.Min(layout.EndLine ?? text.Count, text.Count);
        if (first >= end || first < 0)
        {
            throw new DataException("holds no row of data. Perhaps the measurement was not started, or only the head was saved.", text.Path);
        }

        char delimiter = layout.Delimiter ?? Delimiter(first, end);
        string[] names = Headings(first, delimiter);
        char mark = layout.DecimalMark ?? DecimalMark(first, end, delimiter);
        var found = new TableCells();
        List<Remark> remarks = [];
        int columns = names.Length;
        if (columns == 0)
        {
            Split(text[first], delimiter, cells);
            columns = cells.Count;
            while (columns > 1 && text[first][cells[columns - 1]].Trim().IsEmpty)
            {
                columns--;
            }

            names = [.. Enumerable.Range(1, columns).Select(i => $"#{i}")];
        }

        for (int line = first; line < end; line++)
        {
            AddRow(line, new Shape(delimiter, columns, end), found, remarks);
        }

        var table = new TextTable(text, [.. names.Select(ColumnHeading.Parse)], mark, found);
        table.Remarks.AddRange(remarks);
        return table.RowCount > 0 ? table : throw new DataException("holds no row of data. Perhaps the measurement was not started, or only the head was saved.", text.Path);
    }

    private void AddRow(int line, Shape shape, TableCells found, List<Remark> remarks)
    {
        ReadOnlySpan<char> row = text[line];
        if (row.Trim().IsEmpty)
        {
            return;
        }

        Split(row, shape.Delimiter, cells);
        while (cells.Count > shape.Columns && row[cells[^1]].Trim().IsEmpty)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        bool isLast = NothingBelow(line, shape.End);
        if (isLast && cells.Count is > 1 && cells.Count < shape.Columns && found.Lines.Count > 0)
        {
            remarks.Add(Remark.Warning($"The last line ({line + 1}) breaks off after {cells.Count} of {shape.Columns} columns and was left out. Perhaps the test was still running or copying was interrupted."));
            return;
        }

        if (cells.Count != shape.Columns)
        {
            // A note of the cycler below the table ("Aborted by user") is not a row.
            if (isLast && cells.Count == 1)
            {
                remarks.Add(Remark.Note($"Below the table, line {line + 1} says: {row.Trim()}"));
                return;
            }

            throw new DataException(
                $"line {line + 1} has {cells.Count} columns where the headings have {shape.Columns}. Perhaps the file was cut, two files were joined, or the delimiter is another than '{Spoken(shape.Delimiter)}'.",
                text.Path);
        }

        found.Lines.Add(line);
        foreach (Range cell in cells)
        {
            (int offset, int length) = cell.GetOffsetAndLength(row.Length);
            found.Starts.Add(text.Start(line) + offset);
            found.Lengths.Add(length);
        }
    }

    private string[] Headings(int first, char delimiter)
    {
        int heading = layout.HeadingLine ?? -2;
        if (heading == -2)
        {
            heading = first - 1;
            while (heading >= 0 && text[heading].Trim().IsEmpty)
            {
                heading--;
            }
        }

        if (heading < 0)
        {
            return [];
        }

        Split(text[first], delimiter, cells);
        int wanted = cells.Count;
        string[] names = Cells(text[heading], delimiter);
        if (layout.HeadingLine is null && Math.Abs(names.Length - wanted) > 1)
        {
            return [];
        }

        // A delimiter at the end of the headings or of the rows makes no column.
        return names.Length == wanted + 1 && names[^1].Length == 0 ? names[..^1]
            : names.Length == wanted - 1 && text[first][cells[^1]].Trim().IsEmpty ? names
            : names.Length < wanted && layout.HeadingLine is null ? []
            : names;
    }

    private int FirstRowOfNumbers()
    {
        for (int line = 0; line < text.Count; line++)
        {
            if (Delimiters.Any(d => IsRow(line, d)))
            {
                return line;
            }
        }

        throw new DataException("holds no row of numbers. Perhaps it is no table, or the code page or delimiter is unusual.", text.Path);
    }

    private bool IsRow(int line, char delimiter)
    {
        Split(text[line], delimiter, cells);
        ReadOnlySpan<char> row = text[line];
        int numbers = 0, count = cells.Count;
        foreach (Range cell in cells)
        {
            numbers += TableNumber.IsNumber(row[cell], '.') || TableNumber.IsNumber(row[cell], ',') ? 1 : 0;
        }

        return numbers >= 2 && numbers * 3 >= count && row.Length > 0 && !char.IsLetter(row.Trim()[0]);
    }

    /// <summary>The delimiter that parts the headings and the rows alike into the most cells; without headings the first that parts all rows alike.</summary>
    private char Delimiter(int first, int end)
    {
        int heading = layout.HeadingLine ?? first - 1;
        char best = ' ';
        int most = 0;
        bool agrees = false;
        foreach (char delimiter in Delimiters)
        {
            Split(text[first], delimiter, cells);
            int columns = cells.Count, same = 0, seen = 0;
            for (int line = first; line < Math.Min(end, first + Looked); line++)
            {
                Split(text[line], delimiter, cells);
                seen++;
                same += cells.Count == columns ? 1 : 0;
            }

            int named = 0;
            if (heading >= 0)
            {
                Split(text[heading], delimiter, cells);
                named = cells.Count;
            }

            // A decimal comma also parts each number in two, but not the headings.
            bool matches = Math.Abs(named - columns) <= 1 && named >= 2;
            bool isRegular = columns >= 2 && same >= seen * (matches ? 0.5 : 0.8);
            if (isRegular && (most == 0 || (matches && (!agrees || columns > most))))
            {
                (best, most, agrees) = (delimiter, columns, matches);
            }
        }

        return best;
    }

    private char DecimalMark(int first, int end, char delimiter)
    {
        if (delimiter == ',')
        {
            return '.';
        }

        int points = 0, commas = 0;
        for (int line = first; line < Math.Min(end, first + Looked); line++)
        {
            ReadOnlySpan<char> row = text[line];
            Split(row, delimiter, cells);
            foreach (Range cell in cells)
            {
                points += row[cell].Contains('.') && TableNumber.IsNumber(row[cell], '.') ? 1 : 0;
                commas += row[cell].Contains(',') && TableNumber.IsNumber(row[cell], ',') ? 1 : 0;
            }
        }

        return commas > points ? ',' : '.';
    }

    private int AfterBlanks(int line)
    {
        while (line < text.Count && text[line].Trim().IsEmpty)
        {
            line++;
        }

        return line;
    }

    private bool NothingBelow(int line, int end) => AfterBlanks(line + 1) >= end;

    private static string Spoken(char delimiter) => delimiter switch { '\t' => "tab", ' ' => "blank", _ => delimiter.ToString() };

    private static void Split(ReadOnlySpan<char> line, char delimiter, List<Range> cells)
    {
        cells.Clear();
        int at = 0;
        while (at <= line.Length)
        {
            if (delimiter == ' ')
            {
                while (at < line.Length && line[at] is ' ' or '\t')
                {
                    at++;
                }

                if (at == line.Length)
                {
                    return;
                }
            }

            // Quotes enclose a cell only where they begin it: Z"/ohm is a heading.
            bool quotable = line[at..].TrimStart(' ').StartsWith("\"");
            bool quoted = false;
            int end = at;
            while (end < line.Length && (quoted || !(line[end] == delimiter || (delimiter == ' ' && line[end] == '\t'))))
            {
                quoted ^= quotable && line[end] == '"';
                end++;
            }

            cells.Add(at..end);
            at = end + 1;
        }
    }

    private readonly record struct Shape(char Delimiter, int Columns, int End);
}
