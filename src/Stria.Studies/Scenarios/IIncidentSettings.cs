namespace Stria.Studies;

/// <summary>Where the incident intensity I₀(E) comes from.</summary>
public interface IIncidentSettings
{
    /// <summary>How I₀ was obtained, for the methods paragraph: the end of "The incident intensity was …".</summary>
    string Method { get; }
}

/// <summary>The open area of the stack itself, found automatically; an I₀ that the file holds comes first.</summary>
public sealed record AutomaticIncident : IIncidentSettings
{
    /// <inheritdoc/>
    public string Method => "found automatically";
}

/// <summary>The white-field spectrum that the stack's file holds.</summary>
public sealed record EmbeddedIncident : IIncidentSettings
{
    /// <inheritdoc/>
    public string Method => "taken from the stack's own file";
}

/// <summary>A spectrum file.</summary>
public sealed record FileIncident : IIncidentSettings
{
    /// <summary>The spectrum file (.csv, .xas, .xsp, two columns).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"read from {System.IO.Path.GetFileName(Path)}";
}

/// <summary>A polygon of the stack, drawn by hand, in pixels of the full frame.</summary>
public sealed record RegionIncident : IIncidentSettings, ICheckedSettings
{
    /// <summary>The corners [row, column], at least three.</summary>
    public required ValueList<PixelPosition> Polygon { get; init; }

    /// <inheritdoc/>
    public string Method => $"the mean of a polygon of {Polygon.Count} corners drawn by hand";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Polygon.Count < 3)
        {
            yield return $"A polygon has at least three corners; this one has {Polygon.Count}.";
        }
    }
}

/// <summary>The pixels of a mask file.</summary>
public sealed record MaskIncident : IIncidentSettings
{
    /// <summary>The mask file (.msk, .png, .csv).</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <inheritdoc/>
    public string Method => $"the mean of the pixels of the mask {System.IO.Path.GetFileName(Path)}";
}
