using Stria.Core;

namespace Stria.Measurement;

/// <summary>How intensities are found.</summary>
public enum IntensityMethod
{
    /// <summary>Pawley: each reflection has its own intensity, not negative, found with the others by least squares.</summary>
    Pawley,

    /// <summary>Le Bail: counts are shared out among overlapping reflections in the ratio of their last intensities.</summary>
    LeBail,
}

/// <summary>How a pattern is fitted.</summary>
public sealed record PatternFitOptions
{
    /// <summary>The instrument; null to begin with the widths that the pattern shows.</summary>
    public InstrumentProfile? Instrument { get; init; }

    /// <summary>The displacement to begin from: 2θ is off by this times cos θ [°].</summary>
    public double StartDisplacement_deg { get; init; }

    /// <summary>What of the profile is refined.</summary>
    public ProfileTerms Refine { get; init; } = ProfileTerms.Zero | ProfileTerms.Widths;

    /// <summary>Whether each phase has Lorentzian widths of its own from the size of its crystals (with 1/cos θ).</summary>
    public bool RefineSizes { get; init; }

    /// <summary>Whether each phase has Lorentzian widths of its own from its strain (with tan θ).</summary>
    public bool RefineStrains { get; init; }

    /// <summary>How intensities are found.</summary>
    public IntensityMethod Intensities { get; init; } = IntensityMethod.Pawley;

    /// <summary>The background.</summary>
    public BackgroundOptions Background { get; init; } = new();

    /// <summary>What of the pattern is used, in the unit of its axis.</summary>
    public (double From, double To) Range { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Regions that are left out, in the unit of the axis, not overlapping.</summary>
    public IReadOnlyList<(double From, double To)> Excluded { get; init; } = [];

    /// <summary>Lines of cell, window, foil and carbon: each with its own intensity and place.</summary>
    public IReadOnlyList<ForeignLine> ForeignLines { get; init; } = [];

    /// <summary>Cell parameters that are known to some accuracy from elsewhere.</summary>
    public IReadOnlyList<CellRestraint> Restraints { get; init; } = [];

    /// <summary>Whether the search begins with widened profiles, which find cells that are off by several line widths.</summary>
    public bool StartsWide { get; init; } = true;

    /// <summary>The most iterations of each stage.</summary>
    public int MaximumIterations { get; init; } = 60;

    /// <summary>A stage has converged when an iteration lowers χ² by less than this share of it.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>The same with the restraints of some phases alone: a phase that is not in the model has no cell to restrain.</summary>
    internal PatternFitOptions WithRestraintsOf(IReadOnlyCollection<string> phases) => this with { Restraints = [.. Restraints.Where(r => phases.Contains(r.Phase))] };
}

/// <summary>A line of something other than the phases.</summary>
/// <param name="Name">What it is of ("Al", "C").</param>
/// <param name="Position">Where it is, in the unit of the axis.</param>
/// <param name="Widening">Its width in units of the instrument's [1].</param>
public sealed record ForeignLine(string Name, double Position, double Widening = 1)
{
    /// <summary>Whether its place is refined.</summary>
    public bool RefinesPosition { get; init; } = true;
}

/// <summary>What a cell parameter is known to be.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Quantity">The parameter.</param>
/// <param name="Value">Its value [Å or °, Å³ for the volume].</param>
/// <param name="Sigma">Its standard deviation.</param>
public sealed record CellRestraint(string Phase, CellQuantity Quantity, double Value, double Sigma);

/// <summary>Parameters of a cell.</summary>
public enum CellQuantity
{
    /// <summary>Length a [Å].</summary>
    A,

    /// <summary>Length b [Å].</summary>
    B,

    /// <summary>Length c [Å].</summary>
    C,

    /// <summary>Angle α [°].</summary>
    Alpha,

    /// <summary>Angle β [°].</summary>
    Beta,

    /// <summary>Angle γ [°].</summary>
    Gamma,

    /// <summary>Volume [Å³].</summary>
    Volume,
}
