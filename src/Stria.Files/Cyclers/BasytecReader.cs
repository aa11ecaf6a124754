namespace Stria.Files;

/// <summary>BaSyTec exports as text: a head of lines that begin with "~", then tab-separated columns.</summary>
public sealed class BasytecReader : ICyclerReader
{
    private static readonly IReadOnlyList<(ColumnRole, string[])> Names = CyclerNames.With(
        (ColumnRole.Charge, ["Ah"]), (ColumnRole.ChargeCapacity, []), (ColumnRole.DischargeCapacity, []), (ColumnRole.Step, ["Line"]), (ColumnRole.Cycle, ["Cyc-Count"]), (ColumnRole.Mode, ["Command"]));

    /// <inheritdoc/>
    public string Name => "BaSyTec export (.txt)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 64).StartsWith("~Resultfile from Basytec", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = TableFormat.LineWith(text, "~Time[");
        if (headings < 0)
        {
            throw new DataException("has no line of headings beginning with '~Time['. Perhaps the file was cut in its head.", path);
        }

        var cell = new CellInformation { Instrument = "BaSyTec" };
        for (int line = 0; line < headings; line++)
        {
            string row = text[line].TrimStart('~').Trim().ToString();
            int colon = row.IndexOf(':', StringComparison.Ordinal);
            string value = colon < 0 ? "" : row[(colon + 1)..].Trim();
            cell = (colon < 0 ? row : row[..colon]) switch
            {
                "Battery" => cell with { Name = value },
                "Testplan" => cell with { Technique = value },
                "Testchannel" => cell with { Instrument = $"BaSyTec {value}" },
                "Start of Test" => cell with { Start = ClockText.TryMoment(value, true, out DateTimeOffset start) ? start : null },
                _ => cell,
            };
        }

        var habits = new TraceHabits("BaSyTec") { Current = CurrentHabit.Signed, DayFirst = true, Cell = cell };
        return new TableFormat(habits, Names, AreUnitsFixed: true).Read(text, headings, options, new TableLayout { Delimiter = '\t' });
    }
}
