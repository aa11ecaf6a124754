using Stria.Files;

namespace Stria.Studies;

/// <summary>Data Exchange HDF5 as MANTiS reads it.</summary>
public sealed class DataExchangeExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "data-exchange";

    /// <inheritdoc/>
    public string Description => "Data Exchange HDF5, as MANTiS reads it: counts, energies, positions, dwell, I₀";

    /// <inheritdoc/>
    public string Extension => ".hdf5";

    /// <inheritdoc/>
    public bool TakesRun => false;

    /// <inheritdoc/>
    public bool TakesStack => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        DataExchangeWriter.Write(path, source.Stack, source.Scan.IncidentSpectrum, $"from {System.IO.Path.GetFileName(source.Path)} ({source.Scan.Format}), written by Stria {StriaVersion.Number}");
        return [path];
    }
}
