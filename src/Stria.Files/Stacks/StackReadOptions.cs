namespace Stria.Files;

/// <summary>What a person may say about a file that does not say it itself, or says it several times over.</summary>
public sealed record StackReadOptions
{
    /// <summary>Nothing said: the file is believed.</summary>
    public static StackReadOptions Default { get; } = new();

    /// <summary>Path of the data inside an HDF5 file of any layout ("exchange/data"); null to recognise the layout.</summary>
    public string? Dataset { get; init; }

    /// <summary>Path of the photon energies inside an HDF5 file; null to look beside the data.</summary>
    public string? EnergyDataset { get; init; }

    /// <summary>A text file with one photon energy per line, or a table whose first column they are, for files that hold images alone; null to look beside the file.</summary>
    public string? EnergiesFile { get; init; }

    /// <summary>Pixel size [m]; used only where the file gives none.</summary>
    public double? PixelSize_m { get; init; }

    /// <summary>Order of the data's axes, slowest first, as letters e, y, x or names with commas ("x,y,energy"); null to find out.</summary>
    public string? AxisOrder { get; init; }

    /// <summary>The region or entry to read, by name or number from 0; null for all.</summary>
    public string? Region { get; init; }

    /// <summary>The detector channel or signal group, by name; null for the first.</summary>
    public string? Channel { get; init; }

    /// <summary>Makes the room in which the frames of a stack are laid, given their number and length; in memory, unless said otherwise.</summary>
    public Func<int, int, FrameStore> NewFrames { get; init; } = MemoryFrames.New;

    /// <summary>Room for the frames of a stack.</summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataException">There can be no such stack, or it is to lie in memory and one array cannot hold it.</exception>
    internal FrameStore Room(int frames, int height, int width, string path)
    {
        ImageBounds.Require(frames, height, width, path);
        return NewFrames != MemoryFrames.New || (long)frames * height * width <= Array.MaxLength ? NewFrames(frames, height * width) : throw new DataException(
            $"has {frames} frames of {height} × {width} pixels: more values than an array can hold. A bound of the memory (--memory) lets frames lie on disk.", path);
    }

    /// <summary>Whether the counts of a stack are divided by the ring current (or other monitor) that the file records with them, over its median.</summary>
    public bool NormaliseByMonitor { get; init; } = true;
}
