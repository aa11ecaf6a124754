namespace Stria.Files;

/// <summary>Which way the current of a file counts.</summary>
public enum CurrentSign
{
    /// <summary>As the format has it; where a format leaves it open, positive on charge, with a remark.</summary>
    AsFormat,

    /// <summary>The file counts the current positive while the cell is charged.</summary>
    PositiveOnCharge,

    /// <summary>The file counts the current positive while the cell is discharged; it is turned.</summary>
    PositiveOnDischarge,
}

/// <summary>What a cycler file does not say about itself.</summary>
public sealed record CyclerReadOptions
{
    /// <summary>Believe the file.</summary>
    public static CyclerReadOptions Default { get; } = new();

    /// <summary>Which way the current counts.</summary>
    public CurrentSign Sign { get; init; }

    /// <summary>Which columns of a text table are what; with it the file is read as a table, whatever its format.</summary>
    public ColumnMap? Map { get; init; }

    /// <summary>Whether dates such as 06/05/2021 have the day first; null for the format's habit.</summary>
    public bool? DayFirst { get; init; }
}
