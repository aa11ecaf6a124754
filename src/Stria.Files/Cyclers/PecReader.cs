namespace Stria.Files;

/// <summary>PEC exports (.csv): a head of names and values, then times as clocks and charges in mAh.</summary>
public sealed class PecReader : ICyclerReader
{
    private static readonly IReadOnlyList<(ColumnRole, string[])> Names = CyclerNames.With(
        (ColumnRole.Time, ["Total Time", "Total Time (Seconds)", "Total Time (Hours in hh:mm:ss.xxx)"]), (ColumnRole.StepTime, ["Step Time"]), (ColumnRole.Mode, []));

    /// <inheritdoc/>
    public string Name => "PEC export (.csv)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 16384) is var beginning && TableFormat.HasLine(beginning, "TestRegime Name") && TableFormat.HasLine(beginning, "Total Time", "Voltage", "Current");

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = TableFormat.LineWith(text, "Total Time", "Voltage", "Current");
        var cell = new CellInformation { Instrument = "PEC" };
        for (int line = 0; line < headings; line++)
        {
            string[] parts = TableCutter.Cells(text[line], ',');
            string value = parts.Length > 1 ? parts[1] : "";
            cell = parts[0] switch
            {
                "Test:" => cell with { Name = $"test {value}" },
                "TestRegime Name:" => cell with { Technique = value },
                "TestRegime CellSize:" when Nominal(value) is { } capacity => cell with { NominalCapacity = capacity },
                "Start Time:" => cell with { Start = ClockText.TryMoment(value, false, out DateTimeOffset start) ? start : null },
                _ => cell,
            };
        }

        var habits = new TraceHabits("PEC") { Current = CurrentHabit.Unknown, Cell = cell };
        return new TableFormat(habits, Names, AreUnitsFixed: false).Read(text, headings, options, new TableLayout { Delimiter = ',' });
    }

    private static double? Nominal(string text)
    {
        try
        {
            return Quantity.Parse(text).In("C");
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
