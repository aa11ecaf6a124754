using Stria.Files;

namespace Stria.Studies;

/// <summary>NXstxm, the NeXus definition of scanning transmission X-ray microscopy.</summary>
public sealed class NxstxmExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "nxstxm";

    /// <inheritdoc/>
    public string Description => "NXstxm (NeXus HDF5): counts, energies, positions, dwell";

    /// <inheritdoc/>
    public string Extension => ".nxs";

    /// <inheritdoc/>
    public bool TakesRun => false;

    /// <inheritdoc/>
    public bool TakesStack => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        NxstxmWriter.Write(path, source.Stack, new NxstxmDetails
        {
            Title = $"{source.Name} ({source.Scan.Format})",
            StartTime = source.Scan.Metadata.GetValueOrDefault("start_time"),
            EndTime = source.Scan.Metadata.GetValueOrDefault("end_time"),
        });
        return [path];
    }
}
