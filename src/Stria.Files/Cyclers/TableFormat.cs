namespace Stria.Files;

/// <summary>What the readers of text tables share: find the headings by words in them, find the columns, make the trace.</summary>
/// <param name="Habits">How the format is to be understood.</param>
/// <param name="Names">The names of its columns.</param>
/// <param name="AreUnitsFixed">Whether columns without a unit have the format's own (s, A, V, Ah), which is then no assumption.</param>
internal sealed record TableFormat(TraceHabits Habits, IReadOnlyList<(ColumnRole Role, string[] Names)> Names, bool AreUnitsFixed)
{
    /// <summary>The line that holds all the words, among the first of a text; −1 when there is none.</summary>
    internal static int LineWith(LabText text, params ReadOnlySpan<string> words)
    {
        for (int line = 0; line < Math.Min(text.Count, 400); line++)
        {
            if (HasAll(text[line], words))
            {
                return line;
            }
        }

        return -1;
    }

    /// <summary>True when a beginning has a line with all the words.</summary>
    internal static bool HasLine(string beginning, params ReadOnlySpan<string> words)
    {
        foreach (ReadOnlySpan<char> line in beginning.AsSpan().EnumerateLines())
        {
            if (HasAll(line, words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the table below a line of headings.</summary>
    internal CyclerRecord Read(LabText text, int headings, CyclerReadOptions options, TableLayout? layout = null)
    {
        TextTable table = TableCutter.Cut(text, (layout ?? new TableLayout()) with { HeadingLine = headings });
        return Read(table, options);
    }

    /// <summary>Reads a table.</summary>
    internal CyclerRecord Read(TextTable table, CyclerReadOptions options) =>
        TableTrace.Make(TableColumns.Named(table, Names, CyclerNames.UsualUnit, AreUnitsFixed), Habits, options);

    private static bool HasAll(ReadOnlySpan<char> line, ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (!line.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
