using System.Globalization;

namespace Stria.Files;

/// <summary>ZPlot and ZView .z: a head up to "End Comments", then Z′ and Z″.</summary>
public sealed class ZPlotReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "ZPlot, ZView (.z)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 64) is var beginning && (beginning.StartsWith("ZPLOT", StringComparison.OrdinalIgnoreCase) || beginning.StartsWith("ZVIEW", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        LabText text = LabText.Read(path);
        int end = TableFormat.LineWith(text, "End Comments"), headings = TableFormat.LineWith(text, "Freq", "Z'");
        if (end < 0 || headings < 0)
        {
            throw new DataException("has no line 'End Comments' or no line of headings with Freq and Z'. Perhaps the head was cut.", path);
        }

        TextTable table = TableCutter.Cut(text, new TableLayout { HeadingLine = headings, FirstLine = end + 1, Delimiter = '\t' });
        ImpedanceColumns columns = ImpedanceTable.Columns(table, "ZPlot", isImaginary: true);
        if (Value(text, end, "Data Points:") is { } points && int.TryParse(points, NumberStyles.Integer, CultureInfo.InvariantCulture, out int planned) && planned > table.RowCount)
        {
            columns.Remarks.Add(Remark.Warning($"{planned} points were planned and {table.RowCount} are there: the measurement was stopped."));
        }

        bool isDated = ClockText.TryMoment($"{Value(text, end, "Date:")} {Value(text, end, "Time:")}", false, out DateTimeOffset start);
        double? area = double.TryParse(Value(text, end, "Surface Area:"), NumberStyles.Float, CultureInfo.InvariantCulture, out double cm2) && cm2 is > 0 and not 1 ? new Quantity(cm2, Unit.Parse("cm^2")).SI : null;
        return columns.Record(options) with
        {
            Cell = new CellInformation { Instrument = Value(text, end, "Measured Data,") ?? "ZPlot", Technique = Value(text, end, "Experiment Type:") ?? "", ElectrodeArea = area, Start = isDated ? start : null },
        };
    }

    private static string? Value(LabText text, int end, string name)
    {
        for (int line = 0; line < end; line++)
        {
            ReadOnlySpan<char> row = text[line].Trim();
            if (row.StartsWith(name, StringComparison.Ordinal))
            {
                return row[name.Length..].Trim().ToString();
            }
        }

        return null;
    }
}
