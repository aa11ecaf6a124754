namespace Stria.Files;

/// <summary>Reads maps back from a file that <see cref="MapStore"/> wrote.</summary>
public sealed class MapFile : IDisposable
{
    private readonly Hdf5File file;

    /// <summary>Opens the file.</summary>
    /// <exception cref="DataException">It is missing, cut, or no HDF5.</exception>
    public MapFile(string path) => file = Hdf5File.OpenRead(path);

    /// <summary>Whether the file has something at a path.</summary>
    public bool Contains(string path) => file.Find(path) is not null;

    /// <summary>The names of what a group holds.</summary>
    /// <exception cref="DataException">There is no such group.</exception>
    public IReadOnlyList<string> Names(string path) => file.Find(path) is Hdf5Group group ? group.Names : throw new DataException($"there is no group '{path}'.", file.Path);

    /// <summary>The full paths of all maps, in alphabetical order.</summary>
    public IReadOnlyList<string> MapNames => [.. Images(file.Root).Where(dataset => !dataset.HasAttribute("names")).Select(dataset => dataset.Path)];

    /// <summary>The full paths of all maps of labels, in alphabetical order.</summary>
    public IReadOnlyList<string> LabelNames => [.. Images(file.Root).Where(dataset => dataset.HasAttribute("names")).Select(dataset => dataset.Path)];

    /// <summary>A number attached to something; NaN where there is none.</summary>
    /// <exception cref="DataException">There is nothing at this path.</exception>
    public double Number(string path, string attribute) => file.Dataset(path).AttributeNumbers(attribute) is { Length: > 0 } numbers ? numbers[0] : double.NaN;

    /// <summary>A map with its grid, symbol and unit.</summary>
    /// <exception cref="DataException">There is none at this path.</exception>
    public ScalarField Map(string path)
    {
        Hdf5Dataset dataset = file.Dataset(path);
        return new ScalarField(Grid(dataset, 0), dataset.ReadFloats(), dataset.Name, dataset.AttributeText("units") ?? "1");
    }

    /// <summary>A map of labels, with the names of the labels.</summary>
    /// <exception cref="DataException">There is none at this path.</exception>
    public (ImageGrid Grid, byte[] Labels, IReadOnlyList<string> Names) Labels(string path)
    {
        Hdf5Dataset dataset = file.Dataset(path);
        IReadOnlyList<string> names = dataset.AttributeTexts("names") ?? throw new DataException($"'{path}' has no attribute 'names'.", file.Path);
        return (Grid(dataset, 0), System.Array.ConvertAll(dataset.ReadFloats(), value => (byte)value), names);
    }

    /// <summary>Frames of one raster, [frame, y, x].</summary>
    /// <exception cref="DataException">There are none at this path.</exception>
    public (ImageGrid Grid, float[] Values) Frames(string path)
    {
        Hdf5Dataset dataset = file.Dataset(path);
        return (Grid(dataset, 1), dataset.ReadFloats());
    }

    /// <summary>An array with its shape.</summary>
    /// <exception cref="DataException">There is none at this path.</exception>
    public (double[] Values, IReadOnlyList<long> Shape) Array(string path)
    {
        Hdf5Dataset dataset = file.Dataset(path);
        return (dataset.ReadDoubles(), dataset.Shape);
    }

    /// <summary>A text.</summary>
    /// <exception cref="DataException">There is none at this path.</exception>
    public string Text(string path) => file.Dataset(path).ReadTexts()[0];

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static IEnumerable<Hdf5Dataset> Images(Hdf5Group group) => group.Datasets
        .Where(dataset => dataset.Shape.Count == 2 && dataset.HasAttribute("pixel_size_m"))
        .Concat(group.Groups.SelectMany(Images));

    private ImageGrid Grid(Hdf5Dataset dataset, int first)
    {
        if (dataset.Shape.Count != first + 2)
        {
            throw new DataException($"'{dataset.Path}' is {Hdf5Dataset.Describe(dataset.Shape)}, not a map.", file.Path);
        }

        double[] pitch = Pair(dataset, "pixel_size_m"), origin = Pair(dataset, "origin_px"), position = Pair(dataset, "first_position_m");
        int[] lengths = dataset.Lengths;
        return new ImageGrid(lengths[first], lengths[first + 1])
        {
            PixelSizeY = pitch[0],
            PixelSizeX = pitch[1],
            OriginRow = (int)origin[0],
            OriginColumn = (int)origin[1],
            FirstY = position[0],
            FirstX = position[1],
        };
    }

    private double[] Pair(Hdf5Dataset dataset, string name) => dataset.AttributeNumbers(name) is { Length: 2 } pair
        ? pair
        : throw new DataException($"'{dataset.Path}' has no attribute '{name}' of two numbers. Perhaps it was not written by Stria.", file.Path);
}
