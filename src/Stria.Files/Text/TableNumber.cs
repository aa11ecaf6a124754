using System.Globalization;

namespace Stria.Files;

/// <summary>Numbers as instruments write them: point or comma, nothing or a word where there is none.</summary>
internal static class TableNumber
{
    private static readonly string[] Nothing = ["", "-", "--", "---", "nan", "n/a", "null", "none", "inf", "-inf", "∞", "ovl", "overload"];

    /// <summary>Reads a cell: a number, or NaN where the cell says that there is none.</summary>
    /// <returns>False when the cell is neither.</returns>
    internal static bool TryParse(ReadOnlySpan<char> cell, char decimalMark, out double value)
    {
        cell = cell.Trim().Trim('"').Trim();
        if (decimalMark == '.')
        {
            if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            {
                value = double.IsFinite(value) ? value : double.NaN;
                return true;
            }
        }
        else if (cell.Length <= 64 && !cell.Contains('.'))
        {
            Span<char> copy = stackalloc char[cell.Length];
            cell.Replace(copy, decimalMark, '.');
            if (double.TryParse(copy, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            {
                return true;
            }
        }

        value = double.NaN;
        return IsNothing(cell);
    }

    /// <summary>True for a finite number written in the given way.</summary>
    internal static bool IsNumber(ReadOnlySpan<char> cell, char decimalMark) => TryParse(cell, decimalMark, out double value) && double.IsFinite(value);

    private static bool IsNothing(ReadOnlySpan<char> cell)
    {
        // Programs built with old C libraries print 1.#IND and -1.#QNAN.
        if (cell.Contains("#", StringComparison.Ordinal))
        {
            return cell.IndexOf("#IND", StringComparison.Ordinal) > 0 || cell.IndexOf("#QNAN", StringComparison.Ordinal) > 0 || cell.IndexOf("#INF", StringComparison.Ordinal) > 0;
        }

        foreach (string word in Nothing)
        {
            if (cell.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
