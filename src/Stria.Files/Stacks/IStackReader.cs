namespace Stria.Files;

/// <summary>Reads one format of spectromicroscopy files. To add a format: implement this, and add a line to <see cref="StackReaders"/>.</summary>
public interface IStackReader
{
    /// <summary>The format's name as people know it.</summary>
    string Name { get; }

    /// <summary>Whether a file looks like this format. Says no, rather than throwing, to files that it cannot read.</summary>
    bool Recognises(string path);

    /// <summary>Reads the file.</summary>
    /// <exception cref="DataException">The file is missing, cut or contradictory; the message names what, where and the likely cause.</exception>
    Scan Read(string path, StackReadOptions options);
}
