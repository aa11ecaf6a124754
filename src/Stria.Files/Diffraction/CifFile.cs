namespace Stria.Files;

/// <summary>A CIF: blocks of items and loops, as the grammar of the IUCr has them (CIF 1.1).</summary>
public sealed class CifFile
{
    private CifFile(string path, IReadOnlyList<CifBlock> blocks) => (Path, Blocks) = (path, blocks);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The blocks, in the order of the file.</summary>
    public IReadOnlyList<CifBlock> Blocks { get; }

    /// <summary>Reads a CIF.</summary>
    /// <exception cref="DataException">The file is missing, has no block, or a loop is broken; the message names the line.</exception>
    public static CifFile Read(string path)
    {
        List<CifToken> tokens = CifToken.Cut(LabText.Read(path));
        var blocks = new List<CifBlock>();
        int at = 0;
        while (at < tokens.Count)
        {
            CifToken token = tokens[at];
            if (token.IsBare && token.Text.StartsWith("data_", StringComparison.OrdinalIgnoreCase))
            {
                blocks.Add(new CifBlock(path, token.Text[5..]));
                at++;
                continue;
            }

            if (blocks.Count == 0)
            {
                throw new DataException($"line {token.Line}: '{Short(token.Text)}' stands before any data_ line. Perhaps it is no CIF, or its beginning was cut.", path);
            }

            at = token.IsBare && token.Text.Equals("loop_", StringComparison.OrdinalIgnoreCase) ? Loop(tokens, at + 1, blocks[^1]) : Item(tokens, at, blocks[^1]);
        }

        return blocks.Count > 0 ? new CifFile(path, blocks) : throw new DataException("holds no data_ block. Perhaps it is no CIF.", path);
    }

    private static int Item(List<CifToken> tokens, int at, CifBlock block)
    {
        CifToken name = tokens[at];
        if (!name.IsName || at + 1 >= tokens.Count || tokens[at + 1].IsName)
        {
            throw new DataException($"line {name.Line}: '{Short(name.Text)}' {(name.IsName ? "has no value" : "is a value without a name")}. Perhaps a quote or a semicolon is missing, or the file was cut.", block.Path);
        }

        block.Add(name.Text, tokens[at + 1].Text);
        return at + 2;
    }

    private static int Loop(List<CifToken> tokens, int at, CifBlock block)
    {
        var names = new List<string>();
        while (at < tokens.Count && tokens[at].IsName)
        {
            names.Add(tokens[at++].Text);
        }

        int first = at;
        while (at < tokens.Count && !tokens[at].IsName && !tokens[at].IsKeyword)
        {
            at++;
        }

        int line = first < tokens.Count ? tokens[first].Line : tokens[^1].Line, values = at - first;
        if (names.Count == 0 || values % names.Count != 0)
        {
            throw new DataException($"line {line}: a loop of {names.Count} names has {values} values, which fill no whole number of rows. Perhaps the file was cut or a quote is missing.", block.Path);
        }

        for (int column = 0; column < names.Count; column++)
        {
            int c = column;
            block.AddLoop(names[column], [.. Enumerable.Range(0, values / names.Count).Select(row => tokens[first + (row * names.Count) + c].Text)]);
        }

        return at;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>A word, quoted text or text field of a CIF.</summary>
/// <param name="Text">Without its quotes.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="IsBare">Whether it stands without quotes.</param>
internal readonly record struct CifToken(string Text, int Line, bool IsBare)
{
    internal bool IsName => IsBare && Text.Length > 1 && Text[0] == '_';

    internal bool IsKeyword => IsBare && (Text.Equals("loop_", StringComparison.OrdinalIgnoreCase) || Text.StartsWith("data_", StringComparison.OrdinalIgnoreCase));

    internal static List<CifToken> Cut(LabText text)
    {
        var tokens = new List<CifToken>();
        for (int line = 0; line < text.Count; line++)
        {
            if (text[line].StartsWith(";"))
            {
                int begin = line;
                var field = new List<string> { text[line][1..].ToString() };
                for (line++; line < text.Count && !text[line].StartsWith(";"); line++)
                {
                    field.Add(text[line].ToString());
                }

                tokens.Add(line < text.Count ? new CifToken(string.Join('\n', field).Trim(), begin + 1, false)
                    : throw new DataException($"line {begin + 1}: a text that begins with a semicolon does not end. Perhaps the file was cut.", text.Path));
                continue;
            }

            CutLine(text[line], line + 1, tokens);
        }

        return tokens;
    }

    private static void CutLine(ReadOnlySpan<char> row, int line, List<CifToken> tokens)
    {
        int at = 0;
        while (at < row.Length)
        {
            char c = row[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            if (c == '#')
            {
                return;
            }

            int end;
            bool isQuoted = c is '\'' or '"';
            if (isQuoted)
            {
                // A quote ends the text only before a blank: 'O5'' and 'a dog's life' occur.
                end = at + 1;
                while (end < row.Length && !(row[end] == c && (end + 1 == row.Length || char.IsWhiteSpace(row[end + 1]))))
                {
                    end++;
                }

                tokens.Add(new CifToken(row[(at + 1)..end].ToString(), line, false));
                at = end + 1;
                continue;
            }

            end = at;
            while (end < row.Length && !char.IsWhiteSpace(row[end]))
            {
                end++;
            }

            tokens.Add(new CifToken(row[at..end].ToString(), line, true));
            at = end;
        }
    }
}
