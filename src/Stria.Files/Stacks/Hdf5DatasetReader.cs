using System.Globalization;

namespace Stria.Files;

/// <summary>The way out for HDF5 files of any layout: the data by their path. Complex values are taken by magnitude.</summary>
public sealed class Hdf5DatasetReader : IStackReader
{
    private static readonly string[] EnergyNames = ["energy", "energies", "photon_energy", "photon_energies", "ev", "Energy", "Energies"];

    /// <inheritdoc/>
    public string Name => "HDF5 by dataset path";

    /// <inheritdoc/>
    public bool Recognises(string path) => Hdf5File.HasSignature(path);

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = Hdf5File.OpenRead(path);
        if (options.Dataset is null)
        {
            string[] listing = [.. file.Listing().Take(8)];
            throw new DataException(
                "is an HDF5 file of a layout that Stria does not know. "
                + (listing.Length > 0
                    ? $"Give the data by their path (dataset); it holds {string.Join(", ", listing)}."
                    : "It holds no numeric data of two dimensions or more."),
                path);
        }

        Hdf5Dataset data = file.Dataset(options.Dataset);
        List<Remark> remarks = [];
        int[] shape = Squeezed(data, path, options, remarks);
        if (data.Type.Class == Hdf5TypeClass.Complex)
        {
            remarks.Add(Remark.Note($"'{data.Path}' is complex; its magnitude is used."));
        }

