using System.Globalization;

namespace Stria.Files;

/// <summary>VersaStudio .par: sections in angle brackets; the points stand in the segments, their headings behind "Definition=".</summary>
public sealed class VersaStudioReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "VersaStudio (.par)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 256).Contains("Name=VersaStudio", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        const string Definition = "Definition=";
        LabText text = LabText.Read(path);
        int definition = TableFormat.LineWith(text, Definition, "Frequency", "Z Real");
        if (definition < 0)
        {
            throw new DataException("has no segment with frequencies. Perhaps it is another experiment, or was stopped before its first point.", path);
        }

        int end = definition + 1;
        while (end < text.Count && !text[end].StartsWith("<"))
        {
            end++;
        }

        string[] names = TableCutter.Cells(text[definition][Definition.Length..], ',');
        TextTable table = TableCutter.Cut(text, new TableLayout { HeadingLine = -1, FirstLine = definition + 1, EndLine = end, Delimiter = ',' });
        if (table.Headings.Count > names.Length)
        {
            throw new DataException($"line {table.Line(0)} has {table.Headings.Count} columns where the definition names {names.Length}. Perhaps the file was edited.", path);
        }

        int next = 0;
        TextTable named = table.Renamed(_ => Named(names[next++]));
        ImpedanceColumns columns = ImpedanceTable.Columns(named, "VersaStudio", isImaginary: true);
        bool isDated = ClockText.TryMoment($"{Value(text, "DateAcquired=")} {Value(text, "TimeAcquired=")}", false, out DateTimeOffset start);
        return columns.Record(options) with
        {
            Cell = new CellInformation
            {
                Instrument = Value(text, "Type=Versa") is { } model ? $"Versa{model}" : "VersaStudio",
                Start = isDated ? start : null,
                ActiveMass = Amount(text, "Mass (g)=", "g"),
                ElectrodeArea = Amount(text, "Working Electrode Area (cm2)=", "cm^2") is { } area && area != 1e-4 ? area : null,
            },
        };
    }

    /// <summary>The impedance is in ohm, which the definition does not say.</summary>
    private static ColumnHeading Named(string name) => ColumnHeading.Parse(name) is var heading && name is "Z Real" or "Z Imag" ? heading with { Unit = "Ohm" } : heading;

    private static string? Value(LabText text, string key)
    {
        for (int line = 0; line < text.Count; line++)
        {
            if (text[line].StartsWith(key, StringComparison.Ordinal))
            {
                return text[line][key.Length..].Trim().ToString();
            }
        }

        return null;
    }

    private static double? Amount(LabText text, string key, string unit) =>
        double.TryParse(Value(text, key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 ? new Quantity(value, Unit.Parse(unit)).SI : null;
}
