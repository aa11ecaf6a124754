namespace Stria.Files;

/// <summary>Neware exports of the record layer as text or workbook.</summary>
public sealed class NewareTextReader : ICyclerReader
{
    private static readonly IReadOnlyList<(ColumnRole, string[])> Names = CyclerNames.With(
        (ColumnRole.Time, ["Total Time", "test_time"]), (ColumnRole.StepTime, ["Time(h:min:s.ms)", "Time", "Relative Time(h:min:s.ms)", "Relative Time"]), (ColumnRole.StepCapacity, ["Capacity", "CapaCity"]));

    /// <inheritdoc/>
    public string Name => "Neware export (.csv, .txt, .xlsx)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsHeading(LabText.Beginning(path)) || (Workbook.IsWorkbook(path) && Workbook.Sheets(path).Any(sheet => IsHeading(sheet.Text.Text)));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = Workbook.IsWorkbook(path) ? Workbook.Sheets(path).First(sheet => IsHeading(sheet.Text.Text)).Text : LabText.Read(path);
        int headings = Enumerable.Range(0, text.Count).First(line => IsHeading(text[line].ToString()));
        var habits = new TraceHabits("Neware") { Current = CurrentHabit.Unknown, SignOfMode = NewareMode.Sign, Cell = new CellInformation { Instrument = "Neware" } };
        return new TableFormat(habits, Names, AreUnitsFixed: false).Read(text, headings, options);
    }

    private static bool IsHeading(string beginning) =>
        TableFormat.HasLine(beginning, "Record", "Step", "Cur", "Voltage(", "Time", "Cap");
}
