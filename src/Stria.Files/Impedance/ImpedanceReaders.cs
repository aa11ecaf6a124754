namespace Stria.Files;

/// <summary>The impedance formats that Stria reads, in the order in which they are tried.</summary>
public static class ImpedanceReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IImpedanceReader> All { get; } =
    [
        new EcLabImpedanceReader(),
        new GamryReader(),
        new ZPlotReader(),
        new AutolabReader(),
        new ChInstrumentsReader(),
        new VersaStudioReader(),
        new ImpedanceTableReader(),
        new BareImpedanceReader(),
    ];

    /// <summary>Reads a file with the first reader that recognises it, or as a table where the options hold a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null to believe it.</param>
    /// <exception cref="DataException">The file is missing, damaged or contradictory, or no reader recognises it; the message says what was tried.</exception>
    public static ImpedanceRecord Read(string path, ImpedanceReadOptions? options = null)
    {
        options ??= ImpedanceReadOptions.Default;
        PlainText.Require(path);
        if (options.Map is not null)
        {
            return new ImpedanceTableReader().Read(path, options);
        }

        IImpedanceReader reader = All.FirstOrDefault(r => r.Recognises(path)) ?? throw new DataException(
            $"is none of the impedance formats that Stria reads; tried {string.Join(", ", All.Select(r => r.Name))}. Perhaps its columns have unusual headings: a map can tell, as in \"f=#1 [Hz], ReZ=#2 [Ohm], ImZ=#3 [Ohm]\".",
            path);
        return reader.Read(path, options);
    }
}
