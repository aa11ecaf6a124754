using Stria.Core;

namespace Stria.Studies;

/// <summary>The pixels inside an outline.</summary>
public sealed record PolygonRegion : IRegionSettings
{
    /// <summary>Its name in tables and legends.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public string Label => Name;

    /// <summary>Corners, row and column, in the raster of the full frame.</summary>
    public required ValueList<PixelPosition> Polygon { get; init; }
}

/// <summary>The pixels of a mask file, in the raster of the full frame or of the registered field.</summary>
public sealed record MaskRegion : IRegionSettings
{
    /// <summary>Its name in tables and legends.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public string Label => Name;

    /// <summary>The mask file (.msk, .png, .csv).</summary>
    [InputPath]
    public required string Path { get; init; }
}

/// <summary>The sample pixels whose value of a map lies between two limits.</summary>
public sealed record ThresholdRegion : IRegionSettings, ICheckedSettings
{
    /// <summary>Its name in tables and legends.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public string Label => Name;

    /// <summary>The map.</summary>
    public RegionMap Of { get; init; } = RegionMap.OpticalDensity;

    /// <summary>Lower limit, which belongs to the region; null for none.</summary>
    [Range(-1e6, 1e6)]
    public double? From { get; init; }

    /// <summary>Upper limit, which does not belong to it; null for none.</summary>
    [Range(-1e6, 1e6)]
    public double? Below { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (From is null && Below is null)
        {
            yield return $"The region '{Name}' has neither 'from' nor 'below'.";
        }
        else if (From >= Below)
        {
            yield return $"The region '{Name}' is empty: 'from' ({From}) is not less than 'below' ({Below}).";
        }
    }
}

/// <summary>The map whose values tell a region.</summary>
public enum RegionMap
{
    /// <summary>Mean optical density over all energies.</summary>
    OpticalDensity,

    /// <summary>Composition x.</summary>
    Composition,

    /// <summary>Thickness [nm], or amount in units of the references.</summary>
    Thickness,
}
