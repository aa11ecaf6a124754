using System.Globalization;

namespace Stria.Files;

/// <summary>What an SDF header announces.</summary>
internal sealed class SdfHeader
{
    private SdfHeader(string path, SdfBlock root, SdfBlock scan) => (Path, Root, Scan) = (path, root, scan);

    internal string Path { get; }

    /// <summary>The name that the images carry: the header's without extension.</summary>
    internal string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    internal string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".";

    internal SdfBlock Root { get; }

    internal SdfBlock Scan { get; }

    internal string Type => Scan.Text("Type") ?? "";

    internal string Flags => Scan.Text("Flags") ?? "";

    internal bool IsSpectra => Flags.Contains("Spectra", StringComparison.OrdinalIgnoreCase) || Type.Contains("Point Scan", StringComparison.OrdinalIgnoreCase);

    internal bool IsLineScan => Type.Contains("Line Scan", StringComparison.OrdinalIgnoreCase);

    internal bool IsImage => Type.Contains("Image", StringComparison.OrdinalIgnoreCase) || Flags.Contains("Image", StringComparison.OrdinalIgnoreCase);

    /// <summary>The spatial regions, at least one.</summary>
    internal IReadOnlyList<SdfBlock> Regions => Scan.Blocks("Regions");

    /// <summary>The detector channels: name and unit.</summary>
    internal IReadOnlyList<(string Name, string Unit)> Channels { get; private init; } = [];

    /// <summary>Dwell time [s]; NaN when absent or absurd.</summary>
    internal double Dwell => Sane(Scan.Number("Dwell")) * 1e-3;

    /// <summary>Ring current at the start [mA]; NaN when absent or zero.</summary>
    internal double RingCurrent => Sane(Root.Number("StorageRingCurrent"));

    internal int SurplusBraces { get; private init; }

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="DataException">It is no SDF header, or has no region.</exception>
    internal static SdfHeader Read(string path)
    {
        (SdfBlock root, int surplus) = SdfHeaderParser.Parse(PlainText.Read(path));
        if (root.Block("ScanDefinition") is not { } scan)
        {
            throw new DataException("is no SDF header: it has no 'ScanDefinition'. Perhaps the file was cut, or belongs to another program.", path);
        }

        if (scan.Blocks("Regions").Count == 0)
        {
            throw new DataException("field 'Regions' of 'ScanDefinition' lists no region. Perhaps the header was cut.", path);
        }

        IReadOnlyList<SdfBlock> channels = scan.Blocks("Channels") is { Count: > 0 } inScan ? inScan : root.Blocks("Channels");
        return new SdfHeader(path, root, scan)
        {
            SurplusBraces = surplus,
            Channels = [.. channels.Select(c => (c.Text("Name") ?? "", c.Text("Unit") ?? c.Text("UnitName") ?? ""))],
        };
    }

    /// <summary>An axis of a region ("PAxis", "QAxis"), or of the scan ("StackAxis"); null when absent.</summary>
    /// <exception cref="DataException">Its points are not numbers, or not as many as announced.</exception>
    internal ScanAxis? Axis(SdfBlock owner, string field)
    {
        if (owner.Block(field) is not { } axis || axis.List("Points") is not [string announced, ..] items)
        {
            return null;
        }

        var points = new double[items.Count - 1];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = items[i + 1] is string word && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new DataException($"field '{field}', point {i} (from 0): '{items[i + 1]}' is no number. Perhaps the header was damaged.", Path);
        }

        if (!int.TryParse(announced, CultureInfo.InvariantCulture, out int count) || count != points.Length)
        {
            throw new DataException($"field '{field}' announces {announced} points and lists {points.Length}. Perhaps the header was cut or edited by hand.", Path);
        }

        return new ScanAxis(AxisArrangement.Name(axis.Text("Name") ?? field), TidyUnit(axis.Text("Unit")), points);
    }

    /// <summary>The energies that the energy regions announce, and the dwell [s] of each.</summary>
    internal (double[] Energies_eV, double[] Dwells) AnnouncedEnergies()
    {
        List<double> energies = [], dwells = [];
        foreach (SdfBlock region in Root.Block("ImageScan")?.Blocks("EnergyRegions") ?? [])
        {
            (double start, double end, double points) = (region.Number("StartEnergy"), region.Number("EndEnergy"), region.Number("Points"));
            for (int i = 0; i < points; i++)
            {
                energies.Add(points > 1 ? start + (i * (end - start) / (points - 1)) : start);
                dwells.Add(Sane(region.Number("DwellTime")) * 1e-3);
            }
        }

        return ([.. energies], [.. dwells]);
    }

    /// <summary>The records of single frames ("Image003_0 = {…}"), in the order of the file.</summary>
    internal IReadOnlyList<SdfFrameRecord> FrameRecords() => [.. Root.Names.Select(name => SdfFrameRecord.Of(name, Root.Block(name))).OfType<SdfFrameRecord>()];

    /// <summary>Settings worth showing to people.</summary>
    internal Dictionary<string, string> Metadata()
    {
        Dictionary<string, string> metadata = [];
        foreach ((string name, string? value) in new[]
        {
            ("type", Type), ("flags", Flags), ("label", Scan.Text("Label")), ("start_time", Root.Text("Time")), ("ring_current_mA", Root.Text("StorageRingCurrent")),
            ("polarization", Root.Text("Polarization")), ("beam_feedback", Root.Text("BeamFeedback")), ("scan_mode", Root.Block("ImageScan")?.Text("ScanType")),
        })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                metadata[name] = value;
            }
        }

        return metadata;
    }

    /// <summary>Uninitialised memory and zeros are no values.</summary>
    private static double Sane(double value) => value is > 1e-12 and < 1e12 ? value : double.NaN;

    private static string TidyUnit(string? unit) => unit?.Trim() switch
    {
        null => "",
        "um" or "micron" or "microns" or "μm" => "µm",
        var other => other,
    };
}

/// <summary>What an SDF header records of one frame.</summary>
/// <param name="Frame">The frame's number as written.</param>
/// <param name="CountsFromOne">True for the old form "Image2", false for "Image003_0".</param>
/// <param name="Region">The region, from 0.</param>
/// <param name="Energy_eV">Photon energy [eV] read back; NaN when absent.</param>
/// <param name="RingCurrent">Ring current [mA]; NaN when absent.</param>
internal sealed record SdfFrameRecord(int Frame, bool CountsFromOne, int Region, double Energy_eV, double RingCurrent)
{
    internal static SdfFrameRecord? Of(string name, SdfBlock? block)
    {
        if (block is null || !name.StartsWith("Image", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = name["Image".Length..].Split('_');
        bool isOld = parts.Length == 1;
        int region = 0;
        return int.TryParse(parts[0], CultureInfo.InvariantCulture, out int frame) && (isOld || int.TryParse(parts[1], CultureInfo.InvariantCulture, out region))
            ? new SdfFrameRecord(frame, isOld, region, block.Number("Energy"), block.Number("StorageRingCurrent"))
            : null;
    }
}
