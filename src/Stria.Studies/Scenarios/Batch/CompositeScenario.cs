using Stria.Core;

namespace Stria.Studies;

/// <summary>Any number of maps as coloured light in one picture, and a picture of another microscope laid on them by landmarks.</summary>
public sealed record CompositeScenario : IScenario, ICheckedSettings
{
    /// <summary>The maps, on one raster.</summary>
    public required ValueList<CompositeLayerSettings> Layers { get; init; }

    /// <summary>A picture of the same place from another microscope; null without.</summary>
    public LaidPicture? Picture { get; init; }

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"composite-{(Layers.Count > 0 ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Layers[0].Path)) : "none")}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Layers.Count == 0)
        {
            yield return "A composite needs at least one layer.";
        }
    }
}

/// <summary>One map of a composite.</summary>
public sealed record CompositeLayerSettings : ICheckedSettings
{
    /// <summary>The run folder, or its maps.h5.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Path of the map in the file; of a phase or cluster, the labels and the name: "/phase/label=alpha".</summary>
    public required string Dataset { get; init; }

    /// <summary>What the legend says; null takes the name of the map.</summary>
    public string? Name { get; init; }

    /// <summary>Its colour, "#rrggbb"; null takes the next of red, green, blue, yellow, magenta, cyan.</summary>
    public string? Colour { get; init; }

    /// <summary>Value of no light; null = 0.</summary>
    public double? Low { get; init; }

    /// <summary>Value of full light; null = the 99 % quantile.</summary>
    public double? High { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Colour is { } colour && !(colour.Length == 7 && colour[0] == '#' && colour[1..].All(char.IsAsciiHexDigit)))
        {
            yield return $"'colour: {colour}' is no colour; write #rrggbb.";
        }

        if (Low >= High)
        {
            yield return $"'low' ({Low}) must be below 'high' ({High}).";
        }
    }
}

/// <summary>A picture that is laid on maps by landmarks.</summary>
public sealed record LaidPicture
{
    /// <summary>The picture (.png, .tif, …).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>A table (.csv) of the same places in both: columns map row, map column, picture row, picture column, in pixels from 0.</summary>
    [InputPath]
    public required string Landmarks { get; init; }
}
