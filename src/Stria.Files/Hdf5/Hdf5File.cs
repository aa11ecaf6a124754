namespace Stria.Files;

/// <summary>An HDF5 file opened for reading, by one thread at a time. Objects taken from it live until it is disposed.</summary>
public sealed class Hdf5File : IDisposable
{
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly Hdf5Id id;
    private readonly Dictionary<string, Hdf5Object> opened = [];
    private readonly List<Hdf5Id> objects = [];

    private Hdf5File(string path, Hdf5Id id) => (Path, this.id) = (path, id);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The root group.</summary>
    public Hdf5Group Root => (Hdf5Group)Find("/")!;

    /// <summary>Whether a file begins as HDF5 files do. False for a file that is missing or too short.</summary>
    public static bool HasSignature(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[8];
        for (long offset = 0; offset < stream.Length; offset = offset == 0 ? 512 : offset * 2)
        {
            stream.Position = offset;
            if (stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8 && head.SequenceEqual(Signature))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="DataException">The file is missing, empty, cut, or no HDF5.</exception>
    /// <exception cref="MissingLibraryException">libhdf5 is not on the machine.</exception>
    public static Hdf5File OpenRead(string path)
    {
        PlainText.Require(path);
        if (!HasSignature(path))
        {
            throw new DataException("is no HDF5 file: its signature is missing. Perhaps the extension is wrong, or the beginning of the file is lost.", path);
        }

        Hdf5Library.Prepare();
        try
        {
            return new Hdf5File(path, Hdf5Id.File(Hdf5Native.H5Fopen(path, 0, 0)));
        }
        catch (Hdf5Failure failure)
        {
            throw new DataException($"cannot be opened as HDF5: {failure.Message}. Perhaps the file was cut in copying, or is still being written.", path, failure);
        }
    }

    /// <summary>A group or dataset by full path; null when there is none, or when it is a link that leads nowhere.</summary>
    /// <exception cref="DataException">The file is damaged at that place.</exception>
    public Hdf5Object? Find(string path)
    {
        path = "/" + path.Trim('/');
        if (opened.TryGetValue(path, out Hdf5Object? known))
        {
            return known;
        }

        Hdf5Library.Prepare();
        try
        {
            return Open(path);
        }
        catch (Hdf5Failure failure)
        {
            throw new DataException($"'{path}' cannot be opened: {failure.Message}. Perhaps the file is damaged.", Path, failure);
        }
    }

    /// <summary>A dataset by full path.</summary>
    /// <exception cref="DataException">There is none; the message lists what there is.</exception>
    public Hdf5Dataset Dataset(string path) => Find(path) as Hdf5Dataset
        ?? throw new DataException($"there is no dataset '{path}'. The file holds: {string.Join(", ", Listing().Take(12))}.", Path);

    /// <summary>Every numeric dataset of two dimensions or more, as "path (shape)", for messages; those with most values first.</summary>
    public IEnumerable<string> Listing() => Descendants(Root, 0).Where(d => d.IsNumeric && d.Shape.Count(n => n > 1) >= 2)
        .OrderByDescending(d => d.Count).Select(d => $"{d.Path} ({Hdf5Dataset.Describe(d.Shape)})");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Hdf5Id handle in objects)
        {
            handle.Dispose();
        }

        id.Dispose();
    }

    private static IEnumerable<Hdf5Dataset> Descendants(Hdf5Group group, int depth)
    {
        // Links may form rings; no instrument nests deeper than this.
        const int Deepest = 12;
        return depth > Deepest ? [] : group.Datasets.Concat(group.Groups.SelectMany(inner => Descendants(inner, depth + 1)));
    }

    private Hdf5Object? Open(string path)
    {
        if (!Exists(path))
        {
            return null;
        }

        var handle = Hdf5Id.Object(Hdf5Native.H5Oopen(id.Value, path, 0));
        objects.Add(handle);
        Hdf5Object? found = Hdf5Native.H5Iget_type(handle.Value) switch
        {
            2 => new Hdf5Group(this, path, handle),
            5 => new Hdf5Dataset(this, path, handle),
            _ => null,
        };
        if (found is not null)
        {
            opened[path] = found;
        }

        return found;
    }

    private bool Exists(string path)
    {
        // The library answers for the last link only, and fails when an earlier one is missing or leads to a dataset.
        string parent = path[..path.LastIndexOf('/')];
        return path == "/" || (Find(parent) is Hdf5Group && LinkLeadsSomewhere(path));
    }

    private bool LinkLeadsSomewhere(string path) => Hdf5Native.H5Lexists(id.Value, path, 0) > 0 && Hdf5Native.H5Oexists_by_name(id.Value, path, 0) > 0;
}
