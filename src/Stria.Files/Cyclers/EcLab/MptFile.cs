using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Reads EC-Lab's text export: with the long head or only the three lines, with decimal point or comma, in code page 1252.</summary>
internal static partial class MptFile
{
    private const string NoHead = "begins as an EC-Lab text but does not tell the number of its head lines. Perhaps the head was edited.";

    internal static bool IsMpt(string beginning) =>
        beginning.StartsWith("EC-Lab ASCII FILE", StringComparison.Ordinal) || beginning.StartsWith("BT-Lab ASCII FILE", StringComparison.Ordinal);

    internal static EcLabTable Read(string path)
    {
        LabText text = LabText.Read(path);
        Match count = text.Count > 1 ? HeadLines().Match(text[1].ToString()) : Match.Empty;
        if (!count.Success)
        {
            throw new DataException(NoHead, path);
        }

        int lines = int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture);
        if (lines < 3 || lines > text.Count)
        {
            throw new DataException($"line 2: the head should have {lines} lines, the file has {text.Count}. Perhaps the file was cut or its head edited.", path);
        }

        TextTable table = TableCutter.Cut(text, new TableLayout { HeadingLine = lines - 1, Delimiter = '\t' });
        string[] head = new string[lines - 1];
        for (int line = 0; line < head.Length; line++)
        {
            head[line] = text[line].ToString();
        }

        List<Remark> remarks = [.. table.Remarks];
        if (lines == 3)
        {
            remarks.Add(Remark.Note("The export has no head: neither mass nor area nor the time of its beginning are told."));
        }

        return new EcLabTable(path, [.. Columns(table, remarks)])
        {
            Cell = Cell(head, remarks),
            Loops = Loops(head),
            Remarks = remarks,
            Place = row => $"line {table.Line(row)}",
        };
    }

    private static IEnumerable<TraceColumn> Columns(TextTable table, List<Remark> remarks)
    {
        for (int column = 0; column < table.Headings.Count; column++)
        {
            string heading = table.Headings[column].Text;
            double[]? values = heading == "time/s" ? Times(table, column, remarks) : table.IsNumeric(column) || IsMeasured(heading) ? table.Numbers(column) : null;
            if (values is null)
            {
                remarks.Add(Remark.Note($"The column '{heading}' holds text and was left out."));
                continue;
            }

            // Where the quality of a point was not determined, the export prints −1; no noise or distortion is negative.
            if (heading.StartsWith("THD", StringComparison.Ordinal) || heading.StartsWith("NS", StringComparison.Ordinal) && heading.EndsWith('%'))
            {
                values = Array.ConvertAll(values, value => value == -1 ? double.NaN : value);
            }

            yield return EcLabTable.Column(heading, values);
        }
    }

    /// <summary>Columns that a trace or a spectrum needs: text in them is an error and not a note.</summary>
    private static bool IsMeasured(string heading) => heading is "Ewe/V" or "<Ewe>/V" or "I/mA" or "<I>/mA" or "freq/Hz" or "Re(Z)/Ohm" or "-Im(Z)/Ohm" or "dq/mA.h" or "Ns" or "(Q-Qo)/mA.h" or "Ecell/V";

    /// <summary>Seconds, or the hour of the day where the export was set to absolute time.</summary>
    private static double[] Times(TextTable table, int column, List<Remark> remarks)
    {
        if (!ClockText.TryMoment(table.Cell(0, column).ToString(), dayFirst: false, out DateTimeOffset start))
        {
            return table.Numbers(column);
        }

        double[] times = new double[table.RowCount];
        for (int row = 0; row < times.Length; row++)
        {
            times[row] = ClockText.TryMoment(table.Cell(row, column).ToString(), dayFirst: false, out DateTimeOffset moment)
                ? (moment - start).TotalSeconds
                : throw table.Wrong(row, column, "is no date and hour");
        }

        remarks.Add(Remark.Note($"The times are dates; seconds are counted from {start:yyyy-MM-dd HH:mm:ss} (month read before day)."));
        return times;
    }

    private static CellInformation Cell(string[] head, List<Remark> remarks)
    {
        List<Remark> defaults = [];
        double? mass = Amount(head, "Mass of active material", 1e-6, defaults) ?? Amount(head, "Characteristic mass", 1e-6, defaults);
        double? area = Amount(head, "Electrode surface area", 1e-4, remarks);
        remarks.AddRange(mass is null ? defaults.Take(1) : []);
        string? started = Field(head, "Acquisition started on") ?? Field(head, "Technique started on");
        return new CellInformation
        {
            ActiveMass = mass,
            ElectrodeArea = area,
            NominalCapacity = Amount(head, "Battery capacity", 3600, []) is > 0 and var capacity ? capacity : null,
            MolarMass = Amount(head, "Molecular weight of active material (at x = 0)", 1e-3, []) is > 1e-5 and var molar ? molar : null,
            InitialIonContent = mass is not null && Field(head, "Acquisition started at") is { } content && Number(content.Split('=')[^1]) is { } x ? x : null,
            ElectrodeMaterial = Field(head, "Electrode material") ?? "",
            Electrolyte = Field(head, "Electrolyte") ?? "",
            Comment = string.Join("; ", head.Where(l => l.StartsWith("Comments :", StringComparison.Ordinal)).Select(l => l[10..].Trim()).Where(c => c.Length > 0)),
            Name = Path.GetFileNameWithoutExtension(Field(head, "File") ?? ""),
            Instrument = Field(head, "Device") is { } device ? $"BioLogic {device}" : "BioLogic",
            Technique = head.Length > 3 ? head[3].Trim() : "",
            Start = started is not null && ClockText.TryMoment(started, dayFirst: false, out DateTimeOffset start) ? start : null,
        };
    }

    /// <summary>First rows of the loops: "Loop 1 from point number 21 to 41".</summary>
    private static int[] Loops(string[] head) =>
        [.. head.Select(line => LoopLine().Match(line)).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Order()];

    private static string? Field(string[] head, string name)
    {
        string? line = head.FirstOrDefault(l => l.TrimStart().StartsWith(name + " :", StringComparison.Ordinal));
        return line is null ? null : line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>A quantity of the head in SI, or null when it is not told or is the program's default; where its unit is not known, the usual one counts.</summary>
    private static double? Amount(string[] head, string name, double usualFactor, List<Remark> remarks)
    {
        if (Field(head, name) is not { } field || AmountText().Match(field) is not { Success: true } match)
        {
            return null;
        }

        string unit = match.Groups[2].Value.Trim();
        double? number = EcLabTable.Stated(Number(match.Groups[1].Value), name, unit, remarks);
        return number is { } told && LabUnit.TryParse(unit, out Unit? known) ? new Quantity(told, known).SI : number * usualFactor;
    }

    private static double? Number(string text) => TableNumber.TryParse(text, text.Contains(',', StringComparison.Ordinal) ? ',' : '.', out double number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@":\s*(\d+)")]
    private static partial Regex HeadLines();

    [GeneratedRegex(@"^\s*Loop \d+ from point number (\d+) to")]
    private static partial Regex LoopLine();

    [GeneratedRegex(@"^([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s*(.*)$")]
    private static partial Regex AmountText();
}
