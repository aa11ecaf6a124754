using System.Buffers;
using System.Globalization;

namespace Stria.Matter;

/// <summary>Expressions such as "1/2-x" and "a+2b": coefficients of three letters, and a constant.</summary>
internal static class CoordinateExpression
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("xyzabc");

    /// <summary>Reads one expression in x, y, z or a, b, c.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static void Read(ReadOnlySpan<char> text, Span<double> coefficients, out double constant)
    {
        coefficients.Clear();
        constant = 0;
        int at = 0;
        while (at < text.Length)
        {
            int end = at + 1;
            while (end < text.Length && text[end] is not ('+' or '-'))
            {
                end++;
            }

            (double value, int letter) = Term(text[at..end], text);
            if (letter < 0)
            {
                constant += value;
            }
            else
            {
                coefficients[letter] += value;
            }

            at = end;
        }

        if (text.IsEmpty)
        {
            throw new FormatException("A part of the triplet is empty.");
        }
    }

    private static (double Value, int Letter) Term(ReadOnlySpan<char> term, ReadOnlySpan<char> whole)
    {
        double sign = term[0] == '-' ? -1 : 1;
        ReadOnlySpan<char> body = term[0] is '+' or '-' ? term[1..] : term;
        int place = body.IndexOfAny(Letters), letter = place < 0 ? -1 : "xyzabc".IndexOf(body[place], StringComparison.Ordinal) % 3;

        // "2x", "x/2", "1/2x" and "1/2*x" all occur; without the letter a fraction remains.
        string number = place < 0 ? body.ToString() : string.Concat(body[..place], body[(place + 1)..]).Replace("*", "", StringComparison.Ordinal);
        number = number.Length == 0 ? "1" : number[0] == '/' ? "1" + number : number;
        string[] parts = number.Split('/');
        double value = 1, divisor = 1;
        bool isNumber = double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && (parts.Length == 1 || (parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out divisor) && divisor != 0));
        return isNumber ? (sign * value / divisor, letter) : throw new FormatException($"'{term}' in '{whole}' is neither a number nor a multiple of x, y, z.");
    }
}
