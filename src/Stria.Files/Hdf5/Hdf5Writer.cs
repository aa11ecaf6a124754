namespace Stria.Files;

/// <summary>
/// An HDF5 file being written. It appears under its name only after <see cref="Complete"/>; disposed before that, it leaves nothing behind.
/// Groups on the way to a dataset are made as needed. Strings are UTF-8.
/// </summary>
public sealed class Hdf5Writer : IDisposable
{
    private readonly PendingFile pending;
    private readonly Hdf5Id file;
    private readonly Hdf5Id links;

    /// <summary>Begins a new file.</summary>
    /// <param name="path">Its final name; an older file of that name is replaced on completion.</param>
    /// <exception cref="DataException">It cannot be written there.</exception>
    /// <exception cref="MissingLibraryException">libhdf5 is not on the machine.</exception>
    public Hdf5Writer(string path)
    {
        Path = path;
        Hdf5Library.Prepare();
        pending = new PendingFile(path);
        try
        {
            (file, links) = Explain("the file", Begin);
        }
        catch (DataException)
        {
            pending.Dispose();
            throw;
        }
    }

    /// <summary>The final name.</summary>
    public string Path { get; }

    /// <summary>
    /// Whether strings get one fixed length (ASCII where they can), as programs of beamlines write them; else each has its own, as h5py writes them.
    /// </summary>
    public bool FixedLengthTexts { get; init; }

    /// <summary>Makes a group inside one that is there; a group that is there already is left as it is.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="nexusClass">Its NeXus class, or null.</param>
    public void Group(string path, string? nexusClass = null) => Explain($"group '{path}'", () =>
    {
        bool isNew = path == "/" || Hdf5Native.H5Lexists(file.Value, path, 0) == 0;
        if (isNew && path != "/")
        {
            Hdf5Id.Object(Hdf5Native.H5Gcreate2(file.Value, path, links.Value, 0, 0)).Dispose();
        }

        if (isNew && nexusClass is not null)
        {
            Attribute(path, "NX_class", nexusClass);
        }

        return isNew;
    });

    /// <summary>Writes single-precision numbers.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="values">The values, slowest dimension first.</param>
    /// <param name="shape">The lengths of the dimensions.</param>
    /// <param name="storage">How they lie in the file; contiguous by default.</param>
    public unsafe void Write(string path, ReadOnlySpan<float> values, IReadOnlyList<int> shape, Hdf5Storage? storage = null)
    {
        RequireCount(path, values.Length, shape);
        fixed (float* p = values)
        {
            WriteArray(path, (nint)p, Hdf5Library.NativeFloat, shape, storage);
        }
    }

    /// <summary>Writes frames one after another; they need not lie in memory.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="shape">The lengths of the dimensions, the first the number of frames.</param>
    /// <param name="storage">How they lie in the file; contiguous by default.</param>
    public unsafe void Write(string path, FrameStore frames, IReadOnlyList<int> shape, Hdf5Storage? storage = null)
    {
        RequireCount(path, frames.Count, shape);
        Explain($"'{path}'", () =>
        {
            using var space = Hdf5Spaces.Of(shape);
            using Hdf5Id dataset = Create(path, Hdf5Library.NativeFloat, space, storage);
            ulong[] count = Hdf5Spaces.Lengths([1, .. shape.Skip(1)]), start = new ulong[shape.Count];
            fixed (ulong* size = count, from = start)
            {
                using var memory = Hdf5Id.Space(Hdf5Native.H5Screate_simple(count.Length, size, null));
                for (int frame = 0; frame < frames.FrameCount; frame++)
                {
                    from[0] = (ulong)frame;
                    Hdf5Native.H5Sselect_hyperslab(space.Value, 0, from, null, size, null);
                    fixed (float* values = frames.Frame(frame))
                    {
                        Hdf5Native.H5Dwrite(dataset.Value, Hdf5Library.NativeFloat, memory.Value, space.Value, 0, values);
                    }
                }
            }

            return true;
        });
    }

    /// <summary>Writes double-precision numbers.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{float}, IReadOnlyList{int}, Hdf5Storage?)"/>
    public unsafe void Write(string path, ReadOnlySpan<double> values, IReadOnlyList<int> shape, Hdf5Storage? storage = null)
    {
        RequireCount(path, values.Length, shape);
        fixed (double* p = values)
        {
            WriteArray(path, (nint)p, Hdf5Library.NativeDouble, shape, storage);
        }
    }

    /// <summary>Writes small whole numbers, such as labels.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{float}, IReadOnlyList{int}, Hdf5Storage?)"/>
    public unsafe void Write(string path, ReadOnlySpan<byte> values, IReadOnlyList<int> shape, Hdf5Storage? storage = null)
    {
        RequireCount(path, values.Length, shape);
        fixed (byte* p = values)
        {
            WriteArray(path, (nint)p, Hdf5Library.NativeByte, shape, storage);
        }
    }

    /// <summary>Writes one number.</summary>
    public void Write(string path, double value) => Write(path, [value], []);

    /// <summary>Writes one string.</summary>
    public void Write(string path, string text) => WriteTexts(path, [text], []);

    /// <summary>Writes strings as a one-dimensional array.</summary>
    public void Write(string path, IReadOnlyList<string> texts) => WriteTexts(path, texts, [texts.Count]);

