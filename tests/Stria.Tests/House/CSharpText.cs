namespace Stria.Tests.House;

/// <summary>Blanks comments, strings and characters of C# text, so that braces and words can be counted. Line ends stay where they are.</summary>
internal sealed class CSharpText
{
    private readonly string text;
    private readonly char[] code;
    private int i;

    private CSharpText(string text) => (this.text, code) = (text, text.ToCharArray());

    /// <summary>The text with everything that is not code blanked.</summary>
    public static string CodeOnly(string text)
    {
        var blanker = new CSharpText(text);
        blanker.SkipCode(inHole: false);
        return new string(blanker.code);
    }

    private void SkipCode(bool inHole)
    {
        int depth = 0;
        while (i < text.Length)
        {
            if (inHole && depth == 0 && text[i] == '}')
            {
                return;
            }

            depth += text[i] is '{' or '(' or '[' ? 1 : text[i] is '}' or ')' or ']' ? -1 : 0;
            int start = i;
            if (SkipIfNoCode())
            {
                Blank(start, i);
            }
            else
            {
                i++;
            }
        }
    }

    private bool SkipIfNoCode()
    {
        char next = i + 1 < text.Length ? text[i + 1] : '\0';
        if (text[i] == '/' && next == '/')
        {
            SkipTo("\n");
        }
        else if (text[i] == '/' && next == '*')
        {
            SkipTo("*/");
            i += 2;
        }
        else if (text[i] == '#' && text.LastIndexOf('\n', i) is var line && text[(line + 1)..i].Trim().Length == 0)
        {
            SkipTo("\n");
        }
        else if (text[i] == '\'')
        {
            SkipQuoted('\'');
        }
        else
        {
            return SkipIfString();
        }

        return true;
    }

    private bool SkipIfString()
    {
        int quote = i;
        while (quote < text.Length && text[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote >= text.Length || text[quote] != '"')
        {
            return false;
        }

        int dollars = text[i..quote].Count(c => c == '$');
        bool verbatim = text[i..quote].Contains('@', StringComparison.Ordinal);
        int quotes = Run('"', quote);
        i = quote;
        if (quotes >= 3)
        {
            i += quotes;
            SkipStringBody(new string('"', quotes), dollars, escapes: '\0');
        }
        else
        {
            i++;
            SkipStringBody("\"", dollars, verbatim ? '"' : '\\');
        }

        return true;
    }

    /// <summary>Goes behind the end of a string. An escape of '"' stands for doubled quotes, '\0' for a raw string.</summary>
    private void SkipStringBody(string end, int dollars, char escapes)
    {
        while (i < text.Length)
        {
            if (escapes == '\\' && text[i] == '\\')
            {
                i += 2;
            }
            else if (escapes == '"' && text[i] == '"' && Run('"', i) >= 2)
            {
                i += 2;
            }
            else if (string.CompareOrdinal(text, i, end, 0, end.Length) == 0)
            {
                i += end.Length;
                return;
            }
            else if (dollars > 0 && text[i] == '{')
            {
                SkipBraces(dollars, raw: escapes == '\0');
            }
            else
            {
                i++;
            }
        }
    }

    private void SkipBraces(int dollars, bool raw)
    {
        int run = Run('{', i);
        i += run;
        bool hole = raw ? run >= dollars : run % 2 == 1;
        if (hole)
        {
            SkipCode(inHole: true);
            i += raw ? dollars : 1;
        }
    }

    private void SkipQuoted(char quote)
    {
        i++;
        while (i < text.Length && text[i] != quote)
        {
            i += text[i] == '\\' ? 2 : 1;
        }

        i++;
    }

    private void SkipTo(string end)
    {
        int at = text.IndexOf(end, i, StringComparison.Ordinal);
        i = at < 0 ? text.Length : at;
    }

    private int Run(char c, int from)
    {
        int n = 0;
        while (from + n < text.Length && text[from + n] == c)
        {
            n++;
        }

        return n;
    }

    private void Blank(int from, int to)
    {
        for (int k = from; k < Math.Min(to, code.Length); k++)
        {
            code[k] = code[k] == '\n' ? '\n' : ' ';
        }
    }
}
