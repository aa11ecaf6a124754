using Stria.Core;

namespace Stria.Studies;

/// <summary>The standards: one table, or one file for each.</summary>
public sealed record ReferenceSettings : ICheckedSettings
{
    /// <summary>A library (.yaml), or one table with the columns energy_eV, x=0, x=0.1, …</summary>
    [InputPath]
    public string? Table { get; init; }

    /// <summary>One file for each standard.</summary>
    public ValueList<ReferenceFile> Files { get; init; } = [];

    /// <summary>How the standards are put on a common scale.</summary>
    public ReferenceScaling Scale { get; init; } = ReferenceScaling.Auto;

    /// <summary>Whose tabulated attenuation sets the mass-absorption scale.</summary>
    public AttenuationSource Attenuation { get; init; } = AttenuationSource.Henke;

    /// <summary>Standards of less lithium are left out, such as what the depth of discharge rules out; null leaves out none.</summary>
    [Range(-10, 10)]
    public double? LeastX { get; init; }

    /// <summary>Standards of more lithium are left out; null leaves out none.</summary>
    [Range(-10, 10)]
    public double? LargestX { get; init; }

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

/// <summary>Tabulated attenuation that ships with Stria.</summary>
public enum AttenuationSource
{
    /// <summary>Henke, Gullikson and Davis (1993), 10 eV to 30 keV; L₂ and L₃ as one edge.</summary>
    Henke,

    /// <summary>Chantler (2000), 10 eV to 30 keV; edges a few electronvolts wide.</summary>
    Chantler,

    /// <summary>Elam, Ravel and Sieber (2002), 100 eV to 30 keV; sharp edges.</summary>
    Elam,
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
