namespace Stria.Files;

/// <summary>Writes meshes and fields on them in one format. To add a format: implement this, and add a line to <see cref="MeshFormats"/>.</summary>
public interface IMeshWriter
{
    /// <summary>The format's name as people know it.</summary>
    string Name { get; }

    /// <summary>End of file names, with the point, in small letters.</summary>
    string Extension { get; }

    /// <summary>Writes the file; it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="mesh">The mesh.</param>
    /// <param name="fields">Fields on this mesh; a format that cannot hold one of them refuses it.</param>
    /// <exception cref="ArgumentException">A field belongs to another mesh.</exception>
    /// <exception cref="ScenarioException">The format cannot hold one of the fields.</exception>
    /// <exception cref="DataException">The file cannot be written there.</exception>
    void Write(string path, TriangleMesh mesh, IReadOnlyList<MeshField> fields);
}
