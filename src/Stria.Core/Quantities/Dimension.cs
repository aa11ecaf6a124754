using System.Text;

namespace Stria.Core;

/// <summary>The physical dimension of a quantity: integer exponents of the SI base quantities, and of the image pixel, which no length can replace unless a pixel size is given.</summary>
/// <param name="Length">Exponent of length.</param>
/// <param name="Mass">Exponent of mass.</param>
/// <param name="Time">Exponent of time.</param>
/// <param name="Current">Exponent of electric current.</param>
/// <param name="Temperature">Exponent of thermodynamic temperature.</param>
/// <param name="Amount">Exponent of amount of substance.</param>
/// <param name="Pixel">Exponent of the image pixel.</param>
public readonly record struct Dimension(int Length, int Mass, int Time, int Current = 0, int Temperature = 0, int Amount = 0, int Pixel = 0)
{
    /// <summary>The dimension of a pure number.</summary>
    public static Dimension None => default;

    /// <summary>The dimension of a product of two quantities.</summary>
    public static Dimension operator *(Dimension a, Dimension b) => new(
        a.Length + b.Length, a.Mass + b.Mass, a.Time + b.Time, a.Current + b.Current, a.Temperature + b.Temperature, a.Amount + b.Amount, a.Pixel + b.Pixel);

    /// <summary>The dimension of a quotient of two quantities.</summary>
    public static Dimension operator /(Dimension a, Dimension b) => a * b.Power(-1);

    /// <summary>The dimension of a product of two quantities.</summary>
    public static Dimension Multiply(Dimension left, Dimension right) => left * right;

    /// <summary>The dimension of a quotient of two quantities.</summary>
    public static Dimension Divide(Dimension left, Dimension right) => left / right;

    /// <summary>The dimension of a quantity raised to a whole power.</summary>
    public Dimension Power(int exponent) => new(
        Length * exponent, Mass * exponent, Time * exponent, Current * exponent, Temperature * exponent, Amount * exponent, Pixel * exponent);

    /// <summary>The dimension in SI base units, "m^2 kg s^-2"; "1" for a pure number.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "m", Length);
        Append(text, "kg", Mass);
        Append(text, "s", Time);
        Append(text, "A", Current);
        Append(text, "K", Temperature);
        Append(text, "mol", Amount);
        Append(text, "px", Pixel);
        return text.Length == 0 ? "1" : text.ToString();
    }

    private static void Append(StringBuilder text, string symbol, int exponent)
    {
        if (exponent != 0)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(symbol).Append(exponent == 1 ? "" : $"^{exponent}");
        }
    }
}
