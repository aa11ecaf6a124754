using System.Globalization;

namespace Stria.Files;

/// <summary>
/// Full-field microscopes by Xradia: one image (.xrm), a series (.txrm), or a folder of images, one per photon energy, with reference images of the empty
/// field, by which they are divided, each by its exposure.
/// </summary>
public sealed class XradiaReader : IStackReader
{
    private const double SameEnergy_eV = 0.05, SameAngle_deg = 0.01;

    /// <inheritdoc/>
    public string Name => "Xradia (.xrm, .txrm, or a folder of them)";

    // With options, a folder that may not be looked into holds none.
    /// <inheritdoc/>
    public bool Recognises(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.xrm", new EnumerationOptions { AttributesToSkip = 0 }).Any()
        : Path.GetExtension(path).ToUpperInvariant() is ".XRM" or ".TXRM" or ".TXM" && File.Exists(path);

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        if (Directory.Exists(path))
        {
            return new XradiaSeries(path, options).Scan();
        }

        using var file = XradiaFile.Open(path);
        List<Remark> remarks = [];
        file.RequireImages();
        FrameStore values = options.Room(file.ImageCount, file.Height, file.Width, path);
        for (int image = 0; image < values.FrameCount; image++)
        {
            One(file, image, remarks).CopyTo(values.Frame(image));
        }

        bool isTransmission = file.HasReference && Divide(values, file, remarks);
        List<string> read = [path];
        return new Scan(path, "Xradia", [Region(file, values, isTransmission, options, (remarks, read))]) { Remarks = remarks, Files = read, Metadata = file.Metadata() };
    }

    /// <summary>The two axes of an image.</summary>
    internal static (ScanAxis Y, ScanAxis X) Axes(XradiaFile file, StackReadOptions options, List<Remark> remarks)
    {
        double pitch = file.PixelSize_um * 1e-6;
        return (AxisOrders.Pitched("sample_y", file.Height, pitch, options, remarks), AxisOrders.Pitched("sample_x", file.Width, pitch, options, remarks));
    }

    /// <summary>The energy of an image [eV]: the instrument's, or that in the file's name where the instrument wrote none; NaN when neither is there.</summary>
    internal static double Energy(XradiaFile file, int image, List<Remark> remarks)
    {
        double[] energies = file.Energies_eV;
        if (image < energies.Length && energies[image] > 0)
        {
            return energies[image];
        }

        double named = EnergyList.FromName(file.Path);
        remarks.Add(double.IsFinite(named)
            ? Remark.Assumed(string.Create(CultureInfo.InvariantCulture, $"The instrument wrote no photon energy; {named:G7} eV is taken from the file's name."))
            : Remark.Warning("The file gives no photon energy."));
        return named;
    }

    /// <summary>Reads images and says what is missing of them.</summary>
    internal static float[] Values(XradiaFile file, int count, List<Remark> remarks)
    {
        int pixels = file.Width * file.Height;
        if (count == 1)
        {
            return One(file, 0, remarks);
        }

        var values = new float[checked(count * pixels)];
        for (int image = 0; image < count; image++)
        {
            One(file, image, remarks).CopyTo(values, (long)image * pixels);
        }

        return values;
    }

    private static float[] One(XradiaFile file, int image, List<Remark> remarks)
    {
        (float[] values, int present) = file.Image(image);
        if (present < values.Length)
        {
            remarks.Add(Remark.Warning(
                $"Image {image} of {Path.GetFileName(file.Path)} is cut: {present} of {values.Length} pixels ({present / file.Width} of {file.Height} rows) are there. Perhaps copying was interrupted."));
        }

        return values;
    }

    private static bool Divide(FrameStore values, XradiaFile file, List<Remark> remarks)
    {
        (float[] reference, int present) = file.Reference();
        double[] exposures = file.Exposures;
        if (present < reference.Length)
        {
            remarks.Add(Remark.Warning("The file's own reference image is cut; it was left aside."));
            return false;
        }

        for (int image = 0; image < values.FrameCount; image++)
        {
            double exposure = image < exposures.Length && exposures[image] > 0 ? exposures[image] : 1;
            double ratio = double.IsFinite(file.ReferenceExposure) && exposures.Length > 0 ? file.ReferenceExposure / exposure : 1;
            XradiaSeries.Divide(values.Frame(image), reference, (float)ratio);
        }

        remarks.Add(Remark.Note("The values are counts over those of the file's own reference image, each per second of exposure: transmission."));
        return true;
    }

    private static ScanRegion Region(XradiaFile file, FrameStore values, bool isTransmission, StackReadOptions options, (List<Remark> Remarks, List<string> Files) notes)
    {
        List<Remark> remarks = notes.Remarks;
        (ScanAxis y, ScanAxis x) = Axes(file, options, remarks);
        int images = values.FrameCount;
        if (file.MosaicRows * file.MosaicColumns > 1 && images == 1)
        {
            remarks.Add(Remark.Note($"A mosaic of {file.MosaicRows} × {file.MosaicColumns} fields, joined by the instrument into one image."));
        }

        List<Remark> noticed = []; // the same for many images
        bool isListed = options.EnergiesFile is not null;
        double[] energies = isListed ? EnergyList.For(file.Path, [file.Path], images, options, notes) : [.. Enumerable.Range(0, images).Select(image => Energy(file, image, noticed))];
        remarks.AddRange(noticed.Distinct());
        double[] angles = file.Angles_deg;
        bool turns = !isListed && angles.Length >= images && images > 1 && angles.Max() - angles.Min() > SameAngle_deg;
        bool isSeries = images > 1 && !turns && (isListed || energies.Max() - energies.Min() > SameEnergy_eV);
        ScanAxis[] axes = images == 1 ? [y, x]
            : isSeries ? [new ScanAxis("energy", "eV", energies), y, x]
            : turns ? [new ScanAxis("angle", "deg", angles[..images]), y, x]
            : [new ScanAxis("image", "", [.. Enumerable.Range(0, images).Select(i => (double)i)]), y, x];
        return new ScanRegion(images == 1 ? ScanKind.Image : isSeries ? ScanKind.ImageStack : ScanKind.Other, axes, values)
        {
            Name = Path.GetFileNameWithoutExtension(file.Path),
            Signal = isTransmission ? "transmission" : "counts",
            SignalUnit = isTransmission ? "1" : "counts",
            IsTransmission = isTransmission,
            PhotonEnergy_eV = images == 1 ? energies[0] : double.NaN,
            Dwells = file.Exposures is { Length: > 0 } exposures && exposures.Length >= images && exposures.All(t => t > 0) ? exposures[..images] : null,
        };
    }
}
