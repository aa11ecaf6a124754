using System.Globalization;
using Stria.Figures;
using Stria.Files;

namespace Stria.Studies;

/// <summary>A table of the run folder as a table of the report, cut when it is long.</summary>
internal static class CsvPreview
{
    private const int MostRows = 40;

    /// <summary>The first rows of a table that a run wrote, numbers shortened for reading.</summary>
    public static ReportTable Of(string path, string title)
    {
        IReadOnlyList<IReadOnlyList<string>> lines = CsvTable.Read(path);
        IReadOnlyList<string>[] rows = [.. lines.Skip(1).Take(MostRows).Select(l => (IReadOnlyList<string>)[.. l.Select(Short)])];
        string file = Path.GetFileName(path);
        return new ReportTable(title, lines[0], rows)
        {
            Note = lines.Count - 1 > MostRows ? $"The first {MostRows} of {lines.Count - 1} rows; all are in tables/{file}." : $"tables/{file}",
        };
    }

    private static string Short(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) && cell.Contains('.', StringComparison.Ordinal) ? NumberText.Of(v, 6) : cell;
}
