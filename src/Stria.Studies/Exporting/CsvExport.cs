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
    public IReadOnlyList<string> Files(ExportSource source, string path) => source.IsRun
        ? [.. Rasters(source).Select((_, i) => FileOf(path, i))]
        : [path];

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        if (!source.IsRun)
        {
            SpectralStack stack = source.Stack;
            PixelTable.Write(path, stack.Grid, [.. stack.PhotonEnergies_eV.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e:R} eV"))], stack.Counts);
            return [path];
        }

        List<string> written = [];
        foreach (IGrouping<ImageGrid, (string Name, ScalarField Map)> group in Rasters(source))
        {
            string file = FileOf(path, written.Count);
            PixelTable.Write(
                file,
                group.Key,
                [.. group.Select(entry => $"{entry.Name.Trim('/')}{(entry.Map.Unit == "1" ? "" : $" [{entry.Map.Unit}]")}")],
                [.. group.SelectMany(entry => entry.Map.Values)]);
            written.Add(file);
        }

        return written;
    }

    // Maps of one raster make one table; should a run hold others, each raster gets its own.
    private static IEnumerable<IGrouping<ImageGrid, (string Name, ScalarField Map)>> Rasters(ExportSource source) => source.Maps().GroupBy(entry => entry.Map.Grid);

    private static string FileOf(string path, int raster) => raster == 0 ? path : ExportSource.Beside(path, (raster + 1).ToString(CultureInfo.InvariantCulture), ".csv");
}
