using System.Globalization;
using Stria.Core;

namespace Stria.Numerics.Expressions;

/// <summary>Cuts the text of an expression into numbers, names and signs. A number takes the unit that follows it and is turned into SI.</summary>
internal sealed class ExpressionLexer(string text, Func<string, bool> isName)
{
    private const string Superscripts = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static readonly string[] Signs = ["<=", ">=", "==", "!=", "**", "+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "="];

    private int at;

    /// <summary>What the present piece is.</summary>
    public enum Piece
    {
        End, Number, Name, Sign,
    }

    public Piece Kind { get; private set; }

    /// <summary>The sign or name, as written in ASCII.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The number in SI.</summary>
    public double Value { get; private set; }

    /// <summary>Place of the present piece, counted from 0.</summary>
    public int Start { get; private set; }

    /// <summary>Goes on to the next piece.</summary>
    /// <exception cref="MistakeFound">There is a sign that no expression has, or a number with a wrong unit.</exception>
    public void Next()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        Start = at;
        if (at == text.Length)
        {
            (Kind, Text) = (Piece.End, "");
        }
        else if (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            ReadNumber();
        }
        else if (char.IsLetter(text[at]) || text[at] == '_')
        {
            at = EndOfName(at);
            (Kind, Text) = (Piece.Name, text[Start..at] is "θ" ? "theta" : text[Start..at]);
        }
        else
        {
            ReadSign();
        }
    }

    private int EndOfName(int from)
    {
        while (from < text.Length && (char.IsLetterOrDigit(text[from]) || text[from] == '_'))
        {
            from++;
        }

        return from;
    }

    private void ReadSign()
    {
        string ascii = text[at] switch { '−' => "-", '·' or '×' or '⋅' => "*", '≤' => "<=", '≥' => ">=", '≠' => "!=", _ => "" };
        string sign = ascii.Length > 0 ? ascii : Signs.FirstOrDefault(s => text.AsSpan(at).StartsWith(s, StringComparison.Ordinal)) ?? "";
        switch (sign)
        {
            case "":
                throw new MistakeFound(at, text[at] == '%' ? "Fractions are written as plain numbers: 0.2, not 20 %." : $"'{text[at]}' has no meaning in an expression.");
            case "**":
                throw new MistakeFound(at, "A power is written with ^, as in x^2.");
            case "=":
                throw new MistakeFound(at, "Two values are compared with ==.");
            default:
                at += ascii.Length > 0 ? 1 : sign.Length;
                (Kind, Text) = (Piece.Sign, sign);
                break;
        }
    }

    private void ReadNumber()
    {
        int end = Digits(at);
        end = end < text.Length && text[end] == '.' ? Digits(end + 1) : end;
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = Digits(sign) > sign ? Digits(sign) : end;
        }

        string number = text[at..end];
        Value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(Value))
        {
            throw new MistakeFound(at, $"{number} is too large.");
        }

        (Kind, Text, at) = (Piece.Number, number, end);
        ReadUnit(number);
    }

    private int Digits(int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    /// <summary>Takes the unit behind a number: one symbol with its power, then further symbols behind "/" or "·" as long as they are units and no names.</summary>
    private void ReadUnit(string number)
    {
        int begin = at;
        while (begin < text.Length && text[begin] == ' ')
        {
            begin++;
        }

        int end = EndOfSymbol(begin);
        if (end == begin)
        {
            return;
        }

        if (!Unit.TryParse(text[begin..end], out Unit? unit))
        {
            throw new MistakeFound(begin, NoUnit(text[begin..end], number));
        }

        while (end + 1 < text.Length && text[end] is '/' or '·' && EndOfSymbol(end + 1) is int next && next > end + 1
            && !isName(text[(end + 1)..next]) && Unit.TryParse(text[begin..next], out Unit? longer))
        {
            (unit, end) = (longer, next);
        }

        if (unit.Dimension.Pixel != 0)
        {
            throw new MistakeFound(begin, "Pixels have no size here. Give the length in metres or its multiples, such as nm.");
        }

        Value = new Quantity(Value, unit).SI;
        at = end;
    }

    private int EndOfSymbol(int from)
    {
        int end = from;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '°'))
        {
            end++;
        }

        if (end == from)
        {
            return from;
        }

        if (end < text.Length && text[end] == '^')
        {
            int sign = end + 1 < text.Length && text[end + 1] == '-' ? end + 2 : end + 1;
            return Digits(sign) > sign ? Digits(sign) : end;
        }

        int power = Digits(end);
        while (power < text.Length && Superscripts.Contains(text[power], StringComparison.Ordinal))
        {
            power++;
        }

        return power;
    }

    private string NoUnit(string symbol, string number)
    {
        string name = text[(at + text[at..].IndexOf(symbol, StringComparison.Ordinal))..EndOfName(at + text[at..].IndexOf(symbol, StringComparison.Ordinal))];
        if (isName(name))
        {
            return $"Between a number and a name stands a sign: {number}*{name}.";
        }

        try
        {
            Unit.Parse(symbol);
        }
        catch (FormatException reason)
        {
            return reason.Message;
        }

        return $"'{symbol}' is no unit.";
    }

    /// <summary>Carries a mistake from where it is found to the parser's caller; no one else sees it.</summary>
    public sealed class MistakeFound(int start, string message) : Exception(message)
    {
        public int Start { get; } = start;
    }
}
