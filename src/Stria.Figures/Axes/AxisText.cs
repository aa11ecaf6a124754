namespace Stria.Figures.Axes;

/// <summary>What is written along an axis.</summary>
internal static class AxisText
{
    /// <summary>"t [nm]"; only the symbol for a pure number.</summary>
    internal static string Of(string symbol, string unit) => unit is "" or "1" ? symbol : $"{symbol} [{unit}]";

    /// <summary>The label with what was taken out of its numbers: "I₀ [10³ counts]", "time − 1200 [s]". The unit stays in one piece.</summary>
    internal static string For(string label, TickSet ticks)
    {
        int bracket = label.LastIndexOf('[');
        string quantity = bracket >= 0 ? label[..bracket].TrimEnd() : label, unit = bracket >= 0 ? label[(bracket + 1)..].TrimEnd(']', ' ') : "";
        string offset = ticks.Offset.Length == 0 ? "" : ticks.Offset[0] == '−' ? $" + {ticks.Offset[1..]}" : $" − {ticks.Offset}";
        string power = ticks.Exponent == 0 ? "" : (unit.Length == 0 ? "×10" : "10") + NiceTicks.Superscript(ticks.Exponent);
        string scale = $"{power} {unit}".Trim().Replace(' ', '\u00a0');
        return (scale.Length == 0 ? quantity + offset : $"{quantity}{offset} [{scale}]").TrimStart();
    }
}
