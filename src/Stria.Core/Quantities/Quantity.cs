using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Core;

/// <summary>A number with its unit, as people write it ("0.86 GPa", "30 nm", "25 °C").</summary>
/// <param name="Value">The number, in the unit.</param>
/// <param name="Unit">The unit.</param>
public readonly partial record struct Quantity(double Value, Unit Unit)
{
    /// <summary>The value in SI.</summary>
    public double SI => Unit.IsCelsius ? Unit.Convert(Value, Unit.Parse("K")) : Unit.Convert(Value, Coherent(Unit.Dimension));

    /// <summary>Reads a number and its unit; without a unit it is a pure number.</summary>
    /// <exception cref="FormatException">No number or no unit; the message says which part and perhaps what was meant.</exception>
    public static Quantity Parse(string text) => Parse(text, null);

    /// <summary>Reads a number and its unit where a certain dimension is wanted: of an unknown unit only those are suggested that would fit. The dimension itself is checked by <see cref="In(Unit)"/>.</summary>
    /// <exception cref="FormatException">No number or no unit; the message says which part and perhaps what was meant.</exception>
    public static Quantity Parse(string text, Dimension? expected)
    {
        Match match = NumberThenUnit().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            string comma = text.Contains(',', StringComparison.Ordinal) ? " Write the decimal point as a point." : "";
            throw new FormatException($"'{text}' is not a number with a unit, such as '30 nm'.{comma}");
        }

        string unit = match.Groups[2].Value.Trim();
        return new Quantity(value, unit.Length == 0 ? Unit.One : new UnitParser(unit, expected).Parse());
    }

    /// <summary>The value expressed in another unit of the same dimension; powers of ten cost no digit.</summary>
    /// <exception cref="FormatException">The dimensions differ.</exception>
    public double In(Unit unit) => Unit.Convert(Value, unit);

    /// <summary>The value expressed in another unit of the same dimension.</summary>
    /// <exception cref="FormatException">The dimensions differ, or the text is no unit.</exception>
    public double In(string unit) => In(Unit.Parse(unit));

    /// <summary>The same quantity with the decimal prefix that leaves 1 … 999 before the point, where the unit is a single one that takes prefixes and no digit is lost; else as it is.</summary>
    public Quantity Readable()
    {
        if (Value == 0 || !double.IsFinite(Value) || !UnitCatalogue.Prefixable.ContainsKey(Unit.Symbol) || Unit.Symbol is "g" or "L" or "l")
        {
            return this;
        }

        int thousands = (int)Math.Floor(Math.Log10(Math.Abs(Value)) / 3);
        string[] prefixes = ["p", "n", "µ", "m", "", "k", "M", "G", "T"];
        int index = Math.Clamp(thousands + 4, 0, prefixes.Length - 1);
        var unit = Unit.Parse(prefixes[index] + Unit.Symbol);
        double readable = In(unit);

        // Of numbers with all seventeen digits a shifted one may differ in the last: then the plain unit stays.
        return unit.Convert(readable, Unit) == Value ? new Quantity(readable, unit) : this;
    }

    /// <summary>Number and unit; reading it again gives the same number to the last digit.</summary>
    public override string ToString() =>
        Value.ToString("R", CultureInfo.InvariantCulture) + (Unit.Symbol == "1" ? "" : " " + Unit.Symbol);

    private static Unit Coherent(Dimension dimension) => new(dimension.ToString(), dimension, DecimalScale.One);

    [GeneratedRegex(@"^\s*([+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-]?\d+)?)(?![\d,])(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberThenUnit();
}
