using System.Globalization;

namespace Stria.Core;

/// <summary>A conversion factor = Mantissa · 10^Exponent. Powers of ten are moved in the decimal text of a number, so that 200 nm is the same double as 2e-7 m and no digit is lost on the way back.</summary>
/// <param name="Mantissa">The part that is no power of ten; 1 for all decimal multiples.</param>
/// <param name="Exponent">The power of ten.</param>
internal readonly record struct DecimalScale(double Mantissa, int Exponent)
{
    /// <summary>The factor 1.</summary>
    public static DecimalScale One => new(1, 0);

    /// <summary>The factor as a number.</summary>
    public double Value => Shift(Mantissa, Exponent);

    /// <summary>The product of two factors.</summary>
    public DecimalScale Times(DecimalScale other) => new(Mantissa * other.Mantissa, Exponent + other.Exponent);

    /// <summary>A whole power of the factor.</summary>
    public DecimalScale Power(int exponent) => new(Math.Pow(Mantissa, exponent), Exponent * exponent);

    /// <summary>value × (this / other).</summary>
    public double Convert(double value, DecimalScale other)
    {
        double scaled = Mantissa == other.Mantissa ? value : value * Mantissa / other.Mantissa;
        return Shift(scaled, Exponent - other.Exponent);
    }

    /// <summary>value · 10^exponent, rounded once from the shortest decimal text of the value.</summary>
    public static double Shift(double value, int exponent)
    {
        if (exponent == 0 || value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        (string digits, int own) = e < 0 ? (shortest, 0) : (shortest[..e], int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture));
        return double.Parse($"{digits}E{own + exponent}", CultureInfo.InvariantCulture);
    }
}
