using Stria.Core;

namespace Stria.Studies;

/// <summary>Which stack of which file.</summary>
public sealed record StackSettings
{
    /// <summary>The measured file (.hdr, .h5, .hdf5, .nxs, …).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>The region of a multi-region file, counted from 0.</summary>
    [Range(0, 9999)]
    public int Region { get; init; }

    /// <summary>Path of the stack inside an HDF5 file whose layout Stria does not know; null finds it by the file's own conventions.</summary>
    public string? Dataset { get; init; }

    /// <summary>Path of the photon energies inside that HDF5 file.</summary>
    public string? EnergyDataset { get; init; }

    /// <summary>Divides each frame by the monitor that the file holds (ring current). Not needed where I₀ comes from the same stack.</summary>
    public bool NormaliseByMonitor { get; init; }
}
