using System.Globalization;

namespace Stria.Files;

/// <summary>
/// Spectro-ptychography as CXI (cxidb.org, version 1.6): HDF5 with one entry_N per photon energy, each a reconstructed complex transmission. The intensity
/// |·|² is read; energies are in joule. The pixel follows from the detector's corner: λ/(2 NA), NA = √(x² + y²)/(√2 z).
/// </summary>
public sealed class CxiReader : IStackReader
{
    private const double PlanckTimesLight_eVm = 1.239841984e-6;
    private const double EqualPixels = 1e-3;

    /// <inheritdoc/>
    public string Name => "CXI spectro-ptychography (.cxi)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (!Hdf5File.HasSignature(path))
        {
            return false;
        }

        using var file = Hdf5File.OpenRead(path);
        return Entries(file).Any(entry => entry.Dataset("image_1/data") is not null || entry.Dataset("image_latest/data") is not null);
    }

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = Hdf5File.OpenRead(path);
        List<Remark> remarks = [];
        (string Name, Hdf5Dataset Data, double Energy_eV, double Pixel_m)[] images = [.. Images(file, remarks)];
        if (images.Length == 0)
        {
            throw new DataException("holds no reconstructed image of numbers. Perhaps the reconstruction was not written yet.", path);
        }

        int[] shape = Shape(images[0].Data, path);
        if (images.FirstOrDefault(image => !Shape(image.Data, path).SequenceEqual(shape)) is { Name: not null } other)
        {
            throw new DataException(
                $"the image of {other.Name} is {Hdf5Dataset.Describe(other.Data.Shape)}, that of {images[0].Name} {Hdf5Dataset.Describe(images[0].Data.Shape)}. "
                + "A stack needs frames of one size; perhaps the reconstructions were padded differently.",
                path);
        }

        List<string> read = [path];
        double[] energies = options.EnergiesFile is not null ? EnergyList.For(path, [path], images.Length, options, (remarks, read)) : [.. images.Select(image => image.Energy_eV)];
        double pitch = Pitch([.. images.Select((image, i) => read.Count == 1 ? image.Pixel_m : PixelSize(file.Root.Group(image.Name)!, energies[i]))], remarks);
        ScanAxis y = AxisOrders.Pitched("sample_y", shape[0], pitch, options, remarks), x = AxisOrders.Pitched("sample_x", shape[1], pitch, options, remarks);
        bool isStack = images.Length > 1;
        if (isStack)
        {
            PhotonEnergies.Require(energies, path);
        }

        FrameStore values = Values([.. images.Select(image => image.Data)], options.Room(images.Length, shape[0], shape[1], path), remarks);
        var region = new ScanRegion(isStack ? ScanKind.ImageStack : ScanKind.Image, isStack ? [new ScanAxis("energy", "eV", energies), y, x] : [y, x], values)
        {
            Name = isStack ? $"{images[0].Name} … {images[^1].Name}" : images[0].Name,
            Signal = "|object|²",
            PhotonEnergy_eV = isStack ? double.NaN : energies[0],
            FrameNames = isStack ? [.. images.Select(image => image.Name[(image.Name.LastIndexOf('_') + 1)..])] : null,
        };
        return new Scan(path, "CXI", [region]) { Remarks = remarks, Files = read };
    }

    private static IEnumerable<Hdf5Group> Entries(Hdf5File file) => file.Root.Names
        .Where(name => name.StartsWith("entry_", StringComparison.Ordinal) && int.TryParse(name[6..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .OrderBy(name => int.Parse(name[6..], CultureInfo.InvariantCulture))
        .Select(file.Root.Group).OfType<Hdf5Group>();

    private static IEnumerable<(string Name, Hdf5Dataset Data, double Energy_eV, double Pixel_m)> Images(Hdf5File file, List<Remark> remarks)
    {
        foreach (Hdf5Group entry in Entries(file))
        {
            Hdf5Dataset? data = entry.Dataset("image_1/data") ?? entry.Dataset("image_latest/data");
            if (data is not { IsNumeric: true })
            {
                remarks.Add(Remark.Warning($"'{entry.Path}' holds no reconstructed image; it is left out."));
                continue;
            }

            double energy = double.NaN;
            if (entry.Dataset("instrument_1/source_1/energy") is { IsNumeric: true } source && source.ReadDoubles() is [double given, ..])
            {
                energy = PhotonEnergies.FromSource(given, source.AttributeText("units"));
            }
            else
            {
                remarks.Add(Remark.Assumed($"'{entry.Path}' gives no photon energy."));
            }

            yield return (entry.Name, data, energy, PixelSize(entry, energy));
        }
    }

    /// <summary>Size of a pixel in the plane of the sample [m]; NaN when the geometry is not given.</summary>
    private static double PixelSize(Hdf5Group entry, double energy_eV)
    {
        if (entry.Dataset("instrument_1/detector_1/corner_position") is not { IsNumeric: true } corner || corner.ReadDoubles() is not [double x, double y, double z, ..])
        {
            return double.NaN;
        }

        double aperture = Math.Sqrt((x * x) + (y * y)) / Math.Sqrt(2) / Math.Abs(z), size = PlanckTimesLight_eVm / energy_eV / (2 * aperture);
        return size is > 0 and < 1e-3 ? size : double.NaN;
    }

    private static double Pitch(double[] sizes, List<Remark> remarks)
    {
        double[] known = [.. sizes.Where(double.IsFinite)];
        if (known.Length == 0)
        {
            return double.NaN;
        }

        double least = known.Min(), most = known.Max(), mean = known.Average();
        remarks.Add(Remark.Note(string.Create(CultureInfo.InvariantCulture, $"Pixel size {mean * 1e9:G5} nm from wavelength and detector corner, λ/(2 NA).")));
        if (most - least > EqualPixels * mean)
        {
            remarks.Add(Remark.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The pixel size that the detector corner gives changes with the energy, from {most * 1e9:G5} to {least * 1e9:G5} nm; their mean is used. Unless the frames were brought onto one raster after the reconstruction, their scales differ.")));
        }

        return mean;
    }

    private static int[] Shape(Hdf5Dataset data, string path)
    {
        int[] full = data.Lengths;
        return full.Length >= 2 && full[..^2].All(n => n == 1) && full[^1] > 0 && full[^2] > 0
            ? full[^2..]
            : throw new DataException($"'{data.Path}' is {Hdf5Dataset.Describe(data.Shape)}; an image of two dimensions is wanted.", path);
    }

    private static FrameStore Values(Hdf5Dataset[] images, FrameStore values, List<Remark> remarks)
    {
        for (int i = 0; i < images.Length; i++)
        {
            Span<float> frame = values.Frame(i);
            images[i].ReadFloats().CopyTo(frame);
            bool isComplex = images[i].Type.Class == Hdf5TypeClass.Complex;
            for (int pixel = 0; isComplex && pixel < frame.Length; pixel++)
            {
                frame[pixel] *= frame[pixel];
            }
        }

        remarks.Add(images[0].Type.Class == Hdf5TypeClass.Complex
            ? Remark.Note("The reconstruction is complex; its squared magnitude, the transmitted intensity, is used. The phase is left aside.")
            : Remark.Assumed("The reconstruction is real; it is taken as an intensity."));
        return values;
    }
}
