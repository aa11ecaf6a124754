using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>SDF, the format that the STXM control programs of ALS, BESSY, MAX IV and others write: a header <c>.hdr</c> with images <c>.xim</c> and spectra <c>.xsp</c> beside it.</summary>
public sealed partial class SdfReader : IStackReader
{
    /// <inheritdoc/>
    public string Name => "SDF (.hdr with .xim or .xsp)";

    /// <inheritdoc/>
    public bool Recognises(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HDR" or ".XIM" or ".BBX" => true,
        ".XSP" => HeaderOf(path) is not null,
        _ => false,
    };

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        PlainText.Require(path);
        string headerPath = path;
        if (!Path.GetExtension(path).Equals(".hdr", StringComparison.OrdinalIgnoreCase))
        {
            RefuseTimeResolved(path);
            headerPath = HeaderOf(path) ?? throw new DataException(
                "is a single image without its header. Energies and pixel sizes stand in the .hdr file that was written with it; put it into the same folder.", path);
        }

        SdfHeader header = SdfHeader.Read(headerPath);
        List<Remark> remarks = [];
        if (header.SurplusBraces > 0)
        {
            remarks.Add(Remark.Note($"The header has {header.SurplusBraces} closing braces too many; they were passed over."));
        }

        List<string> files = [headerPath];
        var content = new SdfContent(header, options, remarks, files);
        return new Scan(headerPath, "SDF", content.Regions()) { Remarks = remarks, Metadata = header.Metadata(), Files = files };
    }

    private static void RefuseTimeResolved(string path)
    {
        if (Path.GetExtension(path).Equals(".bbx", StringComparison.OrdinalIgnoreCase))
        {
            throw new DataException(
                "is a time-resolved (pump–probe) image, one picture per time channel at a single photon energy. "
                + "Composition needs pictures at several photon energies; the image summed over time is in the .xim file, opened by its .hdr.",
                path);
        }
    }

    /// <summary>The header that an image or spectrum was written with; null when it is not there.</summary>
    private static string? HeaderOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        string header = Path.Combine(folder, FrameSuffix().Replace(Path.GetFileNameWithoutExtension(path), "") + ".hdr");
        return File.Exists(header) ? header : null;
    }

    [GeneratedRegex("_([a-z][0-9]*|[0-9]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex FrameSuffix();
}
