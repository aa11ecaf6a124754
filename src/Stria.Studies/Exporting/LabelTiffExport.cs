using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>The labels of a run (mask, clusters, phases) as TIFF of 8 bits, each with a table of its names.</summary>
public sealed class LabelTiffExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "label-tiff";

    /// <inheritdoc/>
    public string Description => "labels of a run (mask, clusters, phases) as 8-bit TIFF, with a table of their names";

    /// <inheritdoc/>
    public string Extension => ".tif";

    /// <inheritdoc/>
    public bool TakesRun => true;

    /// <inheritdoc/>
    public bool TakesStack => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        List<string> written = [];
        foreach ((string name, ImageGrid grid, byte[] labels, IReadOnlyList<string> names) in source.Labels())
        {
            string image = ExportSource.Beside(path, name, ".tif"), table = ExportSource.Beside(path, name, ".csv");
            TiffWriter.Write(image, grid, labels, $"{name}: {string.Join(", ", names.Select((text, i) => $"{i} = {text}"))}");
            CsvTable.Write(table, new CsvColumn("label", "1", names.Select((_, i) => (double)i)), new CsvColumn("name", names), new CsvColumn("pixels", "1", names.Select((_, i) => (double)labels.Count(l => l == i))));
            written.AddRange([image, table]);
        }

        return written;
    }
}
