using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>What is exported: a stack as its reader understood it, or the maps of a run folder.</summary>
public sealed class ExportSource
{
    private readonly Scan? scan;

    private ExportSource(string path, Scan? scan) => (Path, this.scan) = (path, scan);

    /// <summary>The measured file, or the run folder.</summary>
    public string Path { get; }

    /// <summary>Whether it is a run folder.</summary>
    public bool IsRun => scan is null;

    /// <summary>Name without folder and extension, for files that have none of their own.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path.TrimEnd('/'));

    /// <summary>What the measured file holds.</summary>
    /// <exception cref="InvalidOperationException">It is a run.</exception>
    public Scan Scan => scan ?? throw new InvalidOperationException("A run has no scan.");

    /// <summary>The stack.</summary>
    /// <exception cref="DataException">The file holds no stack.</exception>
    public SpectralStack Stack => Scan.ToStack();

    /// <summary>Opens a run folder, or reads a stack.</summary>
    /// <param name="settings">Which; a run folder is one that holds maps.h5.</param>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static ExportSource Open(StackSettings settings) => File.Exists(System.IO.Path.Combine(settings.Path, "maps.h5"))
        ? new ExportSource(settings.Path, null)
        : new ExportSource(settings.Path, StackReaders.Read(settings.Path, settings.ReadOptions()));

    /// <summary>All maps of the run, with their paths in maps.h5, of one raster; labels as numbers.</summary>
    /// <exception cref="DataException">The run holds no maps.</exception>
    public IReadOnlyList<(string Name, ScalarField Map)> Maps()
    {
        using var file = new MapFile(System.IO.Path.Combine(Path, "maps.h5"));
        (string Name, ScalarField Map)[] maps = [.. file.MapNames.Select(name => (name, file.Map(name)))];
        return maps.Length > 0 ? maps : throw new DataException("holds no maps. Perhaps the run ended after registration.", Path);
    }

    /// <summary>All maps of labels of the run.</summary>
    /// <exception cref="DataException">The run holds none.</exception>
    public IReadOnlyList<(string Name, ImageGrid Grid, byte[] Labels, IReadOnlyList<string> Names)> Labels()
    {
        using var file = new MapFile(System.IO.Path.Combine(Path, "maps.h5"));
        var labels = new List<(string Name, ImageGrid Grid, byte[] Labels, IReadOnlyList<string> Names)>();
        foreach (string name in file.LabelNames)
        {
            (ImageGrid grid, byte[] values, IReadOnlyList<string> names) = file.Labels(name);
            labels.Add((name, grid, values, names));
        }

        return labels.Count > 0 ? labels : throw new DataException("holds no labels. Perhaps the run ended before phases or clusters were found.", Path);
    }

    /// <summary>A file beside another, named after a map ("a.tif", "/composition/x" → "a-composition-x.tif").</summary>
    internal static string Beside(string path, string map, string extension) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $"{System.IO.Path.GetFileNameWithoutExtension(path)}-{map.Trim('/').Replace('/', '-').Replace(' ', '_')}{extension}");
}
