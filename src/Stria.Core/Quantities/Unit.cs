using System.Diagnostics.CodeAnalysis;

namespace Stria.Core;

/// <summary>A unit as people write it ("GPa", "mol/m^2", "g/cm3", "cm²/g", "1/nm", "°C"), with its dimension and its factor to SI.</summary>
public sealed class Unit : IEquatable<Unit>
{
    private const double CelsiusZero = 273.15;

    private readonly DecimalScale scale;

    internal Unit(string symbol, Dimension dimension, DecimalScale scale, bool isCelsius = false) =>
        (Symbol, Dimension, this.scale, IsCelsius) = (symbol, dimension, scale, isCelsius);

    /// <summary>The unit as it was written; "1" for a pure number.</summary>
    public string Symbol { get; }

    /// <summary>Its dimension.</summary>
    public Dimension Dimension { get; }

    /// <summary>What one such unit is in SI (without the offset of °C).</summary>
    public double Factor => scale.Value;

    /// <summary>True for the degree Celsius, whose zero is not that of SI.</summary>
    public bool IsCelsius { get; }

    /// <summary>The unit of pure numbers.</summary>
    public static Unit One { get; } = new("1", Dimension.None, DecimalScale.One);

    /// <summary>Reads a unit: symbols joined by "·", "*", "." or a space, each with an optional power (m2, m^2, m²), divided by "/"; more than one factor below the line needs brackets or several lines.</summary>
    /// <param name="text">The unit as written.</param>
    /// <exception cref="FormatException">It is no unit; the message says which part and perhaps what was meant.</exception>
    public static Unit Parse(string text) => new UnitParser(text).Parse();

    /// <summary>Reads a unit as <see cref="Parse"/> does, without an exception.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Unit? unit)
    {
        try
        {
            unit = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            unit = null;
            return false;
        }
    }

    /// <summary>A value in this unit, expressed in another.</summary>
    /// <param name="value">The value in this unit.</param>
    /// <param name="target">The other unit, of the same dimension.</param>
    /// <exception cref="FormatException">The dimensions differ.</exception>
    public double Convert(double value, Unit target)
    {
        if (Dimension != target.Dimension)
        {
            throw new FormatException($"'{Symbol}' ({Dimension}) cannot be expressed in {target.Symbol} ({target.Dimension}).");
        }

        if (IsCelsius == target.IsCelsius)
        {
            return scale.Convert(value, target.scale);
        }

        return IsCelsius ? DecimalScale.One.Convert(value + CelsiusZero, target.scale) : scale.Convert(value, DecimalScale.One) - CelsiusZero;
    }

    /// <summary>True when both have one dimension, one factor and one zero, however they are written.</summary>
    public bool Equals(Unit? other) => other is not null && Dimension == other.Dimension && scale == other.scale && IsCelsius == other.IsCelsius;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Unit);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimension, scale, IsCelsius);

    /// <summary>The unit as it was written.</summary>
    public override string ToString() => Symbol;
}
