using Stria.Core;

namespace Stria.Studies;

/// <summary>The fit of the standards to the pixels.</summary>
public sealed record FitSettings : ICheckedSettings
{
    /// <summary>By how much the stack's energies lie above the standards' [eV]: fitted once for the whole stack, or given.</summary>
    [Word("fit")]
    [Word("none", 0)]
    [Unit("eV")]
    [Range(-50, 50)]
    public double? EnergyShift_eV { get; init; }

    /// <summary>How far to either side the shift is looked for [eV].</summary>
    [Unit("eV")]
    [Range(0.01, 50)]
    public double ShiftRange_eV { get; init; } = 3;

    /// <summary>Which spectra make the reference set.</summary>
    public FitPath Path { get; init; } = FitPath.Both;

    /// <summary>How the amounts of a pixel are found.</summary>
    public FitMethod Method { get; init; } = FitMethod.Nnls;

    /// <summary>bounded: the largest amount of one reference, in the references' unit.</summary>
    [Word("none")]
    [Range(1e-12, 1e12)]
    public double? LargestAmount { get; init; }

    /// <summary>bounded: the sum of the amounts, in the references' unit; 1 for normalised spectra.</summary>
    [Word("free")]
    [Range(1e-12, 1e12)]
    public double? Sum { get; init; }

    /// <summary>svd: singular values below this share of the largest are left out.</summary>
    [Range(0, 1)]
    public double CutOff { get; init; } = 0.01;

    /// <summary>selected: by which criterion choices of references are compared.</summary>
    public FitCriterion Criterion { get; init; } = FitCriterion.Bayes;

    /// <summary>selected: the most references in one pixel.</summary>
    [Range(1, 16)]
    public int MostReferences { get; init; } = 3;

    /// <summary>nnls: how far neighbours are held together, in exchange for less noise [px].</summary>
    [Word("none", 0)]
    [Unit("px")]
    [Range(0, 100)]
    public double Smoothing { get; init; }

    /// <summary>nnls with smoothing: how neighbours are held together.</summary>
    public SmoothingWay SmoothingBy { get; init; } = SmoothingWay.Quadratic;

    /// <summary>Where the standard deviation of x comes from.</summary>
    public FitUncertainty Uncertainty { get; init; } = FitUncertainty.Auto;

    /// <summary>bootstrap: how often the noise of each pixel is drawn.</summary>
    [Range(10, 10000)]
    public int Draws { get; init; } = 100;

    /// <summary>Whether the errors of shift, additive light and scale of the references are carried to x of each pixel.</summary>
    public bool CommonErrors { get; init; } = true;

    /// <summary>Whether it is asked if the references can explain the data at all.</summary>
    public bool LibraryCheck { get; init; } = true;

    /// <summary>Whether each pixel has a film or a straight background beside the references, for what else absorbs.</summary>
    public BackgroundKind Background { get; init; } = BackgroundKind.Auto;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Smoothing > 0 && Method != FitMethod.Nnls)
        {
            yield return $"'smoothing' goes with 'method: nnls', not with '{SnakeCase.Of(Method.ToString())}'.";
        }

        if (Smoothing == 0 && SmoothingBy != SmoothingWay.Quadratic)
        {
            yield return $"'smoothing_by: {SnakeCase.Of(SmoothingBy.ToString())}' goes with a length: 'smoothing: 5 px'.";
        }

        if (Method != FitMethod.Bounded && (Sum is not null || LargestAmount is not null))
        {
            yield return "'sum' and 'largest_amount' go with 'method: bounded'.";
        }
    }

    /// <summary>The way amounts are found, and what it is told.</summary>
    internal (Measurement.Stxm.IAmountSolver Solver, Measurement.Stxm.AmountOptions Options) Amounts() => (
        Measurement.Stxm.AmountSolvers.Named(SnakeCase.Of(Method.ToString())),
        new Measurement.Stxm.AmountOptions
        {
            LargestAmount = LargestAmount ?? double.PositiveInfinity,
            Sum = Sum,
            CutOff = CutOff,
            Criterion = Criterion == FitCriterion.Bayes ? Measurement.Stxm.SelectionCriterion.Bayes : Measurement.Stxm.SelectionCriterion.Akaike,
            MostReferences = MostReferences,
        });
}

/// <summary>How the amounts of a pixel are found.</summary>
public enum FitMethod
{
    /// <summary>None of them negative.</summary>
    Nnls,

    /// <summary>Between zero and a largest one, with a given sum where one is set.</summary>
    Bounded,

    /// <summary>Any sign, by singular values with a cut-off.</summary>
    Svd,

    /// <summary>Only the references that a pixel needs, by an information criterion.</summary>
    Selected,
}

/// <summary>How neighbours are held together.</summary>
public enum SmoothingWay
{
    /// <summary>By a quadratic penalty: steps in composition are smeared over the length.</summary>
    Quadratic,

    /// <summary>Neighbours of one composition are fitted as one, within the length; which they are the data tell, so that steps stay.</summary>
    Adaptive,
}

/// <summary>By which criterion choices of references are compared.</summary>
public enum FitCriterion
{
    /// <summary>The Bayesian one: few references.</summary>
    Bayes,

    /// <summary>Akaike's with the correction for few points: more of them.</summary>
    Akaike,
}

/// <summary>Where the standard deviation of x comes from.</summary>
public enum FitUncertainty
{
    /// <summary>The covariance for nnls and selected, a bootstrap for bounded and svd.</summary>
    Auto,

    /// <summary>The covariance of the amounts that are free.</summary>
    Covariance,

    /// <summary>Spectra drawn about each pixel's fit, and fitted as it was.</summary>
    Bootstrap,
}

/// <summary>Which spectra make the reference set of the fit.</summary>
public enum FitPath
{
    /// <summary>The standards themselves.</summary>
    Standards,

    /// <summary>The clusters' spectra, assigned to compositions by comparison with the standards.</summary>
    Clusters,

    /// <summary>Both, one after the other; the maps are those of the standards.</summary>
    Both,
}

/// <summary>What else absorbs beside the references.</summary>
public enum BackgroundKind
{
    /// <summary>A film or a straight line where the data ask for it, else nothing.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>A straight line, nowhere negative, in each pixel.</summary>
    Linear,

    /// <summary>A film in each pixel that absorbs as carbon does.</summary>
    Film,
}
