namespace Stria.Files;

/// <summary>Three columns of numbers without headings: frequency, real and imaginary part.</summary>
public sealed class BareImpedanceReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "three columns without headings";

    /// <inheritdoc/>
    public bool Recognises(string path) => ImpedanceTableReader.Table(path, rows: 20) is { Headings.Count: 3 } table && table.Headings[0].Text == "#1"
        && Enumerable.Range(0, 3).All(table.IsNumeric) && Array.TrueForAll(table.Numbers(0), frequency => frequency > 0);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        TextTable table = TableCutter.Cut(LabText.Read(path), new TableLayout { HeadingLine = -1, FirstLine = First(path) });
        List<Remark> remarks = [.. table.Remarks, Remark.Assumed("The columns have no headings; they were taken as frequency in Hz, real and imaginary part in Ω.")];
        return new ImpedanceColumns
        {
            Path = path,
            Format = "three columns",
            Frequencies = table.Numbers(0),
            Reals = table.Numbers(1),
            Imaginaries = table.Numbers(2),
            Remarks = remarks,
            Place = row => $"line {table.Line(row)}",
        }.Record(options);
    }

    private static int First(string path) => ImpedanceTableReader.Table(path)!.Line(0) - 1;
}
