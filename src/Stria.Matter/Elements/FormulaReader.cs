using System.Globalization;
using Stria.Core;

namespace Stria.Matter;

/// <summary>Reads one formula from left to right: groups of (element or bracket) and amount.</summary>
internal sealed class FormulaReader
{
    private readonly string written;
    private readonly string text;
    private int position;

    public FormulaReader(string written)
    {
        this.written = written;
        text = string.Concat(written.Where(c => c != '_').Select(Plain));
    }

    public FormulaTerm[] Read()
    {
        List<FormulaTerm> terms = ReadGroup(depth: 0);
        if (position < text.Length)
        {
            throw Mistake($"'{text[position]}' has no place here");
        }

        if (terms.Count == 0)
        {
            throw Mistake("there is no element");
        }

        return [.. terms.GroupBy(t => t.Element).Select(g => new FormulaTerm(g.Key, g.Sum(t => t.Amount), g.Sum(t => t.PerX)))];
    }

    private static char Plain(char c) => c switch
    {
        >= '₀' and <= '₉' => (char)('0' + (c - '₀')),
        'ₓ' => 'x',
        '₋' or '−' or '–' => '-',
        '₊' => '+',
        _ => c,
    };

    private List<FormulaTerm> ReadGroup(int depth)
    {
        var terms = new List<FormulaTerm>();
        while (position < text.Length && text[position] != ')')
        {
            List<FormulaTerm> inner = text[position] == '(' ? ReadBracket(depth) : [new FormulaTerm(ReadElement(), 1, 0)];
            (double amount, double perX) = ReadAmount();
            foreach (FormulaTerm term in inner)
            {
                terms.Add(Scale(term, amount, perX));
            }
        }

        return terms;
    }

    private List<FormulaTerm> ReadBracket(int depth)
    {
        position++;
        List<FormulaTerm> inner = ReadGroup(depth + 1);
        if (position >= text.Length)
        {
            throw Mistake("a bracket is not closed");
        }

        position++;
        return inner.Count > 0 ? inner : throw Mistake("a bracket is empty");
    }

    private Element ReadElement()
    {
        for (int length = Math.Min(2, text.Length - position); length > 0; length--)
        {
            if (Element.TryFind(text.Substring(position, length), out Element? element))
            {
                position += length;
                return element;
            }
        }

        throw Mistake($"'{text[position]}' begins no element symbol");
    }

    private (double Amount, double PerX) ReadAmount()
    {
        double? number = ReadNumber();
        if (Accept('x'))
        {
            return (0, number ?? 1);
        }

        if (number is not null && position < text.Length && text[position] is '-' or '+')
        {
            double sign = text[position++] == '-' ? -1 : 1;
            double slope = ReadNumber() ?? 1;
            return Accept('x') ? (number.Value, sign * slope) : throw Mistake("only the composition x may be added to or taken from an amount");
        }

        return (number ?? 1, 0);
    }

    private double? ReadNumber()
    {
        int start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] == '.'))
        {
            position++;
        }

        if (position == start)
        {
            return null;
        }

        return double.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : throw Mistake($"'{text[start..position]}' is no amount");
    }

    private bool Accept(char c)
    {
        bool there = position < text.Length && text[position] == c;
        position += there ? 1 : 0;
        return there;
    }

    private FormulaTerm Scale(FormulaTerm term, double amount, double perX)
    {
        if (term.PerX != 0 && perX != 0)
        {
            throw Mistake("x occurs inside a bracket and after it");
        }

        return new FormulaTerm(term.Element, term.Amount * amount, (term.Amount * perX) + (term.PerX * amount));
    }

    private ScenarioException Mistake(string what) =>
        new($"'{written}' is not a chemical formula: {what} (after '{text[..Math.Min(position, text.Length)]}'). Write it as in LiFePO4, Li0.1V2O5, LixV2O5 or Ca(OH)2.");
}
