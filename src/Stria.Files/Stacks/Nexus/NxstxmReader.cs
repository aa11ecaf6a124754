namespace Stria.Files;

/// <summary>NXstxm, the NeXus application definition for STXM (HDF5): one entry per region.</summary>
public sealed class NxstxmReader : IStackReader
{
    /// <inheritdoc/>
    public string Name => "NXstxm (HDF5)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (!Hdf5File.HasSignature(path))
        {
            return false;
        }

        using var file = Hdf5File.OpenRead(path);
        return Entries(file).Any();
    }

    /// <inheritdoc/>
    public Scan Read(string path, StackReadOptions options)
    {
        using var file = Hdf5File.OpenRead(path);
        Hdf5Group[] entries = [.. Entries(file)];
        if (entries.Length == 0)
        {
            throw new DataException("has no entry with the definition NXstxm. Perhaps another HDF5 layout: give the data by their path (dataset).", path);
        }

        Hdf5Group[] chosen = options.Region is null ? entries
            : [.. entries.Where((entry, i) => options.Region == entry.Name || options.Region == i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (chosen.Length == 0)
        {
            throw new DataException($"region '{options.Region}' was asked for; the file has {string.Join(", ", entries.Select(e => e.Name))}.", path);
        }

        List<Remark> remarks = [];
        ScanRegion[] regions = [.. chosen.Select(entry => new NxstxmEntry(entry, path, options, remarks).Region())];
        return new Scan(path, "NXstxm", regions) { Remarks = remarks, Metadata = Metadata(chosen[0]), Files = [path] };
    }

    private static IEnumerable<Hdf5Group> Entries(Hdf5File file) => file.Root.Groups.Where(group =>
        group.Text("definition")?.Trim().Equals("NXstxm", StringComparison.OrdinalIgnoreCase) == true
        || (group.NexusClass == "NXentry" && group.Groups.Any(inner => inner.Dataset("stxm_scan_type") is not null)));

    private static Dictionary<string, string> Metadata(Hdf5Group entry)
    {
        Dictionary<string, string> metadata = [];
        foreach ((string name, string place) in new[]
        {
            ("title", "title"), ("start_time", "start_time"), ("end_time", "end_time"), ("facility", "instrument/source/name"), ("probe", "instrument/source/probe"),
            ("sample", "sample/name"), ("version", "definition_version"),
        })
        {
            if (entry.Text(place) is { Length: > 0 } text)
            {
                metadata[name] = text;
            }
        }

        return metadata;
    }
}
