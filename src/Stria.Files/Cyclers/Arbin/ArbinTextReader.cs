namespace Stria.Files;

/// <summary>Arbin exports as text (MITS Pro, or tables taken out of a .res) and as workbook; seconds, amperes, volts and ampere-hours.</summary>
public sealed class ArbinTextReader : ICyclerReader
{
    private static readonly TableFormat Format = new(new TraceHabits("Arbin") { Current = CurrentHabit.Signed }, CyclerNames.All, AreUnitsFixed: true);

    /// <inheritdoc/>
    public string Name => "Arbin export (.csv, .txt, .xlsx)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsHeading(LabText.Beginning(path)) || (Workbook.IsWorkbook(path) && Workbook.Sheets(path).Any(sheet => sheet.Text.Count > 0 && IsHeading(sheet.Text.Text)));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options) => Read(path, options, new CellInformation { Instrument = "Arbin" });

    internal static CyclerRecord Read(string path, CyclerReadOptions options, CellInformation cell)
    {
        if (!Workbook.IsWorkbook(path))
        {
            return Read(LabText.Read(path), options, cell);
        }

        // A workbook parts long tests into several sheets; each repeats the headings.
        CyclerRecord[] parts = [.. Workbook.Sheets(path).Where(s => IsHeading(s.Text.Text)).Select(s => Read(s.Text, options, cell))];
        return parts.Length == 0 ? throw new DataException("is a workbook without a sheet of measured channels. Perhaps it holds only the summary.", path)
            : TraceJoin.EndToEnd(parts);
    }

    internal static CyclerRecord Read(LabText text, CyclerReadOptions options, CellInformation cell)
    {
        int headings = Math.Max(TableFormat.LineWith(text, "Test_Time"), TableFormat.LineWith(text, "Test Time"));
        return (Format with { Habits = Format.Habits with { Cell = cell } }).Read(text, headings, options);
    }

    private static bool IsHeading(string beginning) =>
        TableFormat.HasLine(beginning, "Test_Time", "Step_Index", "Cycle_Index", "Voltage") || TableFormat.HasLine(beginning, "Test Time", "Step Index", "Cycle Index", "Voltage", "Charge Capacity");
}
