using Stria.Core;

namespace Stria.Studies;

/// <summary>How fast lithium follows a gradient of its chemical potential.</summary>
public interface IMobilitySettings
{
    /// <summary>In words, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>M = D c(1−c)/RT: a hop needs an ion and an empty site.</summary>
public sealed record LatticeMobilitySettings : IMobilitySettings
{
    /// <summary>Diffusivity D of dilute lithium [m²/s].</summary>
    [Unit("m2/s")]
    [Range(1e-30, 1e9)]
    public required double Diffusivity { get; init; }

    /// <inheritdoc/>
    public string Method => $"mobility D c(1−c)/RT with D = {Diffusivity:g4} m²/s";
}

/// <summary>M = D/RT at every composition.</summary>
public sealed record ConstantMobilitySettings : IMobilitySettings
{
    /// <summary>Diffusivity D [m²/s]: M = D/RT; with 'units: none' M itself.</summary>
    [Unit("m2/s")]
    [Range(1e-30, 1e9)]
    public required double Diffusivity { get; init; }

    /// <inheritdoc/>
    public string Method => $"a constant mobility D/RT with D = {Diffusivity:g4} m²/s";
}

/// <summary>M = D(c)/RT from a table.</summary>
public sealed record TableMobilitySettings : IMobilitySettings
{
    /// <summary>Columns: site fraction, D [m²/s].</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"mobility D(c)/RT from the table {System.IO.Path.GetFileName(Path)}";
}
