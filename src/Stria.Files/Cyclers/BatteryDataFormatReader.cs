namespace Stria.Files;

/// <summary>Battery Data Format (.bdf.csv): columns such as "Test Time / s", "Voltage / V", "Current / A"; current positive on charge.</summary>
public sealed class BatteryDataFormatReader : ICyclerReader
{
    private static readonly TableFormat Format = new(
        new TraceHabits("Battery Data Format") { Current = CurrentHabit.Signed },
        [
            (ColumnRole.Time, ["Test Time / s", "test_time_second"]),
            (ColumnRole.Current, ["Current / A", "current_ampere"]),
            (ColumnRole.Potential, ["Voltage / V", "voltage_volt"]),
            (ColumnRole.ChargeCapacity, ["Charging Capacity / Ah", "charging_capacity_ah"]),
            (ColumnRole.DischargeCapacity, ["Discharging Capacity / Ah", "discharging_capacity_ah"]),
            (ColumnRole.Step, ["Step Count / 1", "Step Index / 1", "step_count", "step_index"]),
            (ColumnRole.Cycle, ["Cycle Count / 1", "Cycle Count", "cycle_count"]),
        ],
        AreUnitsFixed: true);

    /// <inheritdoc/>
    public string Name => "Battery Data Format (.bdf.csv)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path) is var beginning
        && (TableFormat.HasLine(beginning, "Test Time / s", "Voltage / V", "Current / A") || TableFormat.HasLine(beginning, "test_time_second", "voltage_volt", "current_ampere"));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = LabText.Read(path);
        TextTable table = TableCutter.Cut(text, new TableLayout { HeadingLine = Math.Max(0, TableFormat.LineWith(text, "voltage")) });
        return Format.Read(new ExactHeadings(table).Table, options);
    }

    /// <summary>Files may hold the instrument's columns beside those of the format: only the exact headings count.</summary>
    private sealed class ExactHeadings(TextTable table)
    {
        internal TextTable Table { get; } = table.Renamed(heading => Format.Names.Any(n => n.Names.Contains(heading.Text))
            ? heading
            : heading with { Name = $"{heading.Text} (instrument)", Text = $"{heading.Text} (instrument)" });
    }
}
