namespace Stria.Files;

/// <summary>What a cycler file holds, as its reader understood it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name ("EC-Lab text", "Neware .ndax").</param>
/// <param name="Trace">The trace; current positive on charge.</param>
public sealed record CyclerRecord(string Path, string Format, CyclerTrace Trace)
{
    /// <summary>What the head tells about the cell.</summary>
    public CellInformation Cell { get; init; } = new();

    /// <summary>What was missing and assumed, odd, or worth knowing; the sign convention is always among it.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Every file that was read; the first one first.</summary>
    public IReadOnlyList<string> Files { get; init; } = [Path];
}
