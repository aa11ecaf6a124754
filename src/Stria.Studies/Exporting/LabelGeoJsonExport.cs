using Stria.Core;
using Stria.Files;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>The labels of a run as polygons along the edges of their pixels, for QGIS and the like.</summary>
public sealed class LabelGeoJsonExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "geojson";

    /// <inheritdoc/>
    public string Description => "labels of a run as polygons in µm (GeoJSON), one file per map of labels";

    /// <inheritdoc/>
    public string Extension => ".geojson";

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
            if (!grid.HasPixelSize)
            {
                throw new DataException("its maps have no pixel size, so polygons would have no lengths. Map the stack again with --pixel-size.", source.Path);
            }

            string file = ExportSource.Beside(path, name, ".geojson");
            OutlineFile.Write(file, PixelOutlines.Of(labels, grid, names));
            written.Add(file);
        }

        return written;
    }
}
