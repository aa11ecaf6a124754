using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>
/// Writes <c>maps.h5</c>: maps and small arrays at fixed paths, in NeXus style. Every map carries units, long_name, origin_px (row and column of its first
/// pixel in the full frame) and pixel_size_m (row and column pitch). The file appears under its name on <see cref="Complete"/>.
/// </summary>
public sealed class MapStore : IDisposable
{
    private readonly Hdf5Writer writer;
    private readonly HashSet<string> made = [];

    /// <summary>Begins a new file.</summary>
    /// <exception cref="DataException">It cannot be written there.</exception>
    /// <exception cref="MissingLibraryException">libhdf5 is not on the machine.</exception>
    public MapStore(string path)
    {
        writer = new Hdf5Writer(path);
        try
        {
            writer.Attribute("/", "NX_class", "NXroot");
            writer.Attribute("/", "creator", "Stria");
        }
        catch (DataException)
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes a map [row y, column x]; NaN where there is no value.</summary>
    /// <param name="path">Full path inside the file ("/composition/x").</param>
    /// <param name="map">The map.</param>
    /// <param name="longName">What it is, in words; its symbol when null.</param>
    public void Write(string path, ScalarField map, string? longName = null)
    {
        Parents(path, holdsMaps: true);
        writer.Write(path, map.Values, [map.Grid.Height, map.Grid.Width]);
        writer.Attribute(path, "units", map.Unit);
        writer.Attribute(path, "long_name", longName ?? map.Symbol);
        Place(path, map.Grid);
    }

    /// <summary>Writes a map of labels.</summary>
    /// <param name="path">Full path inside the file ("/phase/label").</param>
    /// <param name="grid">The raster.</param>
    /// <param name="labels">One label per pixel, row by row; an index into the names.</param>
    /// <param name="names">The name of each label, from 0 ("outside", "alpha").</param>
    /// <param name="longName">What the labels are, in words.</param>
    /// <exception cref="ArgumentException">A label has no name, or the number of labels is not that of the pixels.</exception>
    public void WriteLabels(string path, ImageGrid grid, ReadOnlySpan<byte> labels, IReadOnlyList<string> names, string longName = "label")
    {
        if (labels.ContainsAnyExceptInRange((byte)0, (byte)(names.Count - 1)))
        {
            throw new ArgumentException($"'{path}' has labels beyond its {names.Count} names.", nameof(labels));
        }

        Parents(path, holdsMaps: true);
        writer.Write(path, labels, [grid.Height, grid.Width]);
        writer.Attribute(path, "units", "1");
        writer.Attribute(path, "long_name", longName);
        writer.Attribute(path, "names", names);
        Place(path, grid);
    }

    /// <summary>Writes an array that is no map, such as the shifts of all frames; a single number with an empty shape.</summary>
    /// <param name="path">Full path inside the file ("/alignment/shift_px").</param>
    /// <param name="values">The values, slowest dimension first.</param>
    /// <param name="shape">The lengths of the dimensions.</param>
    /// <param name="unit">Unit of the values; "1" for pure numbers.</param>
    /// <param name="attributes">Further remarks on the array, by name.</param>
    public void WriteArray(string path, ReadOnlySpan<double> values, IReadOnlyList<int> shape, string unit, IReadOnlyDictionary<string, string>? attributes = null)
    {
        Parents(path, holdsMaps: false);
        writer.Write(path, values, shape);
        writer.Attribute(path, "units", unit);
        foreach ((string name, string text) in attributes ?? new Dictionary<string, string>())
        {
            writer.Attribute(path, name, text);
        }
    }

    /// <summary>Writes a large array of three dimensions in single precision, one compressed chunk per frame, such as a stack of optical densities.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="values">The values [frame, y, x].</param>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="unit">Unit of the values.</param>
    public void WriteFrames(string path, float[] values, int frameCount, ImageGrid grid, string unit) => WriteFrames(path, new MemoryFrames(values, frameCount), grid, unit);

    /// <summary>Writes frames in single precision, one compressed chunk each; they need not lie in memory.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="grid">The raster of every frame.</param>
    /// <param name="unit">Unit of the values.</param>
    public void WriteFrames(string path, FrameStore frames, ImageGrid grid, string unit)
    {
        Parents(path, holdsMaps: false);
        writer.Write(path, frames, [frames.FrameCount, grid.Height, grid.Width], Hdf5Storage.Compressed(1, grid.Height, grid.Width));
        writer.Attribute(path, "units", unit);
        Place(path, grid);
    }

    /// <summary>Writes masks of one raster, which may overlap: 1 = in, one compressed chunk per mask.</summary>
    /// <param name="path">Full path inside the file.</param>
    /// <param name="masks">The masks.</param>
    /// <param name="grid">Their raster.</param>
    public void WriteMasks(string path, IReadOnlyList<PixelMask> masks, ImageGrid grid)
    {
        Parents(path, holdsMaps: false);
        var values = new byte[masks.Count * grid.Count];
        for (int i = 0; i < masks.Count; i++)
        {
            MemoryMarshal.AsBytes(masks[i].Inside.AsSpan()).CopyTo(values.AsSpan(i * grid.Count)); // a flag is one byte, 0 or 1
        }

        writer.Write(path, values, [masks.Count, grid.Height, grid.Width], Hdf5Storage.Compressed(1, grid.Height, grid.Width));
        writer.Attribute(path, "units", "1");
        Place(path, grid);
    }

    /// <summary>Writes a text.</summary>
    public void WriteText(string path, string text)
    {
        Parents(path, holdsMaps: false);
        writer.Write(path, text);
    }

    /// <summary>Attaches a text to something that has been written.</summary>
    public void Attribute(string path, string name, string text) => writer.Attribute(path, name, text);

    /// <summary>Attaches a number to something that has been written.</summary>
    public void Attribute(string path, string name, double value) => writer.Attribute(path, name, value);

    /// <summary>Closes the file and gives it its name.</summary>
    /// <exception cref="DataException">It cannot be closed or renamed.</exception>
    public void Complete() => writer.Complete();

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    /// <summary>Makes the groups on the way; the one that directly holds maps is an NXdata whose signal is the first of them.</summary>
    private void Parents(string path, bool holdsMaps)
    {
        string[] parts = path.Trim('/').Split('/');
        for (int depth = 1; depth < parts.Length; depth++)
        {
            string group = "/" + string.Join('/', parts[..depth]);
            bool isLast = depth == parts.Length - 1;
            if (made.Add(group))
            {
                writer.Group(group, isLast && holdsMaps ? "NXdata" : "NXcollection");
                if (isLast && holdsMaps)
                {
                    writer.Attribute(group, "signal", parts[^1]);
                }
            }
        }
    }

    private void Place(string path, ImageGrid grid)
    {
        writer.Attribute(path, "origin_px", [grid.OriginRow, grid.OriginColumn]);
        writer.Attribute(path, "pixel_size_m", [grid.PixelSizeY, grid.PixelSizeX]);
        writer.Attribute(path, "first_position_m", [grid.FirstY, grid.FirstX]);
    }
}
