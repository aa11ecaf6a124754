using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Durations and moments as instruments write them.</summary>
internal static partial class ClockText
{
    private static readonly string[] MonthFirst =
    [
        "M/d/yyyy H:m:s.FFFFFFF", "M/d/yyyy H:m:s", "M/d/yyyy h:m:s tt", "M/d/yyyy h:m:s.FFF tt", "M-d-yyyy H:m:s", "M/d/yyyy", "M-d-yyyy", "M/d/yy H:m:s", "M/d/yyyy H:m",
    ];

    private static readonly string[] DayFirst =
    [
        "d/M/yyyy H:m:s.FFFFFFF", "d/M/yyyy H:m:s", "d/M/yyyy H:m",
    ];

    private static readonly string[] Plain =
    [
        "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy/M/d H:m:s.FFFFFFF", "yyyy/M/d H:m:s", "yyyy-M-dTH:m:s.FFFFFFF", "yyyy-M-dTH:m:s", "d.M.yyyy H:m:s.FFFFFFF", "d.M.yyyy H:m:s",
        "d.M.yyyy H:m", "d-MMM-yy h:m:s tt", "d-MMM-yyyy h:m:s tt", "d-MMM-yy H:m:s", "d-MMM-yyyy H:m:s", "MMM. d, yyyy H:m:s", "MMM d, yyyy H:m:s", "dddd, MMMM d, yyyy h:m:s tt", "yyyy-M-d", "d.M.yyyy", "dd-MMM-yy",
    ];

    /// <summary>Reads a duration such as "12:34:56.7", "2d 03:04:05", "2-03:04:05" in seconds.</summary>
    internal static bool TryDuration(ReadOnlySpan<char> text, out double seconds)
    {
        Match match = Duration().Match(text.Trim().Trim('"').ToString());
        seconds = double.NaN;
        if (!match.Success)
        {
            return false;
        }

        double days = match.Groups[1].Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        double hours = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        double minutes = double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
        double rest = double.Parse(match.Groups[4].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        seconds = (((((days * 24) + hours) * 60) + minutes) * 60) + rest;
        return true;
    }

    /// <summary>Reads a moment; the clock of the instrument is taken as UTC, for files do not tell their zone.</summary>
    /// <param name="text">The moment as written.</param>
    /// <param name="dayFirst">Whether "06/05/2021" is the sixth of May.</param>
    /// <param name="moment">The moment.</param>
    internal static bool TryMoment(string text, bool dayFirst, out DateTimeOffset moment)
    {
        text = Blanks().Replace(text.Trim().Trim('"').Trim(), " ");
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        foreach (string[] formats in new[] { dayFirst ? DayFirst : MonthFirst, Plain })
        {
            if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Style, out moment))
            {
                return true;
            }
        }

        moment = default;
        return false;
    }

    [GeneratedRegex(@"^(?:(\d+)\s*(?:d|day|days|-|\.)\s*,?\s*)?(\d+):(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
