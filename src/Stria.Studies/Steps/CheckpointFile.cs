using Stria.Files;

namespace Stria.Studies;

/// <summary>checkpoint.h5: for each saved step one group of arrays.</summary>
internal static class CheckpointFile
{
    /// <summary>Replaces a step's group; the groups of other steps stay. The file is written anew and takes its name only when it is whole.</summary>
    public static void Replace(string path, string step, IReadOnlyDictionary<string, double[]> arrays)
    {
        var groups = new Dictionary<string, IReadOnlyDictionary<string, double[]>>();
        if (File.Exists(path))
        {
            using var file = Hdf5File.OpenRead(path);
            foreach (string name in file.Root.Groups.Select(g => g.Name).Where(name => name != step))
            {
                groups[name] = ReadGroup(file, name);
            }
        }

        groups[step] = arrays;
        using var store = new MapStore(path);
        foreach ((string group, IReadOnlyDictionary<string, double[]> content) in groups)
        {
            foreach ((string name, double[] values) in content)
            {
                store.WriteArray($"/{group}/{name}", values, [values.Length], "1");
            }
        }

        store.Complete();
    }

    /// <summary>A step's arrays; null when the file does not hold them.</summary>
    public static IReadOnlyDictionary<string, double[]>? Read(string path, string step)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = Hdf5File.OpenRead(path);
        return file.Find("/" + step) is Hdf5Group ? ReadGroup(file, step) : null;
    }

    private static Dictionary<string, double[]> ReadGroup(Hdf5File file, string step) =>
        ((Hdf5Group)file.Find("/" + step)!).Datasets.ToDictionary(d => d.Name, d => d.ReadDoubles());
}
