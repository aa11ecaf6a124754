using System.Text.RegularExpressions;

namespace Stria.Tests.House;

/// <summary>Finds the functions of a C# file by its braces: enough for the house's own formatting, no parser.</summary>
internal sealed partial class CSharpOutline
{
    private readonly SourceFile file;
    private readonly string code;
    private readonly Stack<Block> blocks = new();
    private readonly List<FunctionOutline> functions = [];
    private int headerStart;
    private int parentheses;
    private int arrow = -1;
    private string arrowHeader = "";

    private CSharpOutline(SourceFile file) => (this.file, code) = (file, CSharpText.CodeOnly(file.Text));

    private enum Kind
    {
        Space,
        Type,
        Property,
        Function,
        Control,
        Other,
    }

    /// <summary>The functions of a file, accessors and expression bodies included, in the order of their ends.</summary>
    public static IReadOnlyList<FunctionOutline> Functions(SourceFile file)
    {
        var outline = new CSharpOutline(file);
        outline.Scan();
        return outline.functions;
    }

    private void Scan()
    {
        for (int i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '(':
                    parentheses++;
                    break;
                case ')':
                    parentheses--;
                    break;
                case '{':
                    Open(i);
                    break;
                case '}':
                    Close(i);
                    break;
                case ';' when parentheses == 0:
                    EndStatement(i);
                    break;
                case '=' when i + 1 < code.Length && code[i + 1] == '>' && parentheses == 0 && arrow < 0 && Inside is Kind.Type or Kind.Property:
                    (arrow, arrowHeader) = (i, Attributes().Replace(code[headerStart..i].Trim(), ""));
                    break;
                default:
                    break;
            }
        }
    }

    private Kind Inside => blocks.TryPeek(out Block? block) ? block.Kind : Kind.Space;

    private void Open(int at)
    {
        string header = Attributes().Replace(code[headerStart..at].Trim(), "");
        Kind kind = arrow >= 0 ? Kind.Other : KindOf(header);
        blocks.Push(new Block(kind, header, at, parentheses));
        (headerStart, parentheses) = (at + 1, 0);
        if (kind == Kind.Control)
        {
            int depth = blocks.TakeWhile(b => b.Kind != Kind.Function).Count(b => b.Kind == Kind.Control);
            foreach (Block function in blocks.Where(b => b.Kind == Kind.Function))
            {
                function.Nesting = Math.Max(function.Nesting, depth);
            }
        }
    }

    private void Close(int at)
    {
        Block block = blocks.Pop();
        (headerStart, parentheses) = (at + 1, block.Parentheses);
        if (block.Kind == Kind.Function)
        {
            Add(block.Header, block.Start, at, block.Nesting);
        }
        else if (block.Kind == Kind.Type && !GathersValues().IsMatch(block.Header))
        {
            int parameters = Parameters(block.Header);
            if (parameters > 0)
            {
                functions.Add(new FunctionOutline(Place(block.Start), Short(block.Header), 1, 0, parameters));
            }
        }
    }

    private void EndStatement(int at)
    {
        if (arrow >= 0 && Inside is Kind.Type or Kind.Property)
        {
            Add(arrowHeader, arrow, at, nesting: 0);
            arrow = -1;
        }

        if (arrow < 0)
        {
            headerStart = at + 1;
        }
    }

    private Kind KindOf(string header) => Inside switch
    {
        Kind.Space or Kind.Type when header.StartsWith("namespace ", StringComparison.Ordinal) => Kind.Space,
        Kind.Space or Kind.Type when TypeHeader().IsMatch(header) => Kind.Type,
        Kind.Space or Kind.Type when header.StartsWith('=') || header.Contains(" = ", StringComparison.Ordinal) => Kind.Other,
        Kind.Space or Kind.Type => header.Contains('(', StringComparison.Ordinal) ? Kind.Function : Kind.Property,
        Kind.Property => AccessorHeader().IsMatch(header) ? Kind.Function : Kind.Other,
        _ => ControlHeader().IsMatch(header) ? Kind.Control : Kind.Other,
    };

    private void Add(string header, int from, int to, int nesting) =>
        functions.Add(new FunctionOutline(Place(from), Short(header), code.AsSpan(from, to - from).Count('\n') + 1, nesting, Parameters(header)));

    /// <summary>Counts the parameters in the first brackets that follow a name directly.</summary>
    private static int Parameters(string header)
    {
        Match list = ParameterList().Match(header);
        if (!list.Success)
        {
            return 0;
        }

        int depth = 0, commas = 0, words = 0;
        for (int i = list.Index + list.Length; i < header.Length && depth >= 0; i++)
        {
            depth += header[i] is '(' or '<' or '[' ? 1 : header[i] is ')' or '>' or ']' ? -1 : 0;
            commas += depth == 0 && header[i] == ',' ? 1 : 0;
            words += depth >= 0 && char.IsLetter(header[i]) ? 1 : 0;
        }

        return words == 0 ? 0 : commas + 1;
    }

    private string Place(int at) => $"{file.Path}:{code.AsSpan(0, at).Count('\n') + 1}";

    private static string Short(string header)
    {
        string line = Spaces().Replace(header, " ");
        return line.Length <= 100 ? line : line[..100] + "…";
    }

    [GeneratedRegex(@"^(\[[^\]]*\]\s*)+")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^((public|internal|private|protected|static|sealed|abstract|readonly|ref|partial|unsafe|file|new)\s+)*(class|struct|interface|enum|record)\b")]
    private static partial Regex TypeHeader();

    /// <summary>Records, and private structs that hold what a loop's body needs, are what many parameters become.</summary>
    [GeneratedRegex(@"\brecord\b|\bprivate\b.*\bstruct\b")]
    private static partial Regex GathersValues();

    [GeneratedRegex(@"^((private|protected|internal)\s+)?(get|set|init|add|remove)$")]
    private static partial Regex AccessorHeader();

    [GeneratedRegex(@"^((case\b[^:]*|default)\s*:\s*)*(await\s+)?(if|else|for|foreach|while|do|switch|try|catch|finally|using|lock|fixed|checked|unchecked|unsafe)\b")]
    private static partial Regex ControlHeader();

    [GeneratedRegex(@"[\w>]\(")]
    private static partial Regex ParameterList();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed record Block(Kind Kind, string Header, int Start, int Parentheses)
    {
        public int Nesting { get; set; }
    }
}
