using System.Globalization;

namespace Stria.Core;

/// <summary>Reads one unit by recursive descent: quotient → product → factor with power.</summary>
/// <param name="text">The unit as written.</param>
/// <param name="expected">The dimension that is wanted, if one is; only such units are suggested in place of an unknown one.</param>
internal sealed class UnitParser(string text, Dimension? expected = null)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string ProductSigns = "·*.⋅×";

    private readonly string text = text.Trim();
    private int at;

    /// <summary>Reads the whole text as one unit.</summary>
    public Unit Parse()
    {
        if (text.Length == 0)
        {
            throw new FormatException("There is no unit.");
        }

        if (UnitCatalogue.Celsius.Contains(text))
        {
            return new Unit(text, new Dimension(0, 0, 0, 0, 1), DecimalScale.One, isCelsius: true);
        }

        (Dimension dimension, DecimalScale scale) = Quotient();
        if (at < text.Length)
        {
            throw new FormatException($"'{text}' is not a unit: '{text[at..]}' was not expected there.");
        }

        return new Unit(text, dimension, scale);
    }

    private (Dimension Dimension, DecimalScale Scale) Quotient()
    {
        var (dimension, scale) = Product();
        while (Skip("/"))
        {
            var (d, s) = Factor();
            (dimension, scale) = (dimension / d, scale.Times(s.Power(-1)));
            int here = at;
            if (SkipProductSign() && at < text.Length && text[at] is not ('/' or ')'))
            {
                throw new FormatException($"'{text}' can be read in two ways: what stands after '{text[..here]}' may be above or below the line. Write brackets, as in J/(mol K).");
            }
        }

        return (dimension, scale);
    }

    private (Dimension Dimension, DecimalScale Scale) Product()
    {
        var (dimension, scale) = Factor();
        while (true)
        {
            int before = at;
            if (!SkipProductSign() || at >= text.Length || text[at] is '/' or ')')
            {
                at = at < text.Length && text[at] is '/' or ')' ? at : before;
                return (dimension, scale);
            }

            var (d, s) = Factor();
            (dimension, scale) = (dimension * d, scale.Times(s));
        }
    }

    private (Dimension Dimension, DecimalScale Scale) Factor()
    {
        SkipSpaces();
        (Dimension Dimension, DecimalScale Scale) factor;
        if (Skip("("))
        {
            factor = Quotient();
            SkipSpaces();
            if (!Skip(")"))
            {
                throw new FormatException($"'{text}' lacks a closing bracket.");
            }
        }
        else
        {
            factor = Symbol();
        }

        int power = Power();
        return (factor.Dimension.Power(power), factor.Scale.Power(power));
    }

    private (Dimension Dimension, DecimalScale Scale) Symbol()
    {
        int start = at;
        if (at < text.Length && text[at] == '1')
        {
            at++;
            return (Dimension.None, DecimalScale.One);
        }

        while (at < text.Length && (char.IsLetter(text[at]) || text[at] is '°' or '%'))
        {
            at++;
        }

        string symbol = text[start..at];
        return UnitCatalogue.Find(symbol) ?? throw Unknown(symbol);
    }

    private FormatException Unknown(string symbol)
    {
        if (symbol.Length == 0)
        {
            return new FormatException($"'{text}' is not a unit" + (at < text.Length ? $": '{text[at..]}' was not expected there." : ": it ends too early."));
        }

        if (symbol == "%")
        {
            return new FormatException("Fractions are written as plain numbers: 0.2, not 20 %.");
        }

        if (UnitCatalogue.Celsius.Contains(symbol))
        {
            return new FormatException($"In '{text}' a temperature difference is meant: write K.");
        }

        string among = symbol == text ? "" : $" in '{text}'";
        string? nearest = Spelling.Nearest(symbol, KnownSymbols().Where(s => expected is null || UnitCatalogue.Find(s)?.Dimension == expected));
        return new FormatException($"'{symbol}'{among} is not a unit that Stria knows." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
    }

    private static IEnumerable<string> KnownSymbols()
    {
        string[] everyday = ["m", "c", "k", "M", "G", "n", "µ", "p"];
        return UnitCatalogue.Plain.Keys.Concat(UnitCatalogue.Prefixable.Keys)
            .Concat(UnitCatalogue.Prefixable.Keys.SelectMany(unit => everyday.Select(prefix => prefix + unit))).Where(s => s.Length > 1);
    }

    private int Power()
    {
        if (Skip("^"))
        {
            return Digits() ?? throw new FormatException($"'{text}' lacks the power after '^'.");
        }

        return Superscript() ?? Digits() ?? 1;
    }

    private int? Digits()
    {
        int start = at;
        if (at < text.Length && text[at] is '-' or '+' or '−')
        {
            at++;
        }

        int digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at == digits || !int.TryParse(text[start..at].Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) || Math.Abs(power) > 12)
        {
            at = start;
            return null;
        }

        return power;
    }

    private int? Superscript()
    {
        int start = at;
        int sign = 1;
        if (at < text.Length && text[at] == '⁻')
        {
            sign = -1;
            at++;
        }

        int digit = at < text.Length ? Superscripts.IndexOf(text[at], StringComparison.Ordinal) : -1;
        if (digit < 0)
        {
            at = start;
            return null;
        }

        at++;
        return sign * digit;
    }

    private bool SkipProductSign()
    {
        int start = at;
        while (at < text.Length && (text[at] == ' ' || ProductSigns.Contains(text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return at > start;
    }

    private void SkipSpaces()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private bool Skip(string sign)
    {
        if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
        {
            return false;
        }

        at += sign.Length;
        return true;
    }
}
