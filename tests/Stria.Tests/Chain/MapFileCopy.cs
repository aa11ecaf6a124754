using Stria.Files;

namespace Stria.Tests.Chain;

/// <summary>Every dataset of a maps.h5, by its path.</summary>
internal static class MapFileCopy
{
    internal static SortedDictionary<string, double[]> Read(string folder)
    {
        var found = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        using var file = Hdf5File.OpenRead(Path.Combine(folder, "maps.h5"));
        Collect(file.Root, "", found);
        return found;
    }

    /// <summary>The paths alone.</summary>
    internal static string[] Paths(string folder) => [.. Read(folder).Keys];

    /// <summary>Fails unless both runs hold the same datasets with the same bits, and the same summary.</summary>
    internal static void AssertSameBits(string expected, string actual)
    {
        SortedDictionary<string, double[]> a = Read(expected), b = Read(actual);
        Assert.Equal(a.Keys, b.Keys);
        Assert.NotEmpty(a);
        foreach ((string path, double[] values) in a)
        {
            Assert.True(values.Length == b[path].Length, path);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.True(BitConverter.DoubleToInt64Bits(values[i]) == BitConverter.DoubleToInt64Bits(b[path][i]), $"{path}[{i}]: {values[i]:R} and {b[path][i]:R}");
            }
        }

        Assert.Equal(File.ReadAllText(Path.Combine(expected, "summary.json")), File.ReadAllText(Path.Combine(actual, "summary.json")));
    }

    private static void Collect(Hdf5Group group, string path, SortedDictionary<string, double[]> found)
    {
        foreach (Hdf5Dataset dataset in group.Datasets)
        {
            found[$"{path}/{dataset.Name}"] = dataset.ReadDoubles();
        }

        foreach (Hdf5Group inner in group.Groups)
        {
            Collect(inner, $"{path}/{inner.Name}", found);
        }
    }
}
