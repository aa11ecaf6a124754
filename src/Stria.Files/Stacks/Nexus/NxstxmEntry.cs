using System.Globalization;

namespace Stria.Files;

/// <summary>Reads one entry of an NXstxm file.</summary>
internal sealed class NxstxmEntry(Hdf5Group entry, string path, StackReadOptions options, List<Remark> remarks)
{
    /// <summary>The region that the entry holds.</summary>
    /// <exception cref="DataException">A signal or axis is missing, or lengths contradict each other.</exception>
    internal ScanRegion Region()
    {
        Hdf5Group group = SignalGroup();
        string signalName = group.AttributeText("signal") ?? "data";
        Hdf5Dataset signal = group.Dataset(signalName)
            ?? throw new DataException($"'{group.Path}' names the signal '{signalName}', which is not there. Perhaps writing was interrupted.", path);
        int[] shape = signal.Lengths;
        if (!signal.IsNumeric || shape.Length is 0 or > 3 || signal.Count == 0)
        {
            throw new DataException(
                $"'{signal.Path}' is {Hdf5Dataset.Describe(signal.Shape)} of {signal.Type.Class}; an STXM signal has one to three dimensions of numbers.", path);
        }

        NxstxmAxis[] axes = NxstxmAxes.Find(group, entry, shape, path, remarks);
        int[] order = AxisArrangement.Order([.. axes.Select(axis => axis.Name)]);
        NxstxmAxis[] arranged = [.. order.Select(i => axes[i])];
        FrameStore values = shape.Length == 3
            ? Hdf5Frames.Read(signal, order, options)
            : new MemoryFrames(AxisArrangement.Transposed(signal.ReadFloats(), shape, order), 1);
        ScanKind kind = AxisArrangement.Kind([.. arranged.Select(axis => axis.Name)]);

        if (arranged[0] is { Name: "energy" } energies)
        {
            arranged[0] = energies with { Unit = "eV", Points = PhotonEnergies.InElectronvolts(energies.Points, energies.Unit, path, remarks) };
        }

        double[]? monitor = new MonitorNormalisation(entry, options, remarks).Apply(values, shape, order, kind);
        ReportEmptyFrames(kind, values, arranged);
        return new ScanRegion(kind, [.. arranged.Select(axis => new ScanAxis(axis.Name, axis.Unit, axis.Points))], values)
        {
            Name = entry.Name,
            Signal = group.Name,
            SignalUnit = signal.AttributeText("units")?.Trim() ?? "",
            PhotonEnergy_eV = kind is ScanKind.Image or ScanKind.Focus ? SingleEnergy(group) : double.NaN,
            Dwells = Dwells(group),
            Monitor = monitor,
        };
    }

    private Hdf5Group SignalGroup()
    {
        Hdf5Group[] groups = [.. entry.Groups.Where(g => g.NexusClass == "NXdata" || g.Dataset("stxm_scan_type") is not null)];
        if (groups.Length == 0)
        {
            throw new DataException($"'{entry.Path}' has no NXdata group. Perhaps the scan was stopped before its first point.", path);
        }

        if (options.Channel is not null)
        {
            return groups.FirstOrDefault(g => g.Name.Equals(options.Channel, StringComparison.OrdinalIgnoreCase))
                ?? throw new DataException($"channel '{options.Channel}' was asked for; '{entry.Path}' has {string.Join(", ", groups.Select(g => g.Name))}.", path);
        }

        string? preferred = entry.AttributeText("default");
        Hdf5Group chosen = groups.FirstOrDefault(g => g.Name == preferred)
            ?? groups.FirstOrDefault(g => g.Name.Equals("counter0", StringComparison.OrdinalIgnoreCase)) ?? groups[0];
        if (groups.Length > 1)
        {
            remarks.Add(Remark.Assumed($"{entry.Name} has the signals {string.Join(", ", groups.Select(g => g.Name))}; {chosen.Name} is used."));
        }

        return chosen;
    }

    private double SingleEnergy(Hdf5Group group)
    {
        Hdf5Dataset? energy = group.Dataset("energy") ?? group.Dataset("photon_energy") 
            ?? entry.Dataset("instrument/monochromator/energy") ?? entry.Dataset("energy/data");
        if (energy is not { IsNumeric: true } || energy.Count == 0)
        {
            remarks.Add(Remark.Warning($"{entry.Name}: the file gives no photon energy of the image."));
            return double.NaN;
        }

        return PhotonEnergies.InElectronvolts([energy.ReadDoubles()[0]], energy.AttributeText("units"), path, remarks)[0];
    }

    private double[]? Dwells(Hdf5Group group)
    {
        Hdf5Dataset? time = group.Dataset("count_time") ?? entry.Dataset("instrument/counter0/count_time");
        if (time is not { IsNumeric: true } || time.Count == 0)
        {
            return null;
        }

        double factor = time.AttributeText("units")?.Trim() switch { "ms" => 1e-3, "us" or "µs" => 1e-6, _ => 1 };
        double[] dwells = Array.ConvertAll(time.ReadDoubles(), value => value * factor);
        return dwells.All(dwell => dwell is > 0 and < 1e4) ? dwells : null;
    }

    private void ReportEmptyFrames(ScanKind kind, FrameStore values, NxstxmAxis[] axes)
    {
        if (kind != ScanKind.ImageStack)
        {
            return;
        }

        int[] empty = [.. Enumerable.Range(0, axes[0].Points.Length).Where(frame => !values.Frame(frame).ContainsAnyExcept(0f, float.NaN))];
        if (empty.Length > 0)
        {
            remarks.Add(Remark.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"{empty.Length} frames hold nothing but zeros: {string.Join(", ", empty.Select(f => $"{f} ({axes[0].Points[f]:0.###} eV)"))}. Perhaps the scan was stopped.")));
        }
    }
}
