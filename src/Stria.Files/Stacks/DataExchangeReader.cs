namespace Stria.Files;

/// <summary>Data Exchange (HDF5) as MANTiS writes it: exchange/data, by default in the order x, y, energy.</summary>
public sealed class DataExchangeReader : IStackReader
{
    private const string Data = "exchange/data";

    /// <inheritdoc/>
    public string Name => "Data Exchange (HDF5 of MANTiS)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (!Hdf5File.HasSignature(path))
        {
            return false;
        }

        using var file = Hdf5File.OpenRead(path);
        return file.Find(Data) is Hdf5Dataset && file.Find("exchange/energy") is Hdf5Dataset;
    }

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = Hdf5File.OpenRead(path);
        Hdf5Dataset data = file.Dataset(Data);
        Hdf5Dataset energy = file.Dataset("exchange/energy");
        List<Remark> remarks = [];
        double[] energies = PhotonEnergies.InElectronvolts(energy.ReadDoubles(), energy.AttributeText("units") ?? energy.AttributeText("unit"), path, remarks);
        int[] shape = data.Lengths;
        if (shape.Length != 3)
        {
            throw new DataException($"'{Data}' is {Hdf5Dataset.Describe(data.Shape)}; a stack has three dimensions. Perhaps it is a tomography file.", path);
        }

        string[] names = options.AxisOrder is { } asked ? AxisOrders.Parse(asked, 3) : AxisNames(data, shape, energies.Length, remarks);
        int[] order = AxisArrangement.Order(names);
        if (shape[order[0]] != energies.Length)
        {
            throw new DataException(
                $"'exchange/energy' has {energies.Length} points, and '{Data}' ({Hdf5Dataset.Describe(data.Shape)}, axes {string.Join(", ", names)}) {shape[order[0]]} frames. "
                + "Perhaps the order of axes is another: give it (axis order).",
                path);
        }

        ScanAxis y = Positions(file, "y", "sample_y", shape[order[1]], options, remarks);
        ScanAxis x = Positions(file, "x", "sample_x", shape[order[2]], options, remarks);
        var region = new ScanRegion(
            ScanKind.ImageStack, [new ScanAxis("energy", "eV", energies), y, x], Hdf5Frames.Read(data, order, options))
        {
            Name = "exchange",
            Signal = "data",
            SignalUnit = data.AttributeText("units") ?? "",
            Dwells = Dwells(file, energies.Length),
        };
        return new Scan(path, "Data Exchange", [region])
        {
            Remarks = remarks,
            Files = [path],
            IncidentSpectrum = new DataExchangeIncident(file, shape, order, energies, remarks).Spectrum(),
            Metadata = Metadata(file),
        };
    }

    private static string[] AxisNames(Hdf5Dataset data, int[] shape, int energyCount, List<Remark> remarks)
    {
        string[] given = (data.AttributeText("axes") ?? "").Split([':', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] names = [.. given.Select(AxisArrangement.Name)];
        if (names.Length == 3 && names.Order().SequenceEqual(["energy", "sample_x", "sample_y"]))
        {
            return names;
        }

        if (names is ["sample_x", "sample_y"] && shape[2] == energyCount)
        {
            return ["sample_x", "sample_y", "energy"];
        }

        bool isLast = shape[2] == energyCount;
        names = isLast ? ["sample_x", "sample_y", "energy"] : ["energy", "sample_y", "sample_x"];
        remarks.Add(Remark.Assumed(
            $"The file does not name its axes; with {energyCount} energies, {string.Join(" × ", shape)} is taken as {string.Join(", ", names)}."));
        return names;
    }

    private static ScanAxis Positions(Hdf5File file, string name, string axis, int length, StackReadOptions options, List<Remark> remarks)
    {
        if (file.Find($"exchange/{name}") is Hdf5Dataset { IsNumeric: true } dataset && dataset.Count > 0)
        {
            double[] points = dataset.ReadDoubles();
            if (points.Length != length)
            {
                throw new DataException(
                    $"'{dataset.Path}' has {points.Length} points where the data have {length}. Perhaps the order of axes is another: give it (axis order).", file.Path);
            }

            string unit = dataset.AttributeText("units") ?? dataset.AttributeText("unit") ?? "";
            if (unit.Trim().Length == 0)
            {
                remarks.Add(Remark.Assumed($"The file gives no unit for '{name}' ({points[0]:G6} … {points[^1]:G6}); µm is assumed."));
                unit = "µm";
            }

            return new ScanAxis(axis, unit.Trim(), points);
        }

        return AxisOrders.Counted(axis, length, options.PixelSize_m, remarks);
    }

    private static double[]? Dwells(Hdf5File file, int count)
    {
        if (file.Find("spectromicroscopy/data_dwell") is not Hdf5Dataset { IsNumeric: true } dwell || dwell.Count != count)
        {
            return null;
        }

        double[] milliseconds = dwell.ReadDoubles();
        return milliseconds.All(value => value is > 0 and < 1e7) ? Array.ConvertAll(milliseconds, value => value * 1e-3) : null;
    }

    private static Dictionary<string, string> Metadata(Hdf5File file)
    {
        Dictionary<string, string> metadata = [];
        foreach ((string name, string place) in new[]
        {
            ("title", "information/title"), ("comment", "information/comment"), ("created", "information/file_creation_datetime"),
        })
        {
            if (file.Root.Text(place) is { Length: > 0 } text)
            {
                metadata[name] = text;
            }
        }

        return metadata;
    }
}
