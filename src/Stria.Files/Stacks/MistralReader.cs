namespace Stria.Files;

/// <summary>Full-field spectroscopy of ALBA's beamline MISTRAL (HDF5): normalised images under SpecNormalized or FastAligned, with energies and pixel sizes.</summary>
public sealed class MistralReader : IStackReader
{
    private static readonly string[] Places =
    [
        "SpecNormalized/spectroscopy_normalized_aligned", "FastAligned/spec_aligned", "SpecNormalized/spectroscopy_normalized",
    ];

    /// <inheritdoc/>
    public string Name => "MISTRAL (HDF5)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (!Hdf5File.HasSignature(path))
        {
            return false;
        }

        using var file = Hdf5File.OpenRead(path);
        return Array.Exists(Places, place => file.Find(place) is Hdf5Dataset);
    }

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = Hdf5File.OpenRead(path);
        Hdf5Dataset data = Places.Select(file.Find).OfType<Hdf5Dataset>().First();
        int[] shape = data.Lengths;
        if (shape.Length != 3 || !data.IsNumeric)
        {
            throw new DataException($"'{data.Path}' is {Hdf5Dataset.Describe(data.Shape)}; energy, row and column are wanted.", path);
        }

        List<Remark> remarks = [];
        string folder = data.Path[..(data.Path.LastIndexOf('/') + 1)];
        Hdf5Dataset energy = (file.Find(folder + "energy") ?? file.Find("SpecNormalized/energy")) as Hdf5Dataset
            ?? throw new DataException($"there are no photon energies beside '{data.Path}' (dataset 'energy').", path);
        double[] energies = PhotonEnergies.InElectronvolts(energy.ReadDoubles(), energy.AttributeText("units"), path, remarks);
        if (energies.Length != shape[0])
        {
            throw new DataException($"'{energy.Path}' has {energies.Length} energies, and '{data.Path}' {shape[0]} frames. Perhaps the file is incomplete.", path);
        }

        ScanAxis y = Positions(file, folder, "y", shape[1], options, remarks), x = Positions(file, folder, "x", shape[2], options, remarks);
        remarks.Add(Remark.Note($"'{data.Path}' was divided by flat fields at the beamline: transmission."));
        var region = new ScanRegion(ScanKind.ImageStack, [new ScanAxis("energy", "eV", energies), y, x], Hdf5Frames.Read(data, [0, 1, 2], options))
        {
            Name = data.Path.Trim('/'),
            Signal = "transmission",
            IsTransmission = true,
            SignalUnit = "1",
        };
        return new Scan(path, "MISTRAL", [region]) { Remarks = remarks, Files = [path], Metadata = Metadata(file, folder) };
    }

    private static ScanAxis Positions(Hdf5File file, string folder, string name, int count, StackReadOptions options, List<Remark> remarks)
    {
        Hdf5Dataset? size = (file.Find($"{folder}{name}_pixel_size") ?? file.Find($"SpecNormalized/{name}_pixel_size")) as Hdf5Dataset;
        if (size is { IsNumeric: true } && size.ReadDoubles() is [double pitch, ..] && pitch > 0 && double.IsFinite(pitch))
        {
            return new ScanAxis($"sample_{name}", "µm", [.. Enumerable.Range(0, count).Select(i => i * pitch)]);
        }

        return AxisOrders.Counted($"sample_{name}", count, options.PixelSize_m, remarks);
    }

    private static Dictionary<string, string> Metadata(Hdf5File file, string folder)
    {
        Dictionary<string, string> metadata = new() { ["beamline"] = "ALBA MISTRAL" };
        if (file.Find(folder + "rotation_angle") is Hdf5Dataset { IsNumeric: true } angle && angle.ReadDoubles() is [double first, ..])
        {
            metadata["rotation_angle"] = System.FormattableString.Invariant($"{first:G6} deg");
        }

        return metadata;
    }
}
