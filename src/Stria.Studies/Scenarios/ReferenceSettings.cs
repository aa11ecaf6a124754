namespace Stria.Studies;

/// <summary>The standards: one table, or one file for each.</summary>
public sealed record ReferenceSettings : ICheckedSettings
{
    /// <summary>One table with the columns energy_eV, x=0, x=0.1, …</summary>
    [InputPath]
    public string? Table { get; init; }

    /// <summary>One file for each standard.</summary>
    public ValueList<ReferenceFile> Files { get; init; } = [];

    /// <summary>How the standards are put on a common scale.</summary>
    public ReferenceScaling Scale { get; init; } = ReferenceScaling.Auto;

    /// <summary>True when there is no standard at all.</summary>
    public bool IsEmpty => Table is null && Files.Count == 0;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Table is not null && Files.Count > 0)
        {
            yield return "References come as one table or as files, not as both.";
        }
    }
}

/// <summary>How the standards are put on a common scale.</summary>
public enum ReferenceScaling
{
    /// <summary>Mass absorption where formula and density are known, else as they are.</summary>
    Auto,

    /// <summary>As they are.</summary>
    None,

    /// <summary>Mass absorption, from formula and density of the material and tabulated attenuation.</summary>
    MassAbsorption,
}
