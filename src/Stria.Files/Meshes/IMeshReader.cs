namespace Stria.Files;

/// <summary>Reads one format of mesh files. To add a format: implement this, and add a line to <see cref="MeshFormats"/>.</summary>
public interface IMeshReader
{
    /// <summary>The format's name as people know it.</summary>
    string Name { get; }

    /// <summary>Ends of file names, with the point, in small letters; the usual one first.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say, and what may be repaired.</param>
    /// <exception cref="DataException">The file is missing, cut or contradictory, or holds no plane mesh of triangles; the message names what, where and the likely cause.</exception>
    MeshContent Read(string path, MeshReadOptions options);
}
