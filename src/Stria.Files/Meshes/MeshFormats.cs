namespace Stria.Files;

/// <summary>The formats in which Stria reads and writes meshes.</summary>
public static class MeshFormats
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IMeshReader> Readers { get; } =
    [
        new VtuReader(),
        new GmshMeshReader(),
    ];

    /// <summary>All writers, as they are when nothing else is wished.</summary>
    public static IReadOnlyList<IMeshWriter> Writers { get; } =
    [
        new VtuWriter(),
        new GmshMeshWriter(),
        new AbaqusWriter(),
        new NodalCsvWriter(),
    ];

    /// <summary>Reads a mesh with the reader for the end of its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null to believe the file.</param>
    /// <exception cref="DataException">The file is missing, damaged or of no format that Stria reads.</exception>
    public static MeshContent Read(string path, MeshReadOptions? options = null)
    {
        PlainText.Require(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        IMeshReader reader = Readers.FirstOrDefault(r => r.Extensions.Contains(extension)) ?? throw new DataException(
            $"is no mesh that Stria reads; its name ends in '{extension}', not in {string.Join(", ", Readers.SelectMany(r => r.Extensions))}.", path);
        return reader.Read(path, options ?? MeshReadOptions.Default);
    }

    /// <summary>Writes a mesh with the writer for the end of its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mesh">The mesh.</param>
    /// <param name="fields">Fields on it.</param>
    /// <exception cref="ScenarioException">No writer is known for this end, or it cannot hold one of the fields.</exception>
    /// <exception cref="DataException">The file cannot be written there.</exception>
    public static void Write(string path, TriangleMesh mesh, params IReadOnlyList<MeshField> fields)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        IMeshWriter writer = Writers.FirstOrDefault(w => w.Extension == extension) ?? throw new ScenarioException(
            $"'{path}': meshes are written as {string.Join(", ", Writers.Select(w => w.Extension))}, not as '{extension}'.");
        writer.Write(path, mesh, fields);
    }

    /// <summary>Makes sure that fields belong to the mesh that they are written with.</summary>
    internal static void RequireSame(TriangleMesh mesh, IReadOnlyList<MeshField> fields)
    {
        if (fields.FirstOrDefault(f => f.Mesh != mesh) is MeshField stranger)
        {
            throw new ArgumentException($"The field '{stranger.Symbol}' belongs to another mesh.", nameof(fields));
        }
    }
}
