using System.Globalization;

namespace Stria.Figures;

/// <summary>A colour of the sRGB screen, 8 bits per channel.</summary>
/// <param name="Red">0 … 255.</param>
/// <param name="Green">0 … 255.</param>
/// <param name="Blue">0 … 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Rgb Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>The colour written as "#rrggbb".</summary>
    public string Hex => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>The colour of a six-digit hexadecimal number, with or without "#".</summary>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static Rgb Parse(string hex)
    {
        string digits = hex.TrimStart('#');
        if (digits.Length != 6 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
        {
            throw new FormatException($"'{hex}' is no colour; write six hexadecimal digits as in #0072b2.");
        }

        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
