using System.Text;

namespace Stria.Files;

/// <summary>A group in an HDF5 file: named groups and datasets.</summary>
public sealed class Hdf5Group : Hdf5Object
{
    internal Hdf5Group(Hdf5File file, string path, Hdf5Id id)
        : base(file, path, id)
    {
    }

    /// <summary>The names of all members, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => Explain("the members", MemberNames);

    /// <summary>The groups among the members, in alphabetical order.</summary>
    public IEnumerable<Hdf5Group> Groups => Names.Select(Find).OfType<Hdf5Group>();

    /// <summary>The datasets among the members, in alphabetical order.</summary>
    public IEnumerable<Hdf5Dataset> Datasets => Names.Select(Find).OfType<Hdf5Dataset>();

    /// <summary>The NeXus class that the group declares, or null.</summary>
    public string? NexusClass => AttributeText("NX_class");

    /// <summary>A member by name or relative path; null when there is none, or when it is a link that leads nowhere.</summary>
    public Hdf5Object? Find(string name) => File.Find(Path == "/" ? "/" + name.TrimStart('/') : $"{Path}/{name}");

    /// <summary>A group by name or relative path; null when there is none.</summary>
    public Hdf5Group? Group(string name) => Find(name) as Hdf5Group;

    /// <summary>A dataset by name or relative path; null when there is none.</summary>
    public Hdf5Dataset? Dataset(string name) => Find(name) as Hdf5Dataset;

    /// <summary>The first string of a dataset; null when there is none, or when it is no text.</summary>
    public string? Text(string name) =>
        Dataset(name) is { Type.Class: Hdf5TypeClass.Text } dataset && dataset.ReadTexts() is [string first, ..] ? first : null;

    private unsafe List<string> MemberNames()
    {
        Hdf5Native.H5Gget_info(Id, out Hdf5Native.GroupInfo info);
        List<string> names = [];
        for (ulong n = 0; n < info.LinkCount; n++)
        {
            var length = (int)Hdf5Native.H5Lget_name_by_idx(Id, ".", 0, 0, n, null, 0, 0);
            var bytes = new byte[length + 1];
            fixed (byte* p = bytes)
            {
                Hdf5Native.H5Lget_name_by_idx(Id, ".", 0, 0, n, p, (nuint)bytes.Length, 0);
            }

            names.Add(Encoding.UTF8.GetString(bytes, 0, length));
        }

        return names;
    }
}
