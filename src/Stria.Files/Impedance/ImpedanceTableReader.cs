namespace Stria.Files;

/// <summary>Any text table whose headings name frequency and impedance (Parstat, PowerSuite, ZView text, one's own), or whose columns a <see cref="ColumnMap"/> tells.</summary>
public sealed class ImpedanceTableReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "text table with headings (Parstat, PowerSuite and others)";

    /// <inheritdoc/>
    public bool Recognises(string path) => Table(path) is { } table && ImpedanceTable.Knows(table);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options) =>
        options.Map is { } map ? Mapped(path, map, options) : ImpedanceTable.Columns(TableCutter.Cut(LabText.Read(path)), "table", isImaginary: false).Record(options);

    /// <summary>The beginning of the table of a file, or null when there is none.</summary>
    internal static TextTable? Table(string path, int rows = 1)
    {
        string beginning = LabText.Beginning(path, 32768);
        int end = beginning.LastIndexOf('\n');
        return end < 0 || beginning.Contains('\0', StringComparison.Ordinal) ? null : TableCutter.Begin(LabText.Of(path, beginning[..(end + 1)]), rows);
    }

    private static ImpedanceRecord Mapped(string path, ColumnMap map, ImpedanceReadOptions options)
    {
        TextTable table = TableReader.Cut(path, map);
        TableColumns columns = TableColumns.Mapped(table, map);
        double[] frequencies = columns.Values(ColumnRole.Frequency) ?? throw new ScenarioException("The map of columns names no frequency. Write for instance \"f=#1 [Hz], ReZ=#2 [Ohm], ImZ=#3 [Ohm]\".");
        (double[] reals, double[] imaginaries, ImaginarySign declared) = Parts(columns);
        return new ImpedanceColumns
        {
            Path = path,
            Format = "mapped table",
            Frequencies = frequencies,
            Reals = reals,
            Imaginaries = imaginaries,
            Declared = declared,
            Times = columns.Has(ColumnRole.Time) ? TableTime.Seconds(columns, ColumnRole.Time, map.DayFirst ?? false) : null,
            Potentials = columns.Values(ColumnRole.Potential),
            Groups = columns.Values(ColumnRole.Cycle),
            Further = ImpedanceTable.Further(table, [.. columns.Used]),
            Remarks = [.. table.Remarks, .. columns.Remarks],
            Place = row => $"line {table.Line(row)}",
        }.Record(options);
    }

    private static (double[] Reals, double[] Imaginaries, ImaginarySign Declared) Parts(TableColumns columns)
    {
        if (columns.Values(ColumnRole.Modulus) is { } moduli && columns.Values(ColumnRole.Phase) is { } phases)
        {
            return ([.. moduli.Zip(phases, (modulus, phase) => modulus * Math.Cos(phase))], [.. moduli.Zip(phases, (modulus, phase) => modulus * Math.Sin(phase))], ImaginarySign.AsFormat);
        }

        double[]? minus = columns.Values(ColumnRole.NegativeImaginaryPart);
        double[]? imaginary = minus ?? columns.Values(ColumnRole.ImaginaryPart);
        return columns.Values(ColumnRole.RealPart) is { } real && imaginary is not null
            ? (real, imaginary, minus is null ? ImaginarySign.Imaginary : ImaginarySign.NegativeImaginary)
            : throw new ScenarioException("The map of columns names neither ReZ with ImZ or -ImZ, nor |Z| with phase. Write for instance \"f=#1 [Hz], ReZ=#2 [Ohm], ImZ=#3 [Ohm]\".");
    }
}
