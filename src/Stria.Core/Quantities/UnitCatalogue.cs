using System.Collections.Frozen;

namespace Stria.Core;

/// <summary>The units that Stria knows, and the decimal prefixes. A plain list: add a unit here and nowhere else.</summary>
internal static class UnitCatalogue
{
    /// <summary>Elementary charge [C], exact since 2019 (SI Brochure, 9th edition).</summary>
    private const double ElementaryCharge = 1.602176634;

    private static readonly Dimension Length = new(1, 0, 0);
    private static readonly Dimension Mass = new(0, 1, 0);
    private static readonly Dimension Time = new(0, 0, 1);
    private static readonly Dimension Current = new(0, 0, 0, 1);
    private static readonly Dimension Temperature = new(0, 0, 0, 0, 1);
    private static readonly Dimension Amount = new(0, 0, 0, 0, 0, 1);
    private static readonly Dimension Force = new(1, 1, -2);
    private static readonly Dimension Pressure = new(-1, 1, -2);
    private static readonly Dimension Energy = new(2, 1, -2);
    private static readonly Dimension Power = new(2, 1, -3);
    private static readonly Dimension Charge = new(0, 0, 1, 1);
    private static readonly Dimension Voltage = new(2, 1, -3, -1);
    private static readonly Dimension Resistance = new(2, 1, -3, -2);

    /// <summary>Units that take decimal prefixes, by symbol.</summary>
    public static FrozenDictionary<string, (Dimension Dimension, DecimalScale Scale)> Prefixable { get; } = Table(
        ("m", Length, 1, 0), ("g", Mass, 1, -3), ("s", Time, 1, 0), ("A", Current, 1, 0), ("K", Temperature, 1, 0), ("mol", Amount, 1, 0),
        ("N", Force, 1, 0), ("Pa", Pressure, 1, 0), ("J", Energy, 1, 0), ("W", Power, 1, 0), ("C", Charge, 1, 0), ("V", Voltage, 1, 0),
        ("Ω", Resistance, 1, 0), ("Ohm", Resistance, 1, 0), ("ohm", Resistance, 1, 0), ("S", Resistance.Power(-1), 1, 0), ("F", Charge / Voltage, 1, 0),
        ("H", Resistance * Time, 1, 0), ("T", new Dimension(0, 1, -2, -1), 1, 0), ("Hz", Time.Power(-1), 1, 0), ("eV", Energy, ElementaryCharge, -19),
        ("bar", Pressure, 1, 5), ("L", Length.Power(3), 1, -3), ("l", Length.Power(3), 1, -3), ("Ah", Charge, 3.6, 3), ("Wh", Energy, 3.6, 3),
        ("M", new Dimension(-3, 0, 0, 0, 0, 1), 1, 3), ("rad", Dimension.None, 1, 0));

    /// <summary>Units that stand alone, by symbol.</summary>
    public static FrozenDictionary<string, (Dimension Dimension, DecimalScale Scale)> Plain { get; } = Table(
        ("1", Dimension.None, 1, 0), ("min", Time, 6, 1), ("h", Time, 3.6, 3), ("d", Time, 8.64, 4), ("Å", Length, 1, -10), ("Angstrom", Length, 1, -10),
        ("angstrom", Length, 1, -10), ("micron", Length, 1, -6), ("atm", Pressure, 1.01325, 5), ("deg", Dimension.None, Math.PI / 180, 0),
        ("°", Dimension.None, Math.PI / 180, 0), ("px", new Dimension(0, 0, 0, 0, 0, 0, 1), 1, 0), ("pixel", new Dimension(0, 0, 0, 0, 0, 0, 1), 1, 0),
        ("pixels", new Dimension(0, 0, 0, 0, 0, 0, 1), 1, 0));

    /// <summary>Names of the degree Celsius; its zero lies at 273.15 K, so that it is a unit only by itself.</summary>
    public static FrozenSet<string> Celsius { get; } = FrozenSet.Create("°C", "degC", "℃");

    /// <summary>Powers of ten of the SI prefixes, by symbol; both code points of micro, and u.</summary>
    public static FrozenDictionary<string, int> Prefixes { get; } = new Dictionary<string, int>
    {
        ["q"] = -30, ["r"] = -27, ["y"] = -24, ["z"] = -21, ["a"] = -18, ["f"] = -15, ["p"] = -12, ["n"] = -9, ["µ"] = -6, ["μ"] = -6, ["u"] = -6, ["m"] = -3,
        ["c"] = -2, ["d"] = -1, ["da"] = 1, ["h"] = 2, ["k"] = 3, ["M"] = 6, ["G"] = 9, ["T"] = 12, ["P"] = 15, ["E"] = 18, ["Z"] = 21, ["Y"] = 24, ["R"] = 27, ["Q"] = 30,
    }.ToFrozenDictionary();

    /// <summary>The unit of one symbol, prefix included, or null when there is none.</summary>
    public static (Dimension Dimension, DecimalScale Scale)? Find(string symbol)
    {
        if (Plain.TryGetValue(symbol, out var plain))
        {
            return plain;
        }

        if (Prefixable.TryGetValue(symbol, out var bare))
        {
            return bare;
        }

        foreach ((string prefix, int power) in Prefixes)
        {
            if (symbol.StartsWith(prefix, StringComparison.Ordinal) && Prefixable.TryGetValue(symbol[prefix.Length..], out var unit))
            {
                return (unit.Dimension, unit.Scale.Times(new DecimalScale(1, power)));
            }
        }

        return null;
    }

    private static FrozenDictionary<string, (Dimension, DecimalScale)> Table(params (string Symbol, Dimension Dimension, double Mantissa, int Exponent)[] units) =>
        units.ToDictionary(u => u.Symbol, u => (u.Dimension, new DecimalScale(u.Mantissa, u.Exponent)), StringComparer.Ordinal).ToFrozenDictionary();
}
