using System.Globalization;

namespace Stria.Files;

/// <summary>Reads what an SDF header announces, region by region.</summary>
internal sealed class SdfContent(SdfHeader header, StackReadOptions options, List<Remark> remarks, List<string> files)
{
    /// <summary>The regions that were asked for.</summary>
    /// <exception cref="DataException">Images are missing or do not fit the header.</exception>
    internal IReadOnlyList<ScanRegion> Regions()
    {
        int channel = ChosenChannel();
        List<ScanRegion> regions = [];
        foreach (int region in ChosenRegions())
        {
            regions.Add(header.IsSpectra ? Spectrum(region, channel)
                : header.IsLineScan ? Line(region, channel)
                : StackEnergies() is { } energies ? Stack(region, channel, energies)
                : Image(region, channel));
        }

        return regions;
    }

    private int ChosenChannel()
    {
        string[] names = [.. header.Channels.Select(c => c.Name)];
        if (options.Channel is null)
        {
            if (names.Length > 1)
            {
                remarks.Add(Remark.Assumed($"The file has {names.Length} channels ({string.Join(", ", names)}); the first is used."));
            }

            return 0;
        }

        int found = Array.FindIndex(names, name => name.Equals(options.Channel, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new DataException($"channel '{options.Channel}' was asked for; the file has {string.Join(", ", names)}.", header.Path);
    }

    private IEnumerable<int> ChosenRegions()
    {
        IEnumerable<int> all = Enumerable.Range(0, header.Regions.Count);
        if (options.Region is null)
        {
            return all;
        }

        int[] chosen = [.. all.Where(i => options.Region == Number(i) || options.Region.Equals(RegionName(i), StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0 ? chosen : throw new DataException(
            $"region '{options.Region}' was asked for; the file has {header.Regions.Count}, numbered from 0.", header.Path);
    }

    private ScanAxis? StackEnergies()
    {
        ScanAxis? axis = header.Axis(header.Scan, "StackAxis");
        bool isStack = axis is not null && (axis.Points.Length > 1 || header.Flags.Contains("Stack", StringComparison.OrdinalIgnoreCase));
        return isStack ? axis : null;
    }

    private ScanRegion Stack(int region, int channel, ScanAxis listed)
    {
        if (listed.Name != "energy")
        {
            remarks.Add(Remark.Warning($"The frames differ in '{listed.Name}', not in photon energy."));
        }

        PhotonEnergies.Require(listed.Points, header.Path);
        (ScanAxis y, ScanAxis x) = ImageAxes(region);
        SdfFrames frames = SdfFrames.Find(header, listed.Points, Letter(channel), region, remarks);
        int pixels = checked(y.Points.Length * x.Points.Length);
        var values = new float[checked(frames.Paths.Count * pixels)];
        for (int i = 0; i < frames.Paths.Count; i++)
        {
            SdfImage.Read(frames.Paths[i], y.Points.Length, x.Points.Length, values.AsSpan(i * pixels, pixels));
        }

        files.AddRange(frames.Paths);

        ScanAxis energies = listed with { Points = [.. frames.Indices.Select(i => listed.Points[i])] };
        CompareWithRecords(region, frames, energies.Points);
        return new ScanRegion(listed.Name == "energy" ? ScanKind.ImageStack : ScanKind.Other, [energies, y, x], values)
        {
            Name = RegionName(region),
            Signal = header.Channels.ElementAtOrDefault(channel).Name ?? "",
            SignalUnit = header.Channels.ElementAtOrDefault(channel).Unit ?? "",
            Dwells = Dwells(listed.Points.Length, frames.Indices),
            Monitor = RingCurrents(region, frames),
            FrameNames = frames.Names,
            MissingFrames = frames.Missing,
        };
    }

    private ScanRegion Image(int region, int channel)
    {
        (ScanAxis y, ScanAxis x) = ImageAxes(region);
        float[] values = ReadSingle(region, channel, y.Points.Length, x.Points.Length);
        ScanKind kind = header.IsImage ? ScanKind.Image : header.Type.Contains("Focus", StringComparison.OrdinalIgnoreCase) ? ScanKind.Focus : ScanKind.Other;
        return new ScanRegion(kind, [y, x], values)
        {
            Name = RegionName(region),
            Signal = header.Channels.ElementAtOrDefault(channel).Name ?? "",
            SignalUnit = header.Channels.ElementAtOrDefault(channel).Unit ?? "",
            PhotonEnergy_eV = header.Axis(header.Scan, "StackAxis") is { Name: "energy", Points: [double energy] } ? energy : double.NaN,
            Dwells = double.IsFinite(header.Dwell) ? [header.Dwell] : null,
        };
    }

    private ScanRegion Line(int region, int channel)
    {
        (ScanAxis rows, ScanAxis columns) = ImageAxes(region);
        float[] values = ReadSingle(region, channel, rows.Points.Length, columns.Points.Length);
        if (columns.Name == "energy")
        {
            values = AxisArrangement.Transposed(values, [rows.Points.Length, columns.Points.Length], [1, 0]);
            (rows, columns) = (columns, rows);
        }

        PhotonEnergies.Require(rows.Points, header.Path);
        return new ScanRegion(ScanKind.LineSpectrum, [rows, columns with { Name = "position" }], values)
        {
            Name = RegionName(region),
            Signal = header.Channels.ElementAtOrDefault(channel).Name ?? "",
            SignalUnit = header.Channels.ElementAtOrDefault(channel).Unit ?? "",
            Dwells = double.IsFinite(header.Dwell) ? [header.Dwell] : null,
        };
    }

    private ScanRegion Spectrum(int region, int channel)
    {
        ScanAxis energies = Axis(region, "PAxis");
        PhotonEnergies.Require(energies.Points, header.Path);
        string path = Existing([$"{header.Stem}_{region}.xsp", $"{header.Stem}_{Letter(channel)}{region}.xsp", $"{header.Stem}.xsp"]);
        NumberTable table = NumberTable.Read(path);
        files.Add(path);
        if (table.RowCount != energies.Points.Length)
        {
            throw new DataException(
                $"{table.RowCount} energies where the header announces {energies.Points.Length}. Perhaps the scan was stopped, or the file was cut.", path);
        }

        int column = Math.Min(1 + channel, table.ColumnCount - 1);
        double largest = Enumerable.Range(0, table.RowCount).Max(i => Math.Abs(table[i, 0] - energies.Points[i]));
        const double RoundingOfTheHeader_eV = 0.01;
        if (largest > RoundingOfTheHeader_eV)
        {
            remarks.Add(Remark.Warning(
                $"{RegionName(region)}: the energies of {Path.GetFileName(path)} differ from the header's by up to {largest:G4} eV; the header's are used."));
        }

        return new ScanRegion(ScanKind.PointSpectrum, [energies], [.. Enumerable.Range(0, table.RowCount).Select(i => (float)table[i, column])])
        {
            Name = RegionName(region),
            Signal = header.Channels.ElementAtOrDefault(channel).Name ?? "",
            SignalUnit = header.Channels.ElementAtOrDefault(channel).Unit ?? "",
            Dwells = double.IsFinite(header.Dwell) ? [header.Dwell] : null,
        };
    }

    private float[] ReadSingle(int region, int channel, int height, int width)
    {
        string number = header.Regions.Count > 1 ? Number(region) : "";
        string path = Existing([$"{header.Stem}_{Letter(channel)}{number}.xim", $"{header.Stem}_{Letter(channel)}000{number}.xim", $"{header.Stem}.xim"]);
        var values = new float[checked(height * width)];
        SdfImage.Read(path, height, width, values);
        files.Add(path);
        return values;
    }

    private string Existing(string[] candidates) => candidates.Select(name => Path.Combine(header.Folder, name)).FirstOrDefault(File.Exists)
        ?? throw new DataException($"the header announces {candidates[0]}, and it does not lie beside it. Perhaps only the header was copied.", header.Path);

    private (ScanAxis Y, ScanAxis X) ImageAxes(int region) => (Axis(region, "QAxis"), Axis(region, "PAxis"));

    private ScanAxis Axis(int region, string field) => header.Axis(header.Regions[region], field)
        ?? throw new DataException($"region {region} has no points for '{field}'. Perhaps the header was cut.", header.Path);

    private double[]? Dwells(int count, IReadOnlyList<int> indices)
    {
        (_, double[] perFrame) = header.AnnouncedEnergies();
        return perFrame.Length == count && perFrame.All(double.IsFinite) ? [.. indices.Select(i => perFrame[i])]
            : double.IsFinite(header.Dwell) ? [header.Dwell] : null;
    }

    /// <summary>The ring current of each frame; the first of the old form stands in the header itself.</summary>
    private double[]? RingCurrents(int region, SdfFrames frames)
    {
        Dictionary<int, double> recorded = [];
        foreach (SdfFrameRecord record in header.FrameRecords().Where(r => r.Region == region))
        {
            recorded[record.CountsFromOne ? record.Frame - 1 : record.Frame] = record.RingCurrent;
        }

        recorded.TryAdd(0, header.RingCurrent);
        double[] currents = [.. frames.Names.Select(name => recorded.GetValueOrDefault(int.Parse(name, CultureInfo.InvariantCulture), double.NaN))];
        return currents.Length > 1 && currents.All(current => current > 0) ? currents : null;
    }

    private void CompareWithRecords(int region, SdfFrames frames, double[] energies)
    {
        const double FurtherThanAnyEncoder_eV = 0.5;
        foreach (SdfFrameRecord record in header.FrameRecords().Where(r => r.Region == region && !r.CountsFromOne && double.IsFinite(r.Energy_eV)))
        {
            int frame = frames.Names.ToList().IndexOf(record.Frame.ToString("000", CultureInfo.InvariantCulture));
            if (frame >= 0 && Math.Abs(energies[frame] - record.Energy_eV) > FurtherThanAnyEncoder_eV)
            {
                remarks.Add(Remark.Warning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Frame {frames.Names[frame]}: the header lists {energies[frame]:0.###} eV, its record of the frame says {record.Energy_eV:0.###} eV; the list is used.")));
            }
        }
    }

    private static string RegionName(int region) => $"region {region}";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static char Letter(int channel) => (char)('a' + channel);
}
