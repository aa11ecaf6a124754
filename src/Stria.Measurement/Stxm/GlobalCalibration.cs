using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Fits, once for the whole stack and before the pixels, what is common to all pixels: the shift between the energy axes of stack and
/// references, and stray light.</summary>
/// <remarks>An energy error of 0.01 eV costs about 0.016 in x. The shift is searched on a grid over ±3 eV, so that the global optimum is found, and
/// then refined together with the stray light by Gauss–Newton steps on the residuals from which the amounts have been eliminated
/// (variable projection; Golub and Pereyra 1973).</remarks>
public static class GlobalCalibration
{
    private const double GridStep_eV = 0.05;
    private const int SampleSize = 800, SearchSize = 200, OuterIterations = 6, Drawings = 8, DrawnIterations = 2;

    /// <summary>Fits the common terms.</summary>
    /// <param name="od">Optical densities, offset taken off.</param>
    /// <param name="references">References on a common scale.</param>
    /// <param name="options">What to fit, and on which pixels.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">References and stack do not overlap.</exception>
    public static CalibrationResult Fit(OpticalDensityStack od, ScaledReferences references, CalibrationOptions options, CancellationToken cancel = default)
    {
        ShiftCurve? curve = null;
        double start = options.FixedShift_eV ?? 0;
        if (options.FixedShift_eV is null)
        {
            curve = Search(od, references, options.Samples.Take(od, options.Mask, SearchSize, double.NaN, options.Seed), options, cancel);
            start = curve.Best_eV;
        }

        AdditiveLight halo = AdditiveLight.None with { Halo = options.Halo?.Share ?? 0, HaloWidth = options.Halo?.Width ?? AdditiveLight.None.HaloWidth };
        // χ² of a few spectra tells models apart; the terms want more.
        CalibrationSample sample = options.Samples.Take(od, options.Mask, options.IsDraft ? SearchSize : SampleSize, halo.IsNone ? double.NaN : halo.HaloWidth, options.Seed);
        var problem = new CalibrationProblem(od, references, options, sample, new CalibrationRoom(sample.Measured.Length));
        CalibrationSolution without = Refine(problem, new CommonParameters(start, halo), fitStray: false), kept = without;
        CalibrationSolution? stray = null;
        if (options.FitStrayLight)
        {
            cancel.ThrowIfCancellationRequested();
            stray = Refine(problem, without.At with { Light = halo with { Stray = 0.005 } }, fitStray: true);
            kept = stray.At.Light.Stray > 5 * stray.StrayDeviation ? stray : without;
        }

        if (options.IsDraft)
        {
            return new CalibrationResult(kept.At.Shift_eV, kept.ShiftDeviation_eV, kept.At.Light) { StrayDeviation = kept.StrayDeviation, ReducedChiSquare = kept.ReducedChiSquare, Curve = curve };
        }

        kept = Unbiased(problem, kept, options, cancel);
        CalibrationProblem Widened(double width) => new(od, references, options, CalibrationSample.Take(od, options.Mask, SampleSize, width, options.Seed), new CalibrationRoom(sample.Measured.Length));
        return new CalibrationResult(kept.At.Shift_eV, kept.ShiftDeviation_eV, kept.At.Light)
        {
            StrayDeviation = kept.StrayDeviation,
            HaloDeviation = options.Halo?.WholeDeviation ?? 0,
            Modes = CalibrationModes.Of(problem, kept, stray, options.Halo, Widened),
            ReducedChiSquare = kept.ReducedChiSquare,
            Curve = curve,
            IsAtLimit = options.FixedShift_eV is null && Math.Abs(kept.At.Shift_eV) > options.ShiftRange_eV - GridStep_eV,
        };
    }

    private static ShiftCurve Search(
        OpticalDensityStack od, ScaledReferences references, CalibrationSample sample, CalibrationOptions options, CancellationToken cancel)
    {
        int steps = (int)Math.Round(options.ShiftRange_eV / GridStep_eV);
        var problem = new CalibrationProblem(od, references, options, sample, new CalibrationRoom(sample.Measured.Length));
        double[] shifts = [.. Enumerable.Range(-steps, (2 * steps) + 1).Select(i => i * GridStep_eV)], costs = new double[shifts.Length];
        for (int i = 0; i < shifts.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            costs[i] = problem.UnweightedMeanSquare(shifts[i]);
        }

        if (costs.All(double.IsNaN))
        {
            ReferenceDesign.At(references, od.PhotonEnergies_eV, 0);
        }

        int best = 0;
        for (int i = 1; i < costs.Length; i++)
        {
            best = costs[i] < costs[best] || double.IsNaN(costs[best]) ? i : best;
        }

        return new ShiftCurve(shifts, costs, shifts[best]);
    }

