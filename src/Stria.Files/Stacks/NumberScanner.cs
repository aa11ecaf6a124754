using System.Buffers.Text;

namespace Stria.Files;

/// <summary>Walks through the numbers of a text file without making strings; knows line and column for messages.</summary>
internal ref struct NumberScanner(ReadOnlySpan<byte> bytes, string path)
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;

    /// <summary>The line in which the next character lies, from 1.</summary>
    internal int Line { get; private set; } = 1;

    /// <summary>True when nothing but blanks is left.</summary>
    internal bool AtEnd
    {
        get
        {
            int p = position;
            while (p < bytes.Length && bytes[p] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                p++;
            }

            return p >= bytes.Length;
        }
    }

    /// <summary>Reads the numbers of the next line that has any.</summary>
    /// <param name="row">Receives them.</param>
    /// <returns>How many there are; more than fit are counted, not kept. 0 at the end of the file.</returns>
    /// <exception cref="DataException">Something is no number.</exception>
    internal int ReadRow(Span<float> row)
    {
        int count = 0;
        while (position < bytes.Length)
        {
            byte c = bytes[position];
            if (c == (byte)'\n')
            {
                position++;
                Line++;
                if (count > 0)
                {
                    return count;
                }
            }
            else if (c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)',')
            {
                position++;
            }
            else
            {
                float value = ReadNumber(count + 1);
                if (count < row.Length)
                {
                    row[count] = value;
                }

                count++;
            }
        }

        return count;
    }

    private float ReadNumber(int column)
    {
        int end = position;
        while (end < bytes.Length && bytes[end] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)','))
        {
            end++;
        }

        ReadOnlySpan<byte> word = bytes[position..end];
        position = end;
        return Plain(word, out float value) ? value : Other(word, column);
    }

    /// <summary>
    /// The numbers of nearly all images: digits with at most one point. Up to 15 digits are exact in a whole number, and one division by an exact
    /// power of ten rounds once; several times faster than the general parser.
    /// </summary>
    private static bool Plain(ReadOnlySpan<byte> word, out float value)
    {
        value = 0;
        if (word.Length is 0 or > 16)
        {
            return false;
        }

        long digits = 0;
        int point = -1;
        for (int i = 0; i < word.Length; i++)
        {
            int digit = word[i] - '0';
            if ((uint)digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (word[i] == (byte)'.' && point < 0 && word.Length > 1)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (word.Length == 16 && point < 0)
        {
            return false;
        }

        value = point < 0 ? digits : (float)(digits / PowersOfTen[word.Length - 1 - point]);
        return true;
    }

    private readonly float Other(ReadOnlySpan<byte> word, int column)
    {
        ReadOnlySpan<byte> digits = word.Length > 1 && word[0] == (byte)'+' ? word[1..] : word;
        if (Utf8Parser.TryParse(digits, out float value, out int used) && used == digits.Length)
        {
            return value;
        }

        string text = PlainText.Decode(word);
        if (text.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY")
        {
            return float.NaN;
        }

        throw new DataException($"line {Line}, column {column}: '{text}' is no number. Perhaps the file was damaged, or is of another kind.", path);
    }
}
