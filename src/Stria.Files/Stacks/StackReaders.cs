namespace Stria.Files;

/// <summary>The formats that Stria reads, in the order in which they are tried.</summary>
public static class StackReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IStackReader> All { get; } =
    [
        new SdfReader(),
        new NxstxmReader(),
        new DataExchangeReader(),
        new CxiReader(),
        new MistralReader(),
        new Hdf5DatasetReader(),
        new AbsorptionScanReader(),
        new AxisReader(),
        new StonyBrookReader(),
        new TiffReader(),
        new XradiaReader(),
        new SpectrumTextReader(),
    ];

    /// <summary>Whether a reader knows the file by what stands in it; spectra as text are known by their extension alone and do not count.</summary>
    /// <param name="path">The file or folder.</param>
    public static bool Recognise(string path) => All.Any(r => r is not SpectrumTextReader && r.Recognises(path));

    /// <summary>Reads a file with the first reader that recognises it.</summary>
    /// <param name="path">The file; or a folder of images, one per energy (.tif, .xrm).</param>
    /// <param name="options">What the file does not say; null to believe the file.</param>
    /// <exception cref="DataException">The file is missing, empty or damaged, or no reader recognises it; the message says what was tried.</exception>
    public static Scan Read(string path, StackReadOptions? options = null)
    {
        options ??= StackReadOptions.Default;
        if (!Directory.Exists(path))
        {
            PlainText.Require(path);
        }

        if (options.Dataset is not null)
        {
            return new Hdf5DatasetReader().Read(path, options);
        }

        IStackReader? reader = All.FirstOrDefault(r => r.Recognises(path));
        if (reader is null)
        {
            PlainText.Require(path);
        }

        return (reader ?? throw new DataException(
            $"is none of the formats that Stria reads; tried {string.Join(", ", All.Select(r => r.Name))}. "
            + (Path.GetExtension(path).Equals(".msk", StringComparison.OrdinalIgnoreCase)
                ? "It is named as a mask of pixels, which is given beside a measurement."
                : $"The extension is '{Path.GetExtension(path)}'. Perhaps the measurement is in another file beside it."),
            path)).Read(path, options);
    }
}
