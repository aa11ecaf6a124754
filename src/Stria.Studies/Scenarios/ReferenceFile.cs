using Stria.Core;

namespace Stria.Studies;

/// <summary>One standard.</summary>
public sealed record ReferenceFile
{
    /// <summary>The spectrum file (.csv, .xas, .xsp, two columns).</summary>
    [InputPath]
    public required string File { get; init; }

    /// <summary>Lithium content x of the standard, or the fraction that a redox map counts.</summary>
    [Range(-10, 10)]
    public required double X { get; init; }

    /// <summary>Name in legends; null takes the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Name of its phase; null takes the phase of the material whose window holds x.</summary>
    public string? Phase { get; init; }
}
