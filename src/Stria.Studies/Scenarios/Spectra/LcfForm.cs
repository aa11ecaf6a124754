namespace Stria.Studies;

/// <summary>In which form spectra are compared.</summary>
public enum LcfForm
{
    /// <summary>Clusters as measured, files normalised.</summary>
    Auto,

    /// <summary>As measured: μ, or optical density.</summary>
    Mu,

    /// <summary>Normalised by the edge step.</summary>
    Normalised,

    /// <summary>Normalised, and flattened above the edge.</summary>
    Flattened,

    /// <summary>Derivative of the normalised spectrum.</summary>
    Derivative,
}

/// <summary>What the weights sum to.</summary>
public enum LcfSum
{
    /// <summary>One for normalised spectra, free for spectra as measured.</summary>
    Auto,

    /// <summary>One.</summary>
    One,

    /// <summary>Anything.</summary>
    Free,
}

/// <summary>Which energies may be shifted.</summary>
public enum LcfShift
{
    /// <summary>None.</summary>
    None,

    /// <summary>All standards by the same amount: the scale of the spectrum is off.</summary>
    Shared,

    /// <summary>Each standard by its own amount.</summary>
    Each,
}

/// <summary>What is fitted beside the standards.</summary>
public enum LcfBackground
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
public enum LcfRank
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
