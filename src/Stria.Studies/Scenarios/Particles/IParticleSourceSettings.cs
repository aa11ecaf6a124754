using Stria.Core;

namespace Stria.Studies;

/// <summary>What shows the particles.</summary>
public interface IParticleSourceSettings
{
    /// <summary>What it is called in the name of a run.</summary>
    string BaseName { get; }

    /// <summary>What it is, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>The maps of a run: thickness shows the particles, and composition and phase are measured on each.</summary>
public sealed record MapParticles : IParticleSourceSettings
{
    /// <summary>The run folder of a map, or its maps.h5.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Path of the map that shows the particles; null takes the thickness, or the mean optical density.</summary>
    public string? Dataset { get; init; }

    /// <inheritdoc/>
    public string BaseName => System.IO.Path.GetFileNameWithoutExtension(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <inheritdoc/>
    public string Method => $"the maps of {BaseName}";
}

/// <summary>A picture of an electron or other microscope, bright or dark particles.</summary>
public sealed record PictureParticles : IParticleSourceSettings
{
    /// <summary>The picture (.png, .tif, .xrm, …).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Distance between pixels [m]; null takes what the file says, and lengths are in pixels when it says nothing.</summary>
    [Word("from_file")]
    [Unit("m")]
    [Range(1e-12, 1)]
    public double? PixelSize { get; init; }

    /// <summary>Whether the particles are darker than their surroundings.</summary>
    public bool Dark { get; init; }

    /// <summary>Rows at the lower end that hold a legend and are left out.</summary>
    [Range(0, 100000)]
    public int LegendRows { get; init; }

    /// <inheritdoc/>
    public string BaseName => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <inheritdoc/>
    public string Method => $"the picture {System.IO.Path.GetFileName(Path)}";
}