    /// <summary>Begins an array that grows along its first dimension.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="rowShape">The lengths of the other dimensions.</param>
    /// <param name="storage">Chunks and compression; one row per chunk by default.</param>
    public Hdf5Series Series(string path, IReadOnlyList<int> rowShape, Hdf5Storage? storage = null) => Explain($"'{path}'", () =>
    {
        Hdf5Storage chunked = storage is { Chunk: not null } ? storage : new Hdf5Storage([1, .. rowShape]);
        using var space = Hdf5Spaces.Growing(rowShape);
        return new Hdf5Series(this, path, rowShape, Create(path, Hdf5Library.NativeFloat, space, chunked));
    });

    /// <summary>Attaches a string to a group or dataset. The root is "/".</summary>
    public void Attribute(string path, string name, string text) => WriteTextAttribute(path, name, [text], []);

    /// <summary>Attaches strings to a group or dataset, as a one-dimensional array.</summary>
    public void Attribute(string path, string name, IReadOnlyList<string> texts) => WriteTextAttribute(path, name, texts, [texts.Count]);

    /// <summary>Attaches a number to a group or dataset.</summary>
    public unsafe void Attribute(string path, string name, double value) => WriteAttribute(path, name, Hdf5Library.NativeDouble, [], (nint)(&value));

    /// <summary>Attaches numbers to a group or dataset.</summary>
    public unsafe void Attribute(string path, string name, ReadOnlySpan<double> values)
    {
        fixed (double* p = values)
        {
            WriteAttribute(path, name, Hdf5Library.NativeDouble, [values.Length], (nint)p);
        }
    }

    /// <summary>Attaches whole numbers to a group or dataset.</summary>
    public unsafe void Attribute(string path, string name, ReadOnlySpan<int> values)
    {
        fixed (int* p = values)
        {
            WriteAttribute(path, name, Hdf5Library.NativeInt, [values.Length], (nint)p);
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    /// <exception cref="DataException">It cannot be closed or renamed.</exception>
    public void Complete()
    {
        links.Dispose();
        Explain("the file", () => Hdf5Native.H5Fflush(file.Value, 1));
        file.Dispose();
        pending.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        links.Dispose();
        file.Dispose();
        pending.Dispose();
    }

    /// <summary>Runs a piece of work on the library and says where it failed.</summary>
    internal T Explain<T>(string what, Func<T> work)
    {
        Hdf5Library.Prepare();
        try
        {
            return work();
        }
        catch (Hdf5Failure failure)
        {
            throw new DataException($"{what} cannot be written: {failure.Message}", Path, failure);
        }
    }

    private (Hdf5Id File, Hdf5Id Links) Begin()
    {
        // Nobody else knows the file before it has its name; and a lock would outlive it in any program that is started meanwhile and inherits the open file.
        using var access = Hdf5Id.List(Hdf5Native.H5Pcreate(Hdf5Library.FileAccess));
        Hdf5Library.WithoutLock(access);
        var opened = Hdf5Id.File(Hdf5Native.H5Fcreate(pending.TemporaryPath, 2, 0, access.Value));
        var list = Hdf5Id.List(Hdf5Native.H5Pcreate(Hdf5Library.LinkCreation));
        Hdf5Native.H5Pset_create_intermediate_group(list.Value, 1);
        return (opened, list);
    }

    private static void RequireCount(string path, long count, IReadOnlyList<int> shape)
    {
        long expected = shape.Aggregate(1L, (product, n) => product * n);
        if (count != expected)
        {
            throw new ArgumentException($"'{path}': {count} values for a shape of {string.Join(" × ", shape)}.", nameof(shape));
        }
    }

    private Hdf5Id Create(string path, long type, Hdf5Id space, Hdf5Storage? storage)
    {
        using var creation = Hdf5Id.List(Hdf5Native.H5Pcreate(Hdf5Library.DatasetCreation));
        Hdf5Spaces.Lay(creation, storage ?? Hdf5Storage.Contiguous);
        return Hdf5Id.Object(Hdf5Native.H5Dcreate2(file.Value, path, type, space.Value, links.Value, creation.Value, 0));
    }

    private unsafe void WriteArray(string path, nint values, long type, IReadOnlyList<int> shape, Hdf5Storage? storage) => Explain($"'{path}'", () =>
    {
        using var space = Hdf5Spaces.Of(shape);
        using Hdf5Id dataset = Create(path, type, space, storage);
        return Hdf5Native.H5Dwrite(dataset.Value, type, 0, 0, 0, (void*)values);
    });

    private unsafe void WriteTexts(string path, IReadOnlyList<string> texts, IReadOnlyList<int> shape) => Explain($"'{path}'", () =>
    {
        using var laid = new Hdf5Texts(texts, FixedLengthTexts);
        using var space = Hdf5Spaces.Of(shape);
        using Hdf5Id dataset = Create(path, laid.Type.Value, space, null);
        return Hdf5Native.H5Dwrite(dataset.Value, laid.Type.Value, 0, 0, 0, (void*)laid.Buffer);
    });

    private void WriteTextAttribute(string path, string name, IReadOnlyList<string> texts, IReadOnlyList<int> shape)
    {
        using var laid = new Hdf5Texts(texts, FixedLengthTexts);
        WriteAttribute(path, name, laid.Type.Value, shape, laid.Buffer);
    }

    private unsafe void WriteAttribute(string path, string name, long type, IReadOnlyList<int> shape, nint values) => Explain($"attribute '{name}' of '{path}'", () =>
    {
        using var owner = Hdf5Id.Object(Hdf5Native.H5Oopen(file.Value, path, 0));
        using var space = Hdf5Spaces.Of(shape);
        using var attribute = Hdf5Id.Attribute(Hdf5Native.H5Acreate2(owner.Value, name, type, space.Value, 0, 0));
        return Hdf5Native.H5Awrite(attribute.Value, type, (void*)values);
    });
}
