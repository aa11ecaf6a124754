using System.Globalization;

namespace Stria.Files;

/// <summary>Gamry .DTA: a head of tagged lines, tables announced by their name; the impedance is the table ZCURVE.</summary>
public sealed class GamryReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "Gamry (.DTA)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 64).StartsWith("EXPLAIN", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        LabText text = LabText.Read(path);
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        int table = -1;
        for (int line = 0; line < text.Count && table < 0; line++)
        {
            string[] parts = text[line].ToString().Split('\t');
            table = parts.Length > 1 && parts[0] == "ZCURVE" && parts[1] == "TABLE" ? line : -1;
            head.TryAdd(parts[0], parts.Length > 2 ? parts[2] : "");
        }

        if (table < 0)
        {
            throw new DataException($"holds no impedance (no table ZCURVE); its tag is {head.GetValueOrDefault("TAG", head.GetValueOrDefault("TITLE", "none"))}. Perhaps it is another experiment, or was stopped before its first point.", path);
        }

        // Names, then units, then rows that begin with a tab and go on to the next tag.
        int end = table + 3;
        while (end < text.Count && text[end].StartsWith("\t"))
        {
            end++;
        }

        TextTable rows = TableCutter.Cut(text, new TableLayout { Delimiter = '\t', HeadingLine = table + 1, FirstLine = table + 3, EndLine = end });
        string[] units = TableCutter.Cells(text[table + 2], '\t');
        TextTable named = rows.Renamed(heading => heading with { Unit = Unit(heading.Text, rows, units) });
        ImpedanceColumns columns = ImpedanceTable.Columns(named, "Gamry", isImaginary: true);
        double? area = Area(head, columns.Remarks);
        bool isDated = ClockText.TryMoment($"{head.GetValueOrDefault("DATE")} {head.GetValueOrDefault("TIME")}", false, out DateTimeOffset start);
        return columns.Record(options) with
        {
            Cell = new CellInformation
            {
                Instrument = $"Gamry {head.GetValueOrDefault("PSTAT")}",
                Technique = head.GetValueOrDefault("TITLE", ""),
                ElectrodeArea = area,
                Start = isDated ? start : null,
            },
        };
    }

    private static string? Unit(string heading, TextTable rows, string[] units)
    {
        int column = rows.Find(heading);
        return heading is "Freq" or "Zreal" or "Zimag" && column < units.Length && units[column].Length > 0 ? units[column] : null;
    }

    private static double? Area(Dictionary<string, string> head, List<Remark> remarks)
    {
        if (!double.TryParse(head.GetValueOrDefault("AREA"), NumberStyles.Float, CultureInfo.InvariantCulture, out double area) || area <= 0)
        {
            return null;
        }

        if (area == 1)
        {
            remarks.Add(Remark.Note("The head gives the area as 1 cm², which is Gamry's default: taken as not stated."));
            return null;
        }

        return new Quantity(area, Core.Unit.Parse("cm^2")).SI;
    }
}
