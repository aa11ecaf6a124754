namespace Stria.Files;

/// <summary>Maccor exports as text: magnitudes of current, the direction in the column Md; times may count in minutes.</summary>
public sealed class MaccorReader : ICyclerReader
{
    /// <inheritdoc/>
    public string Name => "Maccor export (.txt, .csv)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsHeading(LabText.Beginning(path));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = Enumerable.Range(0, text.Count).First(line => IsHeading(text[line].ToString()));
        char mark = text[headings].Contains('\t') ? '\t' : ',';
        var habits = new TraceHabits("Maccor")
        {
            Current = CurrentHabit.Unsigned,
            SignOfMode = mode => mode.Length > 0 && char.ToUpperInvariant(mode[0]) is 'D' ? -1 : mode.Length > 0 && char.ToUpperInvariant(mode[0]) is 'C' ? 1 : 0,
            Cell = Head(text, headings, mark),
        };
        IReadOnlyList<(ColumnRole, string[])> names = CyclerNames.With((ColumnRole.StepCapacity, ["Cap.", "Capacity", "Amp-hr", "AmpHr", "Cap"]), (ColumnRole.ChargeCapacity, []), (ColumnRole.DischargeCapacity, []));
        return new TableFormat(habits, names, AreUnitsFixed: false).Read(text, headings, options, new TableLayout { Delimiter = mark });
    }

    private static bool IsHeading(string beginning) =>
        TableFormat.HasLine(beginning, "Rec", "Cyc", "Step", "Test", "Time", "Volt") && (TableFormat.HasLine(beginning, "DPT Time") || TableFormat.HasLine(beginning, "Rec", "Amp"));

    private static CellInformation Head(LabText text, int headings, char delimiter)
    {
        var cell = new CellInformation { Instrument = "Maccor" };
        for (int line = 0; line < headings; line++)
        {
            string[] parts = TableCutter.Cells(text[line], delimiter);
            string value = string.Join(' ', parts.Skip(1)).Trim();
            cell = parts[0].TrimEnd(':').Trim().ToUpperInvariant() switch
            {
                "NAME" => cell with { Name = value },
                "TESTER" => cell with { Instrument = value },
                "PROCEDURE" => cell with { Technique = value },
                "STARTED" or "DATE OF TEST" => cell with { Start = ClockText.TryMoment(value, false, out DateTimeOffset start) ? start : null },
                _ => cell,
            };
        }

        return cell;
    }
}
