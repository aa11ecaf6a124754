namespace Stria.Files;

/// <summary>Reads absorption spectra of one format.</summary>
public interface IAbsorptionReader
{
    /// <summary>The format as people know it ("XDI").</summary>
    string Name { get; }

    /// <summary>Whether a file is of this format, by what stands in it.</summary>
    /// <param name="path">The file; it exists and is not empty.</param>
    bool Recognises(string path);

    /// <summary>Reads all spectra of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is damaged, or holds no spectrum.</exception>
    IReadOnlyList<AbsorptionRecord> Read(string path);
}
