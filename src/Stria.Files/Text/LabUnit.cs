using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Stria.Files;

/// <summary>Units as instruments spell them: "Sec", "mAHr", "ohms", "Degree".</summary>
internal static class LabUnit
{
    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["sec"] = "s", ["secs"] = "s", ["seconds"] = "s", ["second"] = "s", ["minutes"] = "min", ["hours"] = "h", ["hr"] = "h", ["hrs"] = "h", ["days"] = "d",
        ["amps"] = "A", ["amp"] = "A", ["volts"] = "V", ["volt"] = "V", ["ohms"] = "Ohm", ["ohm"] = "Ohm", ["Ωs"] = "Ohm", ["hertz"] = "Hz",
        ["A.h"] = "Ah", ["mA.h"] = "mAh", ["uA.h"] = "µAh", ["µA.h"] = "µAh", ["AHr"] = "Ah", ["mAHr"] = "mAh", ["amp-hr"] = "Ah", ["watt-hr"] = "Wh",
        ["W.h"] = "Wh", ["mW.h"] = "mWh", ["mAh/g"] = "mAh/g", ["mA.h/g"] = "mAh/g", ["degree"] = "deg", ["deg."] = "deg", ["Deg"] = "deg", ["C"] = "C", ["deg C"] = "°C",
        ["Celsius"] = "°C", ["Ω"] = "Ohm", ["\u2126"] = "Ohm", ["%"] = "1",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a unit in a laboratory's spelling.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out Unit? unit)
    {
        text = text.Trim();
        if (text.Length == 0 || (char.IsDigit(text[0]) && !text.StartsWith("1/", StringComparison.Ordinal)))
        {
            unit = null;
            return false;
        }

        return Unit.TryParse(text, out unit) || (Spellings.TryGetValue(text, out string? plain) && Unit.TryParse(plain, out unit));
    }
}
