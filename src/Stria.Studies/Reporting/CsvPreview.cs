using System.Globalization;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>A table of the run folder as a table of the report, cut when it is long.</summary>
internal static class CsvPreview
{
    private const int MostRows = 40;

    /// <summary>The first rows of a table that a run wrote, numbers shortened for reading.</summary>
    public static ReportTable Of(string path, string title)
    {
        string[] lines = [.. File.ReadLines(path).Where(l => l.Length > 0)];
        string[] head = lines[0].Split(',');
        IReadOnlyList<string>[] rows = [.. lines.Skip(1).Take(MostRows).Select(l => (IReadOnlyList<string>)[.. l.Split(',').Select(Short)])];
        string file = Path.GetFileName(path);
        return new ReportTable(title, head, rows)
        {
            Note = lines.Length - 1 > MostRows ? $"The first {MostRows} of {lines.Length - 1} rows; all are in tables/{file}." : $"tables/{file}",
        };
    }

    private static string Short(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) && cell.Contains('.', StringComparison.Ordinal) ? NumberText.Of(v, 6) : cell;
}
