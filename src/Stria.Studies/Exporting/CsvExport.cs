using System.Globalization;
using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>A table with one row per pixel: a column per photon energy of a stack, or per map of a run.</summary>
public sealed class CsvExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Description => "a table, one row per pixel with its place, one column per photon energy or map";

    /// <inheritdoc/>
    public string Extension => ".csv";

    /// <inheritdoc/>
    public bool TakesRun => true;

    /// <inheritdoc/>
    public bool TakesStack => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        if (!source.IsRun)
        {
            SpectralStack stack = source.Stack;
            PixelTable.Write(path, stack.Grid, [.. stack.PhotonEnergies_eV.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e:R} eV"))], stack.Counts);
            return [path];
        }

        // Maps of one raster make one table; should a run hold others, each raster gets its own.
        List<string> written = [];
        foreach (IGrouping<ImageGrid, (string Name, ScalarField Map)> group in source.Maps().GroupBy(entry => entry.Map.Grid))
        {
            string file = written.Count == 0 ? path : ExportSource.Beside(path, (written.Count + 1).ToString(CultureInfo.InvariantCulture), ".csv");
            PixelTable.Write(
                file,
                group.Key,
                [.. group.Select(entry => $"{entry.Name.Trim('/')}{(entry.Map.Unit == "1" ? "" : $" [{entry.Map.Unit}]")}")],
                [.. group.SelectMany(entry => entry.Map.Values)]);
            written.Add(file);
        }

        return written;
    }
}
