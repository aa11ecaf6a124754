using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>The heading of a column, parted into name and unit: "Ewe/V", "Current (A)", "Cap. [Ah]", "Test Time / s", "电流(mA)".</summary>
/// <param name="Text">As written.</param>
/// <param name="Name">The name without the unit.</param>
/// <param name="Unit">The unit as written, or null when the heading tells none.</param>
internal sealed partial record ColumnHeading(string Text, string Name, string? Unit)
{
    /// <summary>Parts a heading. What stands behind a slash is a unit only if it is one: "ox/red" is a name.</summary>
    internal static ColumnHeading Parse(string text)
    {
        text = text.Trim().Trim('"').Trim();
        text = text.Length > 1 && text[0] is '%' || text.StartsWith("# ", StringComparison.Ordinal) ? text[1..].Trim() : text;
        Match bracket = Bracketed().Match(text);
        if (bracket.Success && bracket.Groups[1].Value.Trim() is { Length: > 0 } bare)
        {
            string inside = bracket.Groups[2].Value.Trim();
            return new ColumnHeading(text, bare, inside);
        }

        int slash = text.LastIndexOf('/');
        while (slash > 0)
        {
            string unit = text[(slash + 1)..].Trim();
            if (LabUnit.TryParse(unit, out _) && !(unit == "red"))
            {
                // "Q charge/discharge/mA.h" has its unit behind the last slash, "rate/mA/s" behind the first.
                int earlier = text.LastIndexOf('/', slash - 1);
                string longer = earlier > 0 ? text[(earlier + 1)..].Trim() : "";
                return earlier > 0 && LabUnit.TryParse(longer, out _)
                    ? new ColumnHeading(text, text[..earlier].Trim(), longer)
                    : new ColumnHeading(text, text[..slash].Trim(), unit);
            }

            slash = text.LastIndexOf('/', slash - 1);
        }

        Match underscore = Underscored().Match(text);
        return underscore.Success ? new ColumnHeading(text, underscore.Groups[1].Value, underscore.Groups[2].Value) : new ColumnHeading(text, text, null);
    }

    /// <summary>True when this heading bears one of the names, whatever its case, blanks, dots and underscores.</summary>
    internal bool Is(string name) => Plain(Name) == Plain(name) || Plain(Text) == Plain(name);

    private static string Plain(string name)
    {
        string plain = new([.. name.Where(c => c is not (' ' or '_' or '.' or '~' or '-' or '\u00A0')).Select(char.ToLowerInvariant)]);

        // A minus in front is no hyphen: −Im Z is not Im Z.
        return name.TrimStart().StartsWith('-') ? "-" + plain : plain;
    }

    /// <summary>"time_s", "U_mV": only units that are no word by themselves.</summary>
    [GeneratedRegex(@"^(.+)_(s|min|A|mA|uA|µA|V|mV|Hz|kHz|ohm|Ohm|mOhm|Ah|mAh|nm|um|µm|mm)$")]
    private static partial Regex Underscored();

    [GeneratedRegex(@"^(.*?)\s*[\(\[（]([^\(\)\[\]（）]*)[\)\]）]\s*$")]
    private static partial Regex Bracketed();
}
