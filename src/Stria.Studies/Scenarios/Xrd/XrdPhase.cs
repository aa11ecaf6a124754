using Stria.Core;

namespace Stria.Studies;

/// <summary>A phase: a CIF, or a cell with its space group.</summary>
public sealed record XrdPhase : ICheckedSettings
{
    /// <summary>The CIF with cell and symmetry.</summary>
    [InputPath]
    public string? Cif { get; init; }

    /// <summary>The name in tables and legends; null takes that of the CIF.</summary>
    public string? Name { get; init; }

    /// <summary>The space group, by Hermann–Mauguin symbol, number or Hall symbol; null takes that of the CIF.</summary>
    public string? SpaceGroup { get; init; }

    /// <summary>Length a.</summary>
    [Unit("m")]
    [Range(1e-11, 1e-7)]
    public double? A { get; init; }

    /// <summary>Length b; null takes a.</summary>
    [Unit("m")]
    [Range(1e-11, 1e-7)]
    public double? B { get; init; }

    /// <summary>Length c; null takes a.</summary>
    [Unit("m")]
    [Range(1e-11, 1e-7)]
    public double? C { get; init; }

    /// <summary>Angle between b and c.</summary>
    [Unit("rad")]
    [Range(0.1, 3.1)]
    public double Alpha { get; init; } = Math.PI / 2;

    /// <summary>Angle between a and c.</summary>
    [Unit("rad")]
    [Range(0.1, 3.1)]
    public double Beta { get; init; } = Math.PI / 2;

    /// <summary>Angle between a and b.</summary>
    [Unit("rad")]
    [Range(0.1, 3.1)]
    public double Gamma { get; init; } = Math.PI / 2;

    /// <summary>From where in the series the phase may be there.</summary>
    public double? From { get; init; }

    /// <summary>To where in the series the phase may be there.</summary>
    public double? To { get; init; }

    /// <summary>Whether the cell is refined.</summary>
    public bool Refine { get; init; } = true;

    /// <summary>Whether the phase has a strain width of its own that depends on direction (Stephens' form of fourth degree in h k l): textured films, current collectors, plastically strained particles.</summary>
    public bool AnisotropicStrain { get; init; }

    /// <summary>Whether the phase counts in the fractions: foils, cans and admixed standards do not.</summary>
    public bool InFractions { get; init; } = true;

    /// <summary>Formula units in the cell.</summary>
    [Range(0.5, 1000)]
    public double? FormulaUnits { get; init; }

    /// <summary>Where the cell comes from.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Cif is null && (A is null || SpaceGroup is null || Name is null))
        {
            yield return "A phase is a 'cif', or has 'name', 'space_group' and 'a' (with 'b', 'c' and angles where they differ).";
        }

        if (From > To)
        {
            yield return $"The window of the phase ends at {To:g5}, before it begins at {From:g5}.";
        }
    }
}

/// <summary>A file of phases: the same list as in a scenario.</summary>
public sealed record XrdPhaseList
{
    /// <summary>The phases.</summary>
    public required ValueList<XrdPhase> Phases { get; init; }
}
