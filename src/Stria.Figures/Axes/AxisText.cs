namespace Stria.Figures.Axes;

/// <summary>What is written along an axis.</summary>
internal static class AxisText
{
    /// <summary>"t [nm]"; only the symbol for a pure number.</summary>
    internal static string Of(string symbol, string unit) => unit is "" or "1" ? symbol : $"{symbol} [{unit}]";

    /// <summary>The label with the power of ten that was taken out of its numbers: "I₀ [10³ counts]".</summary>
    internal static string WithExponent(string label, int exponent)
    {
        if (exponent == 0)
        {
            return label;
        }

        string power = "10" + NiceTicks.Superscript(exponent);
        int bracket = label.LastIndexOf('[');
        return bracket >= 0 ? $"{label[..bracket]}[{power} {label[(bracket + 1)..]}" : $"{label} [×{power}]".TrimStart();
    }
}
