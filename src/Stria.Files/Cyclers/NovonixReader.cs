namespace Stria.Files;

/// <summary>Novonix exports (.csv): a head in sections, the table below "[Data]"; hours, amperes, volts.</summary>
public sealed class NovonixReader : ICyclerReader
{
    private static readonly IReadOnlyList<(ColumnRole, string[])> Names = CyclerNames.With(
        (ColumnRole.Time, ["Run Time"]), (ColumnRole.Potential, ["Potential"]), (ColumnRole.Step, ["Step Number", "Step position"]), (ColumnRole.Mode, []), (ColumnRole.ChargeCapacity, []), (ColumnRole.DischargeCapacity, []));

    /// <inheritdoc/>
    public string Name => "Novonix export (.csv)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 65536) is var beginning && TableFormat.HasLine(beginning, "Run Time (h)", "Potential (V)", "Current (A)");

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        LabText text = LabText.Read(path);
        int headings = Enumerable.Range(0, text.Count).First(line => text[line].Contains("Run Time (h)", StringComparison.Ordinal));
        var habits = new TraceHabits("Novonix") { Current = CurrentHabit.Signed, Cell = new CellInformation { Instrument = "Novonix" } };
        return new TableFormat(habits, Names, AreUnitsFixed: true).Read(text, headings, options);
    }
}
