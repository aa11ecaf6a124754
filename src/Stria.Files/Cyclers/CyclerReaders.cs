namespace Stria.Files;

/// <summary>The cycler formats that Stria reads, in the order in which they are tried.</summary>
public static class CyclerReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<ICyclerReader> All { get; } =
    [
        new EcLabReader(),
        new NewareReader(),
        new ArbinDatabaseReader(),
        new BatteryDataFormatReader(),
        new ArbinTextReader(),
        new BasytecReader(),
        new PecReader(),
        new NovonixReader(),
        new MaccorReader(),
        new LandReader(),
        new NewareTextReader(),
        new TableReader(),
    ];

    /// <summary>Reads a file with the first reader that recognises it, or as a table where the options hold a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null to believe it.</param>
    /// <exception cref="DataException">The file is missing, damaged or contradictory, or no reader recognises it; the message says what was tried.</exception>
    public static CyclerRecord Read(string path, CyclerReadOptions? options = null)
    {
        options ??= CyclerReadOptions.Default;
        PlainText.Require(path);
        if (options.Map is not null)
        {
            return new TableReader().Read(path, options);
        }

        ICyclerReader reader = All.FirstOrDefault(r => r.Recognises(path)) ?? throw Unknown(path);
        return reader.Read(path, options);
    }

    private static DataException Unknown(string path) => TableReader.StrangeUnit(path) is var (heading, unit)
        ? new DataException($"column '{heading}': the unit '{unit}' is unknown. Perhaps it is misspelt; a map can state it, as in \"t=#1 [s], I=#2 [mA], U=#3 [V]\".", path)
        : new DataException(
            $"is none of the cycler formats that Stria reads; tried {string.Join(", ", All.Select(r => r.Name))}. Perhaps its columns have no headings or unusual ones: a map can tell, as in \"t=#1 [s], I=#2 [mA], U=#3 [V]\".",
            path);
}
