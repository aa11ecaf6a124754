using System.Globalization;
using Stria.Figures.Axes;

namespace Stria.Figures;

/// <summary>Writes numbers as they stand in papers.</summary>
public static class NumberText
{
    /// <summary>What is written where there is no number.</summary>
    public const string None = "–";

    private const int MostDecimals = 12;

    /// <summary>A number with so many significant digits; powers of ten outside 10⁻⁴ … 10⁶.</summary>
    public static string Of(double value, int digits = 4)
    {
        if (double.IsNaN(value))
        {
            return None;
        }

        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : value > 0 ? "∞" : "−∞";
        }

        int power = PowerOf(value, digits);
        if (power is >= 6 or < -4)
        {
            return $"{NiceTicks.Written(value / Math.Pow(10, power), digits - 1)} × 10{NiceTicks.Superscript(power)}";
        }

        return NiceTicks.Written(value, Math.Clamp(digits - 1 - power, 0, MostDecimals));
    }

    /// <summary>A number with its standard deviation, which is given two digits: "0.312 ± 0.014". Without one, three digits of the number.</summary>
    public static string WithSd(double value, double? sd)
    {
        if (sd is not double s || !double.IsFinite(s) || s < 0 || !double.IsFinite(value))
        {
            return Of(value, 3);
        }

        if (s == 0)
        {
            return $"{Of(value)} ± 0";
        }

        double larger = Math.Max(Math.Abs(value), s);
        int power = PowerOf(larger, 4), last = PowerOf(s, 2) - 1;
        if (power is >= 6 or < -4)
        {
            double scale = Math.Pow(10, power);
            int decimals = Math.Clamp(power - last, 0, MostDecimals);
            return $"({NiceTicks.Written(value / scale, decimals)} ± {NiceTicks.Written(s / scale, decimals)}) × 10{NiceTicks.Superscript(power)}";
        }

        int places = Math.Clamp(-last, 0, MostDecimals);
        return $"{NiceTicks.Written(value, places)} ± {NiceTicks.Written(s, places)}";
    }

    /// <summary>The power of ten of the leading digit, after rounding to so many digits (0.0999… is 0.10).</summary>
    private static int PowerOf(double value, int digits) =>
        int.Parse(Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);
}
