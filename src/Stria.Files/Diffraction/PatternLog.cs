using System.Globalization;

namespace Stria.Files;

/// <summary>The log of a beamline: a table with one row per pattern, found by a number or name that stands in the pattern's name.</summary>
public sealed class PatternLog
{
    private static readonly char[] Delimiters = [',', ';', '\t'];
    private readonly string[][] rows;

    private PatternLog(string path, string[] headings, string[][] rows) => (Path, Headings, this.rows) = (path, headings, rows);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Number of rows.</summary>
    public int Count => rows.Length;

    /// <summary>Reads a log.</summary>
    /// <exception cref="DataException">The file is missing, has no rows, or a row of another length.</exception>
    public static PatternLog Read(string path)
    {
        LabText text = LabText.Read(path);
        string head = text[0].ToString();
        char delimiter = Delimiters.MaxBy(d => head.Count(c => c == d));
        string[] headings = [.. head.Split(delimiter).Select(h => h.Trim().Trim('"'))];
        var rows = new List<string[]>();
        for (int line = 1; line < text.Count; line++)
        {
            if (text[line].Trim().IsEmpty)
            {
                continue;
            }

            string[] cells = [.. text[line].ToString().Split(delimiter).Select(c => c.Trim().Trim('"'))];
            rows.Add(cells.Length == headings.Length ? cells
                : throw new DataException($"line {line + 1} has {cells.Length} columns where the headings have {headings.Length}. Perhaps the file was cut, or a text holds the delimiter '{delimiter}'.", path));
        }

        return rows.Count > 0 ? new PatternLog(path, headings, [.. rows]) : throw new DataException("holds no row below its headings. Perhaps the log was not written.", path);
    }

    /// <summary>The row of a pattern: that whose first column stands in its name; −1 when none does.</summary>
    /// <exception cref="DataException">Several rows do.</exception>
    public int RowOf(string pattern)
    {
        int[] found = [.. Enumerable.Range(0, rows.Length).Where(r => rows[r][0].Length > 0 && Holds(pattern, rows[r][0]))];
        return found.Length <= 1 ? (found.Length == 1 ? found[0] : -1)
            : throw new DataException($"rows {found[0] + 2} and {found[1] + 2} both name the pattern '{pattern}' ({rows[found[0]][0]}, {rows[found[1]][0]}). Perhaps scans were repeated.", Path);
    }

    /// <summary>When a row's measurement began, or null when no column tells.</summary>
    public DateTimeOffset? Start(int row) => Moment(row, "start", "begin", "time", "date");

    /// <summary>When a row's measurement ended, or null when no column tells.</summary>
    public DateTimeOffset? End(int row) => Moment(row, "end", "stop", "finish");

    /// <summary>A number of a row.</summary>
    /// <exception cref="DataException">There is no such column, or the cell is no number.</exception>
    public double Number(int row, string column)
    {
        int at = Array.FindIndex([.. Headings], h => h.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            throw new DataException($"has no column '{column}'; there are {string.Join(", ", Headings)}.", Path);
        }

        return double.TryParse(rows[row][at], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new DataException($"line {row + 2}, column '{column}': '{rows[row][at]}' is no number.", Path);
    }

    // Not within a longer number: 13 is not in scan_1355.
    private static bool Holds(string pattern, string key)
    {
        for (int at = pattern.IndexOf(key, StringComparison.Ordinal); at >= 0; at = pattern.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            bool isOpen = at > 0 && char.IsAsciiDigit(pattern[at - 1]) && char.IsAsciiDigit(key[0]);
            bool goesOn = at + key.Length < pattern.Length && char.IsAsciiDigit(pattern[at + key.Length]) && char.IsAsciiDigit(key[^1]);
            if (!isOpen && !goesOn)
            {
                return true;
            }
        }

        return false;
    }

    private DateTimeOffset? Moment(int row, params string[] words)
    {
        foreach (string word in words)
        {
            for (int at = 0; at < Headings.Count; at++)
            {
                // "exposure time" holds the word, and a number that is no moment.
                if (Headings[at].Contains(word, StringComparison.OrdinalIgnoreCase) && ClockText.TryMoment(rows[row][at], false, out DateTimeOffset moment))
                {
                    return moment;
                }
            }
        }

        return null;
    }
}
