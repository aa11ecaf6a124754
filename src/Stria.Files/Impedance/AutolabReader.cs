using System.Globalization;

namespace Stria.Files;

/// <summary>Autolab's Z60W text (.txt, .z60): a head in quotes, the number of points, headings on one line, rows with commas.</summary>
public sealed class AutolabReader : IImpedanceReader
{
    private static readonly string[] Names = ["Freq (Hz)", "Ampl", "Bias", "Time(Sec)", "Z'(a)", "Z''(b)", "GD", "Err", "Range"];

    /// <inheritdoc/>
    public string Name => "Autolab Z60W (.txt, .z60)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 64).TrimStart('"').StartsWith("Z60W Data File", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = TableFormat.LineWith(text, "Freq", "Z'");
        if (headings < 1)
        {
            throw new DataException("has no line of headings with Freq and Z'. Perhaps the head was cut.", path);
        }

        TextTable table = TableCutter.Cut(text, new TableLayout { HeadingLine = -1, FirstLine = headings + 1, Delimiter = ',' });
        if (table.Headings.Count != Names.Length)
        {
            throw new DataException($"line {table.Line(0)} has {table.Headings.Count} columns where Z60W has {Names.Length}. Perhaps the file was edited.", path);
        }

        int next = 0;
        ImpedanceColumns columns = ImpedanceTable.Columns(table.Renamed(_ => ColumnHeading.Parse(Names[next++])), "Autolab", isImaginary: true);
        if (int.TryParse(text[headings - 1].Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int announced) && announced > table.RowCount)
        {
            columns.Remarks.Add(Remark.Warning($"{announced} points are announced and {table.RowCount} are there. Perhaps the file was cut."));
        }

        return columns.Record(options) with { Cell = new CellInformation { Instrument = "Autolab" } };
    }
}
