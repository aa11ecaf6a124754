using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement;

/// <summary>What the fit of a pattern found.</summary>
public sealed record PatternFitResult
{
    /// <summary>The phases, in the order given.</summary>
    public required IReadOnlyList<PhaseFit> Phases { get; init; }

    /// <summary>The parameters that were refined, with their standard deviations.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>Correlations of the refined parameters, −1 … 1, row by row.</summary>
    public required IReadOnlyList<double> Correlations { get; init; }

    /// <summary>Foreign lines with place and intensity.</summary>
    public required IReadOnlyList<FittedLine> ForeignLines { get; init; }

    /// <summary>The instrument as it came out; for patterns against q and E its widths are in the unit of that axis (keV for E).</summary>
    public required InstrumentProfile Instrument { get; init; }

    /// <summary>Shift of the sample from the axis: 2θ is off by this times cos θ [°].</summary>
    public required double Displacement_deg { get; init; }

    /// <summary>Calculated pattern; NaN where a point was not used.</summary>
    public required double[] Calculated { get; init; }

    /// <summary>Background; NaN where a point was not used.</summary>
    public required double[] Background { get; init; }

    /// <summary>Weighted profile R factor [1]: √(Σ w (y − y_c)² / Σ w y²).</summary>
    public required double Rwp { get; init; }

    /// <summary>The same with the background taken off the counts in the denominator [1].</summary>
    public required double RwpAboveBackground { get; init; }

    /// <summary>The R factor that the counting noise alone would give [1].</summary>
    public required double Rexp { get; init; }

    /// <summary>Sum of the squared residuals over their standard deviations.</summary>
    public required double ChiSquare { get; init; }

    /// <summary>Points used.</summary>
    public required int Points { get; init; }

    /// <summary>Parameters fitted, intensities and background among them.</summary>
    public required int FreeParameters { get; init; }

    /// <summary>Iterations of all stages.</summary>
    public required int Iterations { get; init; }

    /// <summary>False when the iterations ran out.</summary>
    public required bool Converged { get; init; }

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>The foreign lines of options, on the axis of the fit, where this fit found them.</summary>
    internal IReadOnlyList<ForeignLine> LinesAsFound(PatternFitOptions options) =>
        ForeignLines.Count == options.ForeignLines.Count ? [.. options.ForeignLines.Select((l, i) => l with { Position = ForeignLines[i].Position })] : options.ForeignLines;

    /// <summary>Goodness of fit, Rwp/Rexp [1]: 1 when only counting noise is left.</summary>
    public double GoodnessOfFit => Rwp / Rexp;
}

/// <summary>A phase as it came out.</summary>
/// <param name="Phase">The phase with the cell that the fit began from.</param>
/// <param name="Cell">The cell with its covariance, widened by the goodness of fit where that exceeds one.</param>
/// <param name="Reflections">Its reflections within the range.</param>
public sealed record PhaseFit(CrystalPhase Phase, MeasuredCell Cell, IReadOnlyList<FittedReflection> Reflections)
{
    /// <summary>Lorentzian width with 1/cos θ of the phase itself (10⁻² ° against angle): size = 18 000 K λ/(π × this).</summary>
    public double SizeWidth { get; init; }

    /// <summary>Lorentzian width with tan θ of the phase itself (10⁻² ° against angle): strain = π × this/18 000.</summary>
    public double StrainWidth { get; init; }

    /// <summary>Terms of its anisotropic strain, as <see cref="FittedParameter"/>s name them: the square of the width with tan θ is their form in h k l times d⁴ of the starting cell.</summary>
    public IReadOnlyList<double> StrainTerms { get; init; } = [];

    /// <summary>Sum of the intensities of its reflections.</summary>
    public double TotalIntensity => Reflections.Sum(r => r.Intensity);

    /// <summary>Whether its cell was found with the ratios of intensities of its end pattern in place of intensities of its own.</summary>
    public bool HasHeldRatios { get; init; }

    /// <summary>How much χ² would rise if the phase were left out, all else being refitted linearly.</summary>
    public double ChiSquareWithout { get; init; }

    /// <summary>How many of its intensities are above zero.</summary>
    public int ActiveReflections => Reflections.Count(r => r.Intensity > 0);

    /// <summary>Whether it is there: leaving it out would raise χ² by more than noise in as many intensities could, at five standard deviations, times the square of the goodness of fit.</summary>
    public bool IsPresent { get; init; }
}

/// <summary>A reflection as it came out.</summary>
/// <param name="Indices">Its indices.</param>
/// <param name="Multiplicity">How many are alike, together with others that lie at the same place by symmetry.</param>
/// <param name="Position">Where it is seen, in the unit of the axis.</param>
/// <param name="Spacing_angstrom">Its spacing [Å].</param>
/// <param name="Intensity">Area above the background: counts times the unit of the axis (keV against energy).</param>
/// <param name="Sigma">Its standard deviation; NaN where the intensity is held at zero.</param>
public readonly record struct FittedReflection(MillerIndices Indices, int Multiplicity, double Position, double Spacing_angstrom, double Intensity, double Sigma);

/// <summary>A refined parameter.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Sigma">Its standard deviation; infinite when it is not determined.</param>
public sealed record FittedParameter(string Name, double Value, double Sigma);

/// <summary>A foreign line as it came out.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Position">Where it is, in the unit of the axis.</param>
/// <param name="Intensity">Its area above the background.</param>
public sealed record FittedLine(string Name, double Position, double Intensity);
