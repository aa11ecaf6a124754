using Stria.Core;

namespace Stria.Matter;

/// <summary>A chemical element.</summary>
/// <param name="Number">Atomic number.</param>
/// <param name="Symbol">Symbol as in formulas ("V").</param>
/// <param name="AtomicWeight">Standard atomic weight [1], numerically the molar mass in g/mol; the conventional or abridged value where IUPAC gives an interval.</param>
public sealed record Element(int Number, string Symbol, double AtomicWeight)
{
    /// <summary>Where the atomic weights come from.</summary>
    public const string Source = "IUPAC standard atomic weights 2021: Prohaska et al., Pure Appl. Chem. 94, 573 (2022), doi:10.1515/pac-2019-0603";

    private static readonly Dictionary<string, Element> BySymbol = ElementTable.Elements.ToDictionary(e => e.Symbol, StringComparer.Ordinal);

    /// <summary>Every element that has a standard atomic weight, by atomic number.</summary>
    public static IReadOnlyList<Element> All => ElementTable.Elements;

    /// <summary>Molar mass [kg/mol].</summary>
    public double MolarMass => AtomicWeight * 1e-3;

    /// <summary>The element of a symbol.</summary>
    /// <exception cref="ScenarioException">No element with a standard atomic weight has this symbol.</exception>
    public static Element Of(string symbol) =>
        TryFind(symbol, out Element? element)
            ? element
            : throw new ScenarioException($"'{symbol}' is no element with a standard atomic weight. Symbols are written as in 'V', 'O', 'Li'.");

    /// <summary>Finds the element of a symbol, upper and lower case as printed.</summary>
    public static bool TryFind(string symbol, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Element? element) =>
        BySymbol.TryGetValue(symbol, out element);

    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;
}
