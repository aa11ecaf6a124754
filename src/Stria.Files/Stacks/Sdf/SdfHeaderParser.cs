using System.Text;

namespace Stria.Files;

/// <summary>
/// Reads the text of an SDF header: <c>Name = value;</c>, where a value is a word, a quoted text, a block in braces or a counted list in
/// parentheses. Surplus closing braces, which some converters write, are passed over and counted.
/// </summary>
internal sealed class SdfHeaderParser
{
    private readonly string text;
    private int position;

    private SdfHeaderParser(string text) => this.text = text;

    /// <summary>How many closing braces had no opening one.</summary>
    internal int SurplusBraces { get; private set; }

    /// <summary>Parses a whole header.</summary>
    internal static (SdfBlock Header, int SurplusBraces) Parse(string text)
    {
        var parser = new SdfHeaderParser(text);
        var header = new SdfBlock();
        while (parser.position < text.Length)
        {
            parser.ReadEntries(header);
            if (parser.position < text.Length)
            {
                parser.position++;
                parser.SurplusBraces++;
            }
        }

        return (header, parser.SurplusBraces);
    }

    /// <summary>Reads entries up to the brace that closes the block, or the end.</summary>
    private void ReadEntries(SdfBlock block)
    {
        while (true)
        {
            SkipBlanks();
            if (position >= text.Length || text[position] == '}')
            {
                return;
            }

            string name = ReadWord("=;{}").Trim();
            if (position < text.Length && text[position] == '=')
            {
                position++;
                object value = ReadValue(inList: false);
                if (name.Length > 0)
                {
                    block.Add(name, value);
                }
            }
            else if (position < text.Length && text[position] is ';' or '{')
            {
                position++;
            }
        }
    }

    private object ReadValue(bool inList)
    {
        SkipBlanks();
        switch (position < text.Length ? text[position] : '\0')
        {
            case '{':
                position++;
                var block = new SdfBlock();
                ReadEntries(block);
                position++;
                return block;
            case '(':
                position++;
                return ReadList();
            case '"':
                position++;
                string quoted = ReadWord("\"");
                position++;
                return quoted;
            default:
                return ReadWord(inList ? ",(){}" : ";{}").Trim();
        }
    }

    private List<object> ReadList()
    {
        List<object> items = [];
        while (true)
        {
            SkipBlanks();
            switch (position < text.Length ? text[position] : '\0')
            {
                case '\0':
                    return items;
                case ')':
                    position++;
                    return items;
                case ',' or ';':
                    position++;
                    break;
                case '}':
                    position++;
                    SurplusBraces++;
                    break;
                default:
                    items.Add(ReadValue(inList: true));
                    break;
            }
        }
    }

    private string ReadWord(string ends)
    {
        var word = new StringBuilder();
        while (position < text.Length && !ends.Contains(text[position], StringComparison.Ordinal))
        {
            word.Append(text[position++]);
        }

        return word.ToString();
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }
}
