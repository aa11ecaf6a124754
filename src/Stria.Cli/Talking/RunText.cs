using System.Globalization;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>A run in a few lines of text: headline numbers first, then warnings, then where its files are.</summary>
internal static class RunText
{
    /// <summary>The lines for headline numbers.</summary>
    public static IEnumerable<string> Headlines(IReadOnlyList<Headline> headlines)
    {
        int width = headlines.Select(h => h.Meaning.Length).DefaultIfEmpty().Max();
        return headlines.Select(h => $"  {h.Meaning.PadRight(width)}  {Number(h)}");
    }

    /// <summary>The lines for remarks, warnings first.</summary>
    public static IEnumerable<string> Remarks(IReadOnlyList<Remark> remarks) => remarks
        .OrderBy(r => r.Kind switch { RemarkKind.Warning => 0, RemarkKind.Assumed => 1, _ => 2 })
        .Select(r => $"  {(r.Kind == RemarkKind.Assumed ? "assumed" : r.Kind.ToString().ToLowerInvariant())}: {r.Text}");

    /// <summary>A number with its standard deviation, both to the digits that the deviation leaves meaningful.</summary>
    public static string Number(Headline h)
    {
        if (!double.IsFinite(h.Value))
        {
            return "none";
        }

        string unit = h.Unit is "" or "1" ? "" : " " + h.Unit;
        if (h.StandardDeviation is not { } sd || !double.IsFinite(sd) || sd <= 0)
        {
            return h.Value.ToString("G5", CultureInfo.InvariantCulture) + unit;
        }

        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(sd)), 0, 12);
        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return $"{h.Value.ToString(format, CultureInfo.InvariantCulture)} ± {sd.ToString(format, CultureInfo.InvariantCulture)}{unit}";
    }
}