        ScanRegion region = shape.Length == 3 ? Stack(file, data, shape, path, options, remarks) : Image(file, data, shape, path, options, remarks);
        return new Scan(path, "HDF5 dataset", [region]) { Remarks = remarks, Files = [path] };
    }

    /// <summary>The shape without leading dimensions of length 1.</summary>
    private static int[] Squeezed(Hdf5Dataset data, string path, StackReadOptions options, List<Remark> remarks)
    {
        int[] full = data.Lengths;
        int keep = options.AxisOrder is { } asked && asked.Contains('e', StringComparison.OrdinalIgnoreCase) ? 3 : Math.Min(3, full.Length);
        int[] shape = full.Length > keep ? full[^keep..] : full;
        if (full[..^shape.Length].Any(n => n != 1) || shape.Length < 2 || !data.IsNumeric)
        {
            throw new DataException(
                $"'{data.Path}' is {Hdf5Dataset.Describe(data.Shape)} of {data.Type.Class}; a stack has three dimensions of numbers, an image two "
                + "(further ones in front must have length 1).",
                path);
        }

        if (shape.Length < full.Length)
        {
            remarks.Add(Remark.Note($"'{data.Path}' is {Hdf5Dataset.Describe(data.Shape)}; the dimensions of length 1 in front are passed over."));
        }

        return shape;
    }

    private static ScanRegion Stack(Hdf5File file, Hdf5Dataset data, int[] shape, string path, StackReadOptions options, List<Remark> remarks)
    {
        Hdf5Dataset energy = EnergyOf(file, data, options) ?? throw new DataException(
            $"no photon energies are known for '{data.Path}' ({Hdf5Dataset.Describe(data.Shape)}): there is no 'energy' or 'energies' beside it. "
            + "Give their path (energy dataset).",
            path);
        double[] energies = PhotonEnergies.InElectronvolts(energy.ReadDoubles(), energy.AttributeText("units") ?? energy.AttributeText("unit"), path, remarks);
        string[] names = options.AxisOrder is { } asked ? AxisOrders.Parse(asked, 3) : Guess(shape, energies.Length, energy, path, remarks);
        int[] order = AxisArrangement.Order(names);
        if (shape[order[0]] != energies.Length)
        {
            throw new DataException(
                $"'{energy.Path}' has {energies.Length} energies, and the data {shape[order[0]]} frames with the axes {string.Join(", ", names)}. Perhaps the axis order is another.",
                path);
        }

        double? pitch = PixelSize(file, data, options, remarks);
        ScanAxis y = AxisOrders.Counted("sample_y", shape[order[1]], pitch, remarks), x = AxisOrders.Counted("sample_x", shape[order[2]], pitch, remarks);
        return new ScanRegion(ScanKind.ImageStack, [new ScanAxis("energy", "eV", energies), y, x], Hdf5Frames.Read(data, order, options))
        {
            Name = data.Path,
            Signal = data.Name,
            SignalUnit = data.AttributeText("units") ?? "",
        };
    }

    private static ScanRegion Image(Hdf5File file, Hdf5Dataset data, int[] shape, string path, StackReadOptions options, List<Remark> remarks)
    {
        string[] names = options.AxisOrder is { } asked ? AxisOrders.Parse(asked, 2) : ["sample_y", "sample_x"];
        int[] order = AxisArrangement.Order(names);
        double? pitch = PixelSize(file, data, options, remarks);
        ScanAxis y = AxisOrders.Counted("sample_y", shape[order[0]], pitch, remarks), x = AxisOrders.Counted("sample_x", shape[order[1]], pitch, remarks);
        double energy = EnergyOf(file, data, options) is { Count: 1 } one
            ? PhotonEnergies.InElectronvolts(one.ReadDoubles(), one.AttributeText("units") ?? one.AttributeText("unit"), path, remarks)[0]
            : double.NaN;
        return new ScanRegion(ScanKind.Image, [y, x], AxisArrangement.Transposed(data.ReadFloats(), shape, order))
        {
            Name = data.Path,
            Signal = data.Name,
            SignalUnit = data.AttributeText("units") ?? "",
            PhotonEnergy_eV = energy,
        };
    }

    private static Hdf5Dataset? EnergyOf(Hdf5File file, Hdf5Dataset data, StackReadOptions options)
    {
        if (options.EnergyDataset is not null)
        {
            return file.Dataset(options.EnergyDataset);
        }

        string folder = data.Path[..(data.Path.LastIndexOf('/') + 1)];
        return EnergyNames.Select(name => file.Find(folder + name)).OfType<Hdf5Dataset>().FirstOrDefault(d => d.IsNumeric);
    }

    private static string[] Guess(int[] shape, int energyCount, Hdf5Dataset energy, string path, List<Remark> remarks)
    {
        string[] names = shape[0] == energyCount ? ["energy", "sample_y", "sample_x"]
            : shape[2] == energyCount ? ["sample_y", "sample_x", "energy"]
            : throw new DataException(
                $"'{energy.Path}' has {energyCount} energies, and neither the first nor the last dimension of {string.Join(" × ", shape)} is as long. Give the axis order.",
                path);
        remarks.Add(Remark.Assumed($"With {energyCount} energies, {string.Join(" × ", shape)} is taken as {string.Join(", ", names)}."));
        return names;
    }

    /// <summary>As given, or from a list "pixel_sizes" with a unit beside the data, when it holds one value throughout.</summary>
    private static double? PixelSize(Hdf5File file, Hdf5Dataset data, StackReadOptions options, List<Remark> remarks)
    {
        string folder = data.Path[..(data.Path.LastIndexOf('/') + 1)];
        if (options.PixelSize_m is not null || file.Find(folder + "pixel_sizes") is not Hdf5Dataset { IsNumeric: true } sizes || sizes.Count == 0)
        {
            return options.PixelSize_m;
        }

        double[] values = sizes.ReadDoubles();
        double factor = (sizes.AttributeText("unit") ?? sizes.AttributeText("units"))?.Trim() switch { "nm" => 1e-9, "um" or "µm" => 1e-6, "m" => 1, _ => double.NaN };
        const double Equal = 1e-6;
        if (!double.IsFinite(factor) || values.Max() - values.Min() > Equal * values.Max())
        {
            return null;
        }

        remarks.Add(Remark.Note(string.Create(CultureInfo.InvariantCulture, $"Pixel size {values[0] * factor * 1e9:G6} nm from '{sizes.Path}'.")));
        return values[0] * factor;
    }
}
