using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Which stack of which file.</summary>
public sealed record StackSettings
{
    /// <summary>The measured file (.hdr, .hdf5, .ncb, .stk, .tif, .cxi, .xrm, …), or a folder of images, one per photon energy.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>The region of a multi-region file, by its name or its number from 0; null takes the first.</summary>
    public string? Region { get; init; }

    /// <summary>The detector channel or signal group, by name; null takes the first.</summary>
    public string? Channel { get; init; }

    /// <summary>Path of the stack inside an HDF5 file whose layout Stria does not know; null finds it by the file's own conventions.</summary>
    public string? Dataset { get; init; }

    /// <summary>Path of the photon energies inside that HDF5 file.</summary>
    public string? EnergyDataset { get; init; }

    /// <summary>Order of the axes in that HDF5 file, slowest first ("x,y,energy"); null finds out.</summary>
    public string? AxisOrder { get; init; }

    /// <summary>A text file with one photon energy per line [eV], for files that hold images alone; null looks beside the file.</summary>
    [InputPath]
    public string? EnergiesFile { get; init; }

    /// <summary>Distance between pixels, used only where the file gives none [m].</summary>
    [Word("unknown")]
    [Unit("m")]
    [Range(1e-12, 1)]
    public double? PixelSize { get; init; }

    /// <summary>Whether each frame is divided by the ring current or other monitor that the file records with it, over its median.</summary>
    public bool NormaliseByMonitor { get; init; } = true;

    /// <summary>The same as the readers take it.</summary>
    internal StackReadOptions ReadOptions() => new()
    {
        Region = Region,
        Channel = Channel,
        Dataset = Dataset,
        EnergyDataset = EnergyDataset,
        AxisOrder = AxisOrder,
        EnergiesFile = EnergiesFile,
        PixelSize_m = PixelSize,
        NormaliseByMonitor = NormaliseByMonitor,
    };
}
