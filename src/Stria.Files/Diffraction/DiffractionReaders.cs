namespace Stria.Files;

/// <summary>The formats of diffraction patterns that Stria reads, in the order in which they are tried.</summary>
public static class DiffractionReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IDiffractionReader> All { get; } =
    [
        new BrukerRawReader(),
        new BrmlReader(),
        new RasxReader(),
        new XrdmlReader(),
        new RasReader(),
        new EnergySpectrumReader(),
        new GsasPatternReader(),
        new CifPatternReader(),
        new NumpyPatternReader(),
        new PatternTextReader(),
    ];

    /// <summary>Whether a reader knows the file by what stands in it; columns of text are known by their ending alone and do not count.</summary>
    public static bool Recognise(string path) => All.Any(r => r is not PatternTextReader && r.Recognises(path));

    /// <summary>Reads a file with the first reader that recognises it, or as a table where the options hold a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null to believe it.</param>
    /// <exception cref="DataException">The file is missing, damaged or contradictory, or no reader recognises it; the message says what was tried.</exception>
    public static DiffractionRecord Read(string path, DiffractionReadOptions? options = null)
    {
        options ??= DiffractionReadOptions.Default;
        PlainText.Require(path);
        if (options.Map is not null)
        {
            return MappedPattern.Read(path, options);
        }

        IDiffractionReader reader = All.FirstOrDefault(r => r.Recognises(path)) ?? throw new DataException(
            $"is none of the formats of diffraction patterns that Stria reads; tried {string.Join(", ", All.Select(r => r.Name))}. For a table with unusual columns a map can tell, as in \"tth=#1 [deg], counts=#2, esd=#3\".",
            path);
        return reader.Read(path, options);
    }
}
