namespace Stria.Files;

/// <summary>CH Instruments text: the date first, then a head, headings such as Freq/Hz, Z'/ohm, Z"/ohm.</summary>
public sealed class ChInstrumentsReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "CH Instruments (.txt, .csv)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path) is var beginning && beginning.Contains("Instrument Model:  CHI", StringComparison.Ordinal) && TableFormat.HasLine(beginning, "Freq/Hz", "Z'/ohm");

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = TableFormat.LineWith(text, "Freq/Hz", "Z'/ohm");
        ImpedanceColumns columns = ImpedanceTable.Columns(TableCutter.Cut(text, new TableLayout { HeadingLine = headings, Delimiter = ',' }), "CH Instruments", isImaginary: true);
        bool isDated = ClockText.TryMoment(text[0].ToString(), false, out DateTimeOffset start);
        string model = text[Math.Max(0, TableFormat.LineWith(text, "Instrument Model:"))].ToString().Split(':')[^1].Trim();
        return columns.Record(options) with { Cell = new CellInformation { Instrument = model, Technique = text[Math.Min(1, text.Count - 1)].Trim().ToString(), Start = isDated ? start : null } };
    }
}
