namespace Stria.Files;

/// <summary>Orders of axes as people write them, and axes that a file leaves out.</summary>
internal static class AxisOrders
{
    /// <summary>Stria's names of the axes in an order such as "eyx", "x,y,energy" or "energy:y:x".</summary>
    /// <exception cref="ScenarioException">It is not understood, or has another number of axes.</exception>
    internal static string[] Parse(string text, int rank)
    {
        string[] parts = text.Split([',', ':', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [string letters] && letters.Length == rank)
        {
            parts = [.. letters.Select(letter => letter.ToString())];
        }

        string[] names = [.. parts.Select(AxisArrangement.Name)];
        string[] wanted = rank == 3 ? ["energy", "sample_x", "sample_y"] : ["sample_x", "sample_y"];
        return names.Order().SequenceEqual(wanted) ? names : throw new ScenarioException(
            $"axis order '{text}' is not understood. For data of {rank} dimensions write each of {(rank == 3 ? "energy, y, x" : "y, x")} once, slowest first.");
    }

    /// <summary>An axis without positions in a file that states its pixel size: counted from 0; else as <see cref="Counted"/>.</summary>
    internal static ScanAxis Pitched(string name, int length, double? ownSize_m, StackReadOptions options, List<Remark> remarks) => ownSize_m is { } size && double.IsFinite(size)
        ? new ScanAxis(name, "µm", [.. Enumerable.Range(0, length).Select(i => i * size * 1e6)])
        : Counted(name, length, options.PixelSize_m, remarks);

    /// <summary>An axis without positions in the file: counted, with the pixel size that a person gave.</summary>
    internal static ScanAxis Counted(string name, int length, double? pixelSize_m, List<Remark> remarks)
    {
        double pitch_um = (pixelSize_m ?? double.NaN) * 1e6;
        if (double.IsFinite(pitch_um))
        {
            remarks.Add(Remark.Note($"'{name}': pixel size {pitch_um:G6} µm as given, positions counted from 0."));
            return new ScanAxis(name, "µm", [.. Enumerable.Range(0, length).Select(i => i * pitch_um)]);
        }

        remarks.Add(Remark.Assumed($"The file gives no positions for '{name}': the pixel size is unknown, and its {length} points are counted."));
        return new ScanAxis(name, "px", [.. Enumerable.Range(0, length).Select(i => (double)i)]);
    }
}
