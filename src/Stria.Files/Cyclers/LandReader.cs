namespace Stria.Files;

/// <summary>Exports of LAND cyclers (LANHE, LANDdt) as text or workbook, with English or Chinese headings; capacity counts within the step.</summary>
public sealed class LandReader : ICyclerReader
{
    private static readonly IReadOnlyList<(ColumnRole, string[])> Names = CyclerNames.With(
        (ColumnRole.Time, ["TestTime", "Test", "测试时间"]), (ColumnRole.StepTime, ["StepTime", "步骤时间"]), (ColumnRole.ChargeCapacity, []), (ColumnRole.DischargeCapacity, []),
        (ColumnRole.StepCapacity, ["Capacity", "CapaCity", "容量"]));

    /// <inheritdoc/>
    public string Name => "LAND export (.txt, .csv, .xlsx)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsHeading(LabText.Beginning(path)) || (Workbook.IsWorkbook(path) && Workbook.Sheets(path).Any(sheet => IsHeading(sheet.Text.Text)));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = Workbook.IsWorkbook(path) ? Workbook.Sheets(path).First(sheet => IsHeading(sheet.Text.Text)).Text : LabText.Read(path);
        int headings = Enumerable.Range(0, text.Count).First(line => IsHeading(text[line].ToString()));
        var habits = new TraceHabits("LAND")
        {
            Current = CurrentHabit.Unknown,
            SignOfMode = NewareMode.Sign,
            Cell = new CellInformation { Instrument = "LAND" },
        };
        return new TableFormat(habits, Names, AreUnitsFixed: false).Read(text, headings, options);
    }

    private static bool IsHeading(string beginning) =>
        TableFormat.HasLine(beginning, "TestTime", "Current/", "Voltage/", "Capacity") || TableFormat.HasLine(beginning, "测试时间", "电流", "电压");
}
