namespace Stria.Files;

/// <summary>Reads one format of diffraction patterns. To add a format: implement this, and add a line to <see cref="DiffractionReaders"/>.</summary>
public interface IDiffractionReader
{
    /// <summary>The format's name as people know it.</summary>
    string Name { get; }

    /// <summary>Whether a file looks like this format. Says no, rather than throwing, to files that it cannot read.</summary>
    bool Recognises(string path);

    /// <summary>Reads the file.</summary>
    /// <exception cref="DataException">The file is missing, damaged or contradictory; the message names file, line, value and the likely cause.</exception>
    DiffractionRecord Read(string path, DiffractionReadOptions options);
}
