using System.Text;

namespace Stria.Files;

/// <summary>A list as Perl's Data::Dumper writes it on one line: ('a', 1, ['b'], {'c' =&gt; 'd'}); inner lists are kept as their text.</summary>
internal static class PerlList
{
    /// <summary>The entries of the list between the outermost parentheses of a line.</summary>
    /// <exception cref="FormatException">A quote or a bracket is not closed.</exception>
    internal static IReadOnlyList<string> Entries(string line)
    {
        int at = line.IndexOf('(', StringComparison.Ordinal) + 1, depth = 0;
        var entries = new List<string>();
        var entry = new StringBuilder();
        for (; at > 0 && at < line.Length; at++)
        {
            char c = line[at];
            if (c == '\'')
            {
                at = Quoted(line, at, entry, keepQuotes: depth > 0);
            }
            else if (depth == 0 && c is ',' or ')')
            {
                entries.Add(entry.ToString().Trim());
                entry.Clear();
                if (c == ')')
                {
                    return entries is [""] ? [] : entries;
                }
            }
            else
            {
                depth += c is '[' or '{' or '(' ? 1 : c is ']' or '}' or ')' ? -1 : 0;
                entry.Append(c);
            }
        }

        throw new FormatException("a list that is not closed");
    }

    // A text in quotes, with \' and \\ for the signs themselves; returns the place of the closing quote.
    private static int Quoted(string line, int at, StringBuilder entry, bool keepQuotes)
    {
        entry.Append(keepQuotes ? "'" : "");
        for (at++; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '\'' or '\\')
            {
                entry.Append(line[++at]);
            }
            else if (line[at] == '\'')
            {
                entry.Append(keepQuotes ? "'" : "");
                return at;
            }
            else
            {
                entry.Append(line[at]);
            }
        }

        throw new FormatException("a text without its closing quote");
    }
}
