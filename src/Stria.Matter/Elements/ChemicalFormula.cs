using Stria.Core;

namespace Stria.Matter;

/// <summary>A chemical formula, with fixed amounts ("LiFePO4", "Li0.1V2O5", "Ca(OH)2") or a composition x ("LixV2O5", "Li1-xCoO2").</summary>
public sealed class ChemicalFormula
{
    private const double LeastAmount = 5e-5;

    private ChemicalFormula(string text, FormulaTerm[] terms) => (Text, Terms) = (text, terms);

    /// <summary>The formula as it was written.</summary>
    public string Text { get; }

    /// <summary>The elements, each once, in the order of the formula.</summary>
    public IReadOnlyList<FormulaTerm> Terms { get; }

    /// <summary>True when an amount depends on x.</summary>
    public bool HasComposition => Terms.Any(t => t.PerX != 0);

    /// <summary>Reads a formula: element symbols with decimal amounts, round brackets, and amounts x, a·x, a-x or a+x. Subscript digits and underscores are accepted.</summary>
    /// <exception cref="ScenarioException">The text is no formula; the message names the place.</exception>
    public static ChemicalFormula Parse(string text) => new(text, new FormulaReader(text).Read());

    /// <summary>The formula with its composition filled in.</summary>
    /// <param name="x">Composition [1].</param>
    /// <exception cref="ScenarioException">An amount would be negative at this x.</exception>
    public ChemicalFormula At(double x)
    {
        var terms = new List<FormulaTerm>(Terms.Count);
        foreach (FormulaTerm term in Terms)
        {
            double amount = term.At(x);
            if (!(amount > -LeastAmount))
            {
                throw new ScenarioException($"At x = {x:g4} the formula {Text} would hold {amount:g4} {term.Element} per formula unit.");
            }

            // What four digits would print as 0 is rounding of x, not an element.
            if (amount >= LeastAmount)
            {
                terms.Add(new FormulaTerm(term.Element, amount, 0));
            }
        }

        return new ChemicalFormula(string.Concat(terms.Select(t => t.Amount == 1 ? t.Element.Symbol : $"{t.Element.Symbol}{t.Amount:0.####}")), [.. terms]);
    }

    /// <summary>Atoms of an element per formula unit at a composition; 0 when the element is absent.</summary>
    public double Amount(Element element, double x = 0)
    {
        foreach (FormulaTerm term in Terms)
        {
            if (term.Element == element)
            {
                return term.At(x);
            }
        }

        return 0;
    }

    /// <summary>Molar mass of a formula unit [kg/mol] at a composition.</summary>
    /// <param name="x">Composition [1]; without meaning for a formula of fixed amounts.</param>
    public double MolarMass(double x = 0) => Terms.Sum(t => t.At(x) * t.Element.MolarMass);

    /// <summary>Share of each element in the mass [1] at a composition; they sum to 1.</summary>
    public IReadOnlyList<(Element Element, double Fraction)> MassFractions(double x = 0)
    {
        double total = MolarMass(x);
        return [.. Terms.Select(t => (t.Element, t.At(x) * t.Element.MolarMass / total))];
    }

    /// <summary>The formula for people, with subscripts ("LiₓV₂O₅").</summary>
    public string Pretty() => string.Concat(Text.Where(c => c != '_').Select(Subscript));

    /// <summary>The formula as it was written.</summary>
    public override string ToString() => Text;

    private static char Subscript(char c) => c switch
    {
        >= '0' and <= '9' => (char)('₀' + (c - '0')),
        'x' => 'ₓ',
        '-' => '₋',
        '+' => '₊',
        _ => c,
    };
}
