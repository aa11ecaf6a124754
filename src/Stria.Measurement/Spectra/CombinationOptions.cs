namespace Stria.Measurement.Spectra;

/// <summary>Which energies may be shifted.</summary>
public enum ShiftChoice
{
    /// <summary>None.</summary>
    None,

    /// <summary>All standards by the same amount: the scale of the spectrum is off.</summary>
    Shared,

    /// <summary>Each standard by its own amount.</summary>
    Each,
}

/// <summary>What is fitted beside the standards.</summary>
public enum CombinationBackground
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>A line that begins at E₀.</summary>
    LinearAboveEdge,
}

/// <summary>By what combinations of standards are ranked.</summary>
public enum CombinationRank
{
    /// <summary>Reduced χ², which counts parameters.</summary>
    ReducedChiSquare,

    /// <summary>The R-factor, which does not.</summary>
    RFactor,

    /// <summary>Akaike's criterion for small samples.</summary>
    Akaike,

    /// <summary>The Bayesian criterion, which prefers fewer standards.</summary>
    Bayes,
}

/// <summary>How a combination of standards is fitted to a spectrum.</summary>
public sealed record CombinationOptions
{
    /// <summary>Windows of photon energies that are compared [eV], ends included; empty = all.</summary>
    public IReadOnlyList<(double Low, double High)> Windows_eV { get; init; } = [];

    /// <summary>Whether the weights are to have the sum one.</summary>
    public bool SumToOne { get; init; } = true;

    /// <summary>The least weight; −∞ for none.</summary>
    public double LeastWeight { get; init; }

    /// <summary>The largest weight; ∞ for none.</summary>
    public double LargestWeight { get; init; } = double.PositiveInfinity;

    /// <summary>Which energies may be shifted.</summary>
    public ShiftChoice Shift { get; init; } = ShiftChoice.None;

    /// <summary>A shift that is known [eV]: E(spectrum) − E(standards). Where shifts are fitted the search begins here.</summary>
    public double KnownShift_eV { get; init; }

    /// <summary>How far from there shifts are looked for [eV].</summary>
    public double ShiftRange_eV { get; init; } = 3;

    /// <summary>What is fitted beside the standards.</summary>
    public CombinationBackground Background { get; init; }

    /// <summary>Energy of the edge [eV], for a line that begins there.</summary>
    public double E0_eV { get; init; } = double.NaN;

    /// <summary>Standard deviation of a value of the spectrum; null = its own where it has one, else the scatter of the residuals.</summary>
    public double? Noise { get; init; }

    /// <summary>Whether the intervals of the weights are found; a search finds them for the fits that it keeps.</summary>
    public bool WithIntervals { get; init; } = true;
}

/// <summary>Which combinations are tried, and how they are ranked.</summary>
public sealed record CombinationSearchOptions
{
    /// <summary>Fewest standards of a combination.</summary>
    public int Fewest { get; init; } = 1;

    /// <summary>Most standards of a combination, required ones included.</summary>
    public int Most { get; init; } = 4;

    /// <summary>By what combinations are ranked.</summary>
    public CombinationRank Rank { get; init; }

    /// <summary>How many of the best are kept, at least one.</summary>
    public int Keep { get; init; } = 16;
}

/// <summary>A standard that takes part in a fit.</summary>
/// <param name="Form">Its spectrum, in the form that is compared.</param>
public sealed record CombinationStandard(FormedSpectrum Form)
{
    /// <summary>What it is called.</summary>
    public string Name => Form.Values.Name;

    /// <summary>Its composition x, where it has one.</summary>
    public double? Composition { get; init; }

    /// <summary>Whether every combination has it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Amount of host that a weight of one stands for, in a unit common to all standards: one where spectra are normalised, and where thickness is known to be equal.</summary>
    public double AmountPerWeight { get; init; } = 1;
}
