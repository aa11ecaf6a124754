using Stria.Core;

namespace Stria.Studies;

/// <summary>What is in a measured file.</summary>
public sealed record InspectScenario : IScenario
{
    /// <summary>The file to look into.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Path of the data inside an HDF5 file whose layout Stria does not know.</summary>
    public string? Dataset { get; init; }

    /// <summary>Path of the photon energies inside that HDF5 file.</summary>
    public string? EnergyDataset { get; init; }

    /// <inheritdoc/>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public string DefaultName => $"inspect-{System.IO.Path.GetFileNameWithoutExtension(Path)}";
}
