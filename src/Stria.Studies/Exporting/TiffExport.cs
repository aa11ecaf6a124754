using System.Globalization;
using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>TIFF of 32-bit floating-point numbers: a stack with its list of energies, or one file per map of a run.</summary>
public sealed class TiffExport : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "tiff";

    /// <inheritdoc/>
    public string Description => "32-bit TIFF with pixel size: a stack and its list of energies, or each map of a run";

    /// <inheritdoc/>
    public string Extension => ".tif";

    /// <inheritdoc/>
    public bool TakesRun => true;

    /// <inheritdoc/>
    public bool TakesStack => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(ExportSource source, string path)
    {
        if (source.IsRun)
        {
            return [.. source.Maps().Select(entry => One(entry.Name, entry.Map, path))];
        }

        SpectralStack stack = source.Stack;
        TiffWriter.Write(path, stack.Grid, stack.Frames, $"{source.Name}, {stack.FrameCount} photon energies");
        string list = System.IO.Path.ChangeExtension(path, ".txt");
        string[] lines = [$"* photon energies [eV], one per image of {System.IO.Path.GetFileName(path)}", .. stack.PhotonEnergies_eV.Select(e => e.ToString("R", CultureInfo.InvariantCulture))];
        WholeFile.Write(list, string.Join('\n', lines) + "\n");
        return [path, list];
    }

    private static string One(string name, ScalarField map, string path)
    {
        string file = ExportSource.Beside(path, name, ".tif");
        TiffWriter.Write(file, map.Grid, new MemoryFrames(map.Values, 1), $"{name} [{map.Unit}]");
        return file;
    }
}
