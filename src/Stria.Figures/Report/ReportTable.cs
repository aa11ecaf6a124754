namespace Stria.Figures;

/// <summary>A table of the report. Columns of numbers are aligned to the right.</summary>
/// <param name="Heading">What it lists.</param>
/// <param name="Columns">Heads, with units in brackets.</param>
/// <param name="Rows">Cells as written, as many per row as there are columns.</param>
public sealed record ReportTable(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A remark below the table, or null.</summary>
    public string? Note { get; init; }
}
