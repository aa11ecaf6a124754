using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>What groups and datasets have in common: a place in a file, and attributes.</summary>
public abstract class Hdf5Object
{
    private readonly Hdf5Id id;

    private protected Hdf5Object(Hdf5File file, string path, Hdf5Id id) => (File, Path, this.id) = (file, path, id);

    /// <summary>The full path inside the file ("/entry1/counter0").</summary>
    public string Path { get; }

    /// <summary>The last part of the path; empty for the root.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The names of all attributes.</summary>
    public unsafe IReadOnlyList<string> AttributeNames => Explain("the attributes", () =>
    {
        List<string> names = [];
        var handle = GCHandle.Alloc(names);
        try
        {
            Hdf5Native.H5Aiterate2(id.Value, 0, 0, 0, &Collect, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        return names;
    });

    internal Hdf5File File { get; }

    internal long Id => id.Value;

    /// <summary>Whether there is an attribute of this name.</summary>
    public bool HasAttribute(string name) => Explain($"attribute '{name}'", () => Hdf5Native.H5Aexists(Id, name) > 0);

    /// <summary>The first string of an attribute; null when there is none, or when it is no text.</summary>
    public string? AttributeText(string name) => AttributeTexts(name) is [string first, ..] ? first : null;

    /// <summary>All strings of an attribute; null when there is none, or when it is no text.</summary>
    /// <exception cref="DataException">The attribute cannot be read.</exception>
    public IReadOnlyList<string>? AttributeTexts(string name) => WithAttribute<IReadOnlyList<string>>(name, static (source, type) =>
        type.Class == Hdf5TypeClass.Text ? Hdf5Transfer.Texts(source, type) : null);

    /// <summary>All numbers of an attribute; null when there is none, or when it is no number.</summary>
    /// <exception cref="DataException">The attribute cannot be read.</exception>
    public double[]? AttributeNumbers(string name) => WithAttribute(name, static (source, type) =>
        type.Class is Hdf5TypeClass.Whole or Hdf5TypeClass.Real ? Hdf5Transfer.Doubles(source) : null);

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
            throw new DataException($"{what} of '{Path}' cannot be read: {failure.Message}. Perhaps the file is damaged.", File.Path, failure);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Collect(long location, byte* name, void* information, nint client)
    {
        if (GCHandle.FromIntPtr(client).Target is List<string> names && Marshal.PtrToStringUTF8((nint)name) is { } text)
        {
            names.Add(text);
        }

        return 0;
    }

    private T? WithAttribute<T>(string name, Func<Hdf5Transfer.Source, Hdf5Type, T?> read)
        where T : class => Explain($"attribute '{name}'", () =>
        {
            if (Hdf5Native.H5Aexists(Id, name) == 0)
            {
                return null;
            }

            using var attribute = Hdf5Id.Attribute(Hdf5Native.H5Aopen(Id, name, 0));
            using var type = Hdf5Id.Type(Hdf5Native.H5Aget_type(attribute.Value));
            using var space = Hdf5Id.Space(Hdf5Native.H5Aget_space(attribute.Value));
            return read(Hdf5Transfer.Source.OfAttribute(attribute, type, space), Hdf5Type.Of(type));
        });
}