    // Gauss–Newton with step halving; weights are renewed from the model at each outer iteration and held inside it.
    private static CalibrationSolution Refine(CalibrationProblem problem, CommonParameters at, bool fitStray, int iterations = OuterIterations, bool isDrawn = false)
    {
        int n = fitStray ? 2 : 1;
        double[] deltas = [0.01, 0.002];
        CalibrationEvaluation current = problem.Evaluate(at, null);
        var normal = new double[n * n];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            current = problem.Evaluate(at, problem.Weights(at, current));
            if (problem.ShiftIsFixed && !fitStray)
            {
                break;
            }

            double[][] slopes = [.. Enumerable.Range(0, n).Select(k => problem.Slope(at, k, deltas[k], current))];
            normal = new double[n * n];
            var right = new double[n];
            for (int a = 0; a < n; a++)
            {
                right[a] = -Dot(slopes[a], current.Residuals);
                for (int b = 0; b < n; b++)
                {
                    normal[(a * n) + b] = Dot(slopes[a], slopes[b]);
                }
            }

            double[] factor = [.. normal];
            if (problem.ShiftIsFixed)
            {
                CalibrationProblem.Hold(factor, right, n);
            }

            if (!SmallCholesky.Factor(factor, n))
            {
                break;
            }

            SmallCholesky.Solve(factor, n, right);
            CommonParameters next = problem.Descend(at, right, current);
            bool isDone = next == at || problem.IsNegligible(right, normal, current);
            at = next;
            if (isDone)
            {
                break;
            }
        }

        return isDrawn ? new CalibrationSolution(at, 0, 0, []) : problem.Finish(at, normal, n);
    }

    // Amounts that may not be negative are biased by noise, and with them the common terms. How far is found by drawing samples about the fit and fitting them again;
    // what is known from a few drawings only adds its share to the variance.
    private static CalibrationSolution Unbiased(CalibrationProblem problem, CalibrationSolution found, CalibrationOptions options, CancellationToken cancel)
    {
        bool fitStray = found.At.Light.Stray > 0;
        if (!fitStray && problem.ShiftIsFixed)
        {
            return found;
        }

        var random = new SeededRandom(options.Seed);
        FrozenWeights about = problem.Weights(found.At, problem.Evaluate(found.At, null));
        double shift = 0, stray = 0;
        for (int k = 0; k < Drawings; k++)
        {
            cancel.ThrowIfCancellationRequested();
            CommonParameters drawn = Refine(problem.Drawn(found, about, random), found.At, fitStray, DrawnIterations, isDrawn: true).At;
            shift += (drawn.Shift_eV - found.At.Shift_eV) / Drawings;
            stray += (drawn.Light.Stray - found.At.Light.Stray) / Drawings;
        }

        return found with { At = found.At.Moved(0, -shift).Moved(1, -stray), Covariance = [.. found.Covariance.Select(c => c * (1 + (1.0 / Drawings)))] };
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);
}

/// <summary>What the global calibration fits.</summary>
/// <param name="Mask">The sample's pixels.</param>
/// <param name="NoiseFactors">Change of the variance by resampling, one per frame.</param>
public sealed record CalibrationOptions(PixelMask Mask, double[] NoiseFactors)
{
    /// <summary>Largest shift that is looked for [eV].</summary>
    public double ShiftRange_eV { get; init; } = 3;

    /// <summary>A shift that is known [eV]; null = fitted.</summary>
    public double? FixedShift_eV { get; init; }

    /// <summary>Whether stray light is fitted.</summary>
    public bool FitStrayLight { get; init; } = true;

    /// <summary>What absorbs in each spectrum beside the references.</summary>
    public BackgroundShape Background { get; init; }

    /// <summary>Whether χ² alone is wanted, to choose between models: biases and the parts of the error are not found.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The beam's halo, found beside the sample; null = none.</summary>
    public HaloEstimate? Halo { get; init; }

    /// <summary>Start of the random choice of pixels.</summary>
    public long Seed { get; init; } = 1;

    // Drafts that differ in the background alone look at the same spectra.
    internal CalibrationSamples Samples { get; init; } = new();
}

/// <summary>The terms common to all pixels.</summary>
/// <param name="Shift_eV">E(stack) − E(references) [eV]: what the stack's axis reads too high.</param>
/// <param name="ShiftDeviation_eV">Its standard deviation [eV]; 0 when it was given.</param>
/// <param name="Light">The halo as given, and stray light where it is significant (5 σ).</param>
public sealed record CalibrationResult(double Shift_eV, double ShiftDeviation_eV, AdditiveLight Light)
{
    /// <summary>Standard deviation of the stray share.</summary>
    public double StrayDeviation { get; init; }

    /// <summary>Standard deviation of the halo share, with that of its width in it; 0 without a halo.</summary>
    public double HaloDeviation { get; init; }

    /// <summary>χ² per degree of freedom of the sample.</summary>
    public double ReducedChiSquare { get; init; }

    /// <summary>The errors of these terms as independent parts.</summary>
    public IReadOnlyList<CalibrationMode> Modes { get; init; } = [];

    /// <summary>The terms with one part of their error added.</summary>
    public CalibrationResult Moved(CalibrationMode by) => this with
    {
        Shift_eV = Shift_eV + by.Shift_eV,
        Light = new AdditiveLight(Light.Stray + by.Stray, Light.Halo + by.Halo, Light.HaloWidth + by.HaloWidth),
    };

    /// <summary>Mean square residual against shift; null when the shift was given.</summary>
    public ShiftCurve? Curve { get; init; }

    /// <summary>True when the best shift lies at the end of the search range.</summary>
    public bool IsAtLimit { get; init; }
}

/// <summary>Mean square residual against energy shift.</summary>
/// <param name="Shifts_eV">Shifts [eV].</param>
/// <param name="MeanSquares">Mean square residual of optical density; NaN where too few energies overlap.</param>
/// <param name="Best_eV">Shift of the smallest one [eV].</param>
public sealed record ShiftCurve(double[] Shifts_eV, double[] MeanSquares, double Best_eV);
