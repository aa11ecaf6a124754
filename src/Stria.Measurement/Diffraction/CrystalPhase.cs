using Stria.Matter;

namespace Stria.Measurement;

/// <summary>A phase whose reflections a pattern may hold.</summary>
/// <param name="Name">Its name in tables and legends ("α").</param>
/// <param name="Group">The space group, in the setting of the cell.</param>
/// <param name="Cell">The cell to start from.</param>
public sealed record CrystalPhase(string Name, SpaceGroup Group, UnitCell Cell)
{
    /// <summary>From where in the series the phase may be there: a composition, time or potential, as the series is counted; −∞ for the whole.</summary>
    public double From { get; init; } = double.NegativeInfinity;

    /// <summary>To where in the series the phase may be there.</summary>
    public double To { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the cell is refined.</summary>
    public bool RefinesCell { get; init; } = true;

    /// <summary>Whether the phase has a strain width of its own that depends on direction: its square times 1/d⁴ is a form of fourth degree in h k l (Stephens 1999).</summary>
    public bool AnisotropicStrain { get; init; }

    /// <summary>Whether the phase counts in the fractions; foils, cans and admixed standards do not.</summary>
    public bool InFractions { get; init; } = true;

    /// <summary>Widths of the phase to begin from: of its size, its strain and the terms of its anisotropic strain; null to begin without.</summary>
    internal PhaseFit? Before { get; init; }

    /// <summary>Formula units in the cell, for volumes per formula unit; null when unknown.</summary>
    public double? FormulaUnits { get; init; }

    /// <summary>Where the cell comes from.</summary>
    public string Source { get; init; } = "";
}
