namespace Stria.Files;

/// <summary>The formats of absorption spectra that Stria reads, in the order in which they are tried.</summary>
public static class AbsorptionReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IAbsorptionReader> All { get; } = [new XdiReader(), new AthenaProjectReader(), new AbsorptionTableReader()];

    /// <summary>Reads all spectra of a file with the first reader that recognises it.</summary>
    /// <exception cref="DataException">The file is missing, empty or damaged, or holds no spectrum.</exception>
    public static IReadOnlyList<AbsorptionRecord> Read(string path)
    {
        PlainText.Require(path);
        return All.First(r => r.Recognises(path)).Read(path);
    }
}
