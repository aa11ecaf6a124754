namespace Stria.Studies;

/// <summary>Where spectra to be fitted come from.</summary>
public interface ISpectrumSettings
{
    /// <summary>The file or run folder.</summary>
    string Path { get; }
}

/// <summary>A file with one or several spectra: XDI, an Athena project, columns of text.</summary>
public sealed record FileSpectra : ISpectrumSettings
{
    /// <summary>The file.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>The spectrum of that name in a file of several (column, group of a project); null takes all.</summary>
    public string? Spectrum { get; init; }

    /// <summary>Name in tables and legends; null takes the file's.</summary>
    public string? Name { get; init; }
}

/// <summary>The mean spectra of the clusters of an earlier run of map, cluster or fit.</summary>
public sealed record ClusterSpectra : ISpectrumSettings
{
    /// <summary>The run folder.</summary>
    [InputPath]
    public required string Path { get; init; }
}
