using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>TIFF: one file of several images, or a folder of slices, with a list of photon energies beside them.</summary>
public sealed partial class TiffReader : IStackReader
{
    /// <inheritdoc/>
    public string Name => "TIFF (.tif, one file or a folder of slices)";

    /// <inheritdoc/>
    public bool Recognises(string path) => Directory.Exists(path) ? Slices(path).Length > 0 : TiffFile.HasSignature(path);

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        bool isFolder = Directory.Exists(path);
        string[] files = isFolder ? Slices(path) : [path];
        List<Remark> remarks = [];
        var frames = new TiffFrames(files, isFolder);
        List<string> read = [.. files];
        int count = frames.Count;
        double[] energies = count > 1 || options.EnergiesFile is not null || isFolder
            ? EnergyList.For(path, files, count, options, (remarks, read))
            : [EnergyList.FromName(path)];
        double? pitch = frames.PixelSize;
        if (pitch is { } own)
        {
            remarks.Add(Remark.Note(string.Create(CultureInfo.InvariantCulture, $"Pixel size {own * 1e9:G5} nm from the file.")));
        }

        if (frames.IsWhiteZero)
        {
            remarks.Add(Remark.Note("The file wants small numbers shown bright; the numbers are read as they are."));
        }

        ScanAxis y = AxisOrders.Pitched("sample_y", frames.Height, pitch, options, remarks), x = AxisOrders.Pitched("sample_x", frames.Width, pitch, options, remarks);
        bool isStack = count > 1;
        var region = new ScanRegion(isStack ? ScanKind.ImageStack : ScanKind.Image, isStack ? [new ScanAxis("energy", "eV", energies), y, x] : [y, x], frames.Read(options))
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Signal = "intensity",
            PhotonEnergy_eV = isStack ? double.NaN : energies[0],
        };
        return new Scan(path, "TIFF", [region]) { Remarks = remarks, Files = read };
    }

    /// <summary>The slices of a folder, in the order of the numbers in their names.</summary>
    private static string[] Slices(string folder) =>
    [
        .. FolderFiles.Of(folder, ".tif", ".tiff")
            .OrderBy(file => Digits().Replace(Path.GetFileName(file), match => match.Value.PadLeft(12, '0')), StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
