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
    private const int SampleSize = 800, OuterIterations = 6, Drawings = 8, DrawnIterations = 2;

    /// <summary>Fits the common terms.</summary>
    /// <param name="od">Optical densities, offset taken off.</param>
    /// <param name="references">References on a common scale.</param>
    /// <param name="options">What to fit, and on which pixels.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">References and stack do not overlap.</exception>
    public static CalibrationResult Fit(OpticalDensityStack od, ScaledReferences references, CalibrationOptions options, CancellationToken cancel = default)
    {
        CalibrationSample plain = CalibrationSample.Take(od, options.Mask, SampleSize, double.NaN, options.Seed);
        ShiftCurve? curve = null;
        double start = options.FixedShift_eV ?? 0;
        if (options.FixedShift_eV is null)
        {
            curve = Search(od, references, plain, options, cancel);
            start = curve.Best_eV;
        }

        AdditiveLight halo = AdditiveLight.None with { Halo = options.Halo?.Share ?? 0, HaloWidth = options.Halo?.Width ?? AdditiveLight.None.HaloWidth };
        CalibrationSample sample = halo.IsNone ? plain : CalibrationSample.Take(od, options.Mask, SampleSize, halo.HaloWidth, options.Seed);
        var problem = new Problem(od, references, options, sample);
        Solution without = Refine(problem, new Parameters(start, halo), fitStray: false), kept = without;
        if (options.FitStrayLight)
        {
            cancel.ThrowIfCancellationRequested();
            Solution stray = Refine(problem, without.At with { Light = halo with { Stray = 0.005 } }, fitStray: true);
            kept = stray.At.Light.Stray > 5 * stray.Deviations[1] ? stray : without;
        }

        Parameters bias = Bias(problem, kept, options, cancel);
        kept = kept with { At = kept.At.Moved(0, -bias.Shift_eV).Moved(1, -bias.Light.Stray) };
        return new CalibrationResult(kept.At.Shift_eV, options.FixedShift_eV is null ? kept.Deviations[0] : 0, kept.At.Light)
        {
            StrayDeviation = kept.Deviations[1],
            ReducedChiSquare = kept.ReducedChiSquare,
            Curve = curve,
            IsAtLimit = options.FixedShift_eV is null && Math.Abs(kept.At.Shift_eV) > options.ShiftRange_eV - GridStep_eV,
        };
    }

    private static ShiftCurve Search(
        OpticalDensityStack od, ScaledReferences references, CalibrationSample sample, CalibrationOptions options, CancellationToken cancel)
    {
        int steps = (int)Math.Round(options.ShiftRange_eV / GridStep_eV);
        var problem = new Problem(od, references, options, sample);
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
    private static Solution Refine(Problem problem, Parameters at, bool fitStray, int iterations = OuterIterations)
    {
        int n = fitStray ? 2 : 1;
        double[] deltas = [0.01, 0.002];
        Evaluation current = problem.Evaluate(at, null);
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
                Hold(factor, right, n);
            }

            if (!SmallCholesky.Factor(factor, n))
            {
                break;
            }

            SmallCholesky.Solve(factor, n, right);
            at = problem.Descend(at, right, current);
        }

        return problem.Finish(at, normal, n);
    }

    // Amounts that may not be negative are biased by noise, and with them the common terms. How far is found by drawing samples about the fit and fitting them again.
    private static Parameters Bias(Problem problem, Solution found, CalibrationOptions options, CancellationToken cancel)
    {
        bool fitStray = found.At.Light.Stray > 0;
        var random = new SeededRandom(options.Seed);
        double shift = 0, stray = 0;
        for (int k = 0; k < Drawings && (fitStray || !problem.ShiftIsFixed); k++)
        {
            cancel.ThrowIfCancellationRequested();
            Parameters drawn = Refine(problem.Drawn(found, random), found.At, fitStray, DrawnIterations).At;
            shift += (drawn.Shift_eV - found.At.Shift_eV) / Drawings;
            stray += (drawn.Light.Stray - found.At.Light.Stray) / Drawings;
        }

        return new Parameters(shift, AdditiveLight.None with { Stray = stray });
    }

    private static void Hold(double[] normal, double[] right, int n)
    {
        for (int k = 0; k < n; k++)
        {
            normal[k] = normal[k * n] = 0;
        }

        (normal[0], right[0]) = (1, 0);
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private readonly record struct Parameters(double Shift_eV, AdditiveLight Light)
    {
        public Parameters Moved(int which, double by) => which switch
        {
            0 => this with { Shift_eV = Shift_eV + by },
            _ => this with { Light = Light with { Stray = Math.Clamp(Light.Stray + by, 0, 0.3) } },
        };
    }

    private sealed record Evaluation(double[] Residuals, double[] Model, FrozenWeights? Weights, double Cost, int Used);

    private sealed record FrozenWeights(double[] Weights, double[] Model, double Rest);

    private sealed record Solution(Parameters At, double Cost, double ReducedChiSquare, double[] Deviations);

    /// <summary>The sample's residuals as a function of the common parameters.</summary>
    private sealed class Problem(OpticalDensityStack od, ScaledReferences references, CalibrationOptions options, CalibrationSample sample)
    {
        private readonly int n = sample.Count;
        private readonly double[] data = new double[sample.Measured.Length], weights = new double[sample.Measured.Length];
        private SpectraFitBlock? block;
        private readonly double[] noiseFactors = [.. options.NoiseFactors.Select(f => f * sample.NoiseFactor)];

        /// <summary>The problem with data drawn about a solution, by the noise of the weights times the root of χ².</summary>
        public Problem Drawn(Solution about, SeededRandom random)
        {
            FrozenWeights frozen = Weights(about.At, Evaluate(about.At, null));
            double[] weights = [.. frozen.Weights.Select(w => w / about.ReducedChiSquare)];
            return new Problem(od, references, options, sample.Drawn(frozen.Model, weights, about.At.Light, random));
        }

        public bool ShiftIsFixed => options.FixedShift_eV is not null;

        public double UnweightedMeanSquare(double shift)
        {
            double low = references.References.Max(r => r.Lowest_eV), high = references.References.Min(r => r.Highest_eV);
            int covered = od.PhotonEnergies_eV.Count(e => e - shift >= low && e - shift <= high);
            if (covered < Math.Max(3, 0.6 * od.FrameCount))
            {
                return double.NaN;
            }

            Evaluation e = Evaluate(new Parameters(shift, AdditiveLight.None), null);
            return e.Cost / e.Used;
        }

        /// <summary>Residuals at a point: of the optical density with weight one, or, with frozen weights, in standard deviations of the intensities. Intensities,
        /// because taking light off before the logarithm would amplify the noise and so favour no light.</summary>
        public Evaluation Evaluate(Parameters at, FrozenWeights? frozen)
        {
            ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, at.Shift_eV);
            design = options.Background ? design.WithBackground(od.PhotonEnergies_eV) : design;
            var fit = new SpectraFit(design);
            double[] measured = frozen is null ? sample.Without(at.Light) : sample.Linearised(frozen.Model, at.Light);
            new FitWeights(od.Incident, noiseFactors, od.Noise, design.Used).Start(measured, n, data, weights);
            double rest = 1 - at.Light.Stray - at.Light.Halo;
            for (int i = 0; i < weights.Length && frozen is not null; i++)
            {
                weights[i] *= frozen.Weights[i] * rest * rest / (frozen.Rest * frozen.Rest);
            }

            block ??= new SpectraFitBlock(fit, n);
            fit.Solve(data, weights, n, block);
            var residuals = new double[data.Length];
            double cost = 0;
            int used = 0;
            for (int i = 0; i < data.Length; i++)
            {
                residuals[i] = Math.Sqrt(weights[i]) * (data[i] - block.Model[i]);
                cost += residuals[i] * residuals[i];
                used += weights[i] > 0 ? 1 : 0;
            }

            return new Evaluation(residuals, [.. block.Model], frozen, cost, used);
        }

        /// <summary>Weights and model to hold while common parameters are moved.</summary>
        public FrozenWeights Weights(Parameters at, Evaluation e)
        {
            double[] measured = sample.Without(at.Light), linearised = new double[measured.Length], frozen = new double[measured.Length];
            var used = new bool[od.FrameCount];
            Array.Fill(used, true);
            new FitWeights(od.Incident, noiseFactors, od.Noise, used).FromModel(measured, e.Model, sample.Light(at.Light), linearised, frozen);
            return new FrozenWeights(frozen, e.Model, 1 - at.Light.Stray - at.Light.Halo);
        }

        public double[] Slope(Parameters at, int which, double delta, Evaluation current)
        {
            Evaluation up = Evaluate(at.Moved(which, delta), current.Weights), down = Evaluate(at.Moved(which, -delta), current.Weights);
            double span = which == 0 ? 2 * delta : at.Moved(which, delta).Light.Stray - at.Moved(which, -delta).Light.Stray;
            var slope = new double[up.Residuals.Length];
            for (int i = 0; i < slope.Length; i++)
            {
                slope[i] = (up.Residuals[i] - down.Residuals[i]) / span;
            }

            return slope;
        }

        public Parameters Descend(Parameters at, double[] step, Evaluation current)
        {
            for (double length = 1; length > 0.05; length /= 2)
            {
                Parameters trial = at.Moved(0, Math.Clamp(length * step[0], -0.2, 0.2));
                trial = step.Length > 1 ? trial.Moved(1, length * step[1]) : trial;
                if (Evaluate(trial, current.Weights).Cost < current.Cost)
                {
                    return trial;
                }
            }

            return at;
        }

        public Solution Finish(Parameters at, double[] normal, int parameters)
        {
            Evaluation e = Evaluate(at, Weights(at, Evaluate(at, null)));
            double reduced = e.Cost / Math.Max(1, e.Used - (2 * n));
            double[] deviations = new double[2], inverse = [.. normal];
            if (ShiftIsFixed)
            {
                Hold(inverse, new double[parameters], parameters);
            }

            for (int k = 0; k < parameters; k++)
            {
                double[] factor = [.. inverse], unit = new double[parameters];
                unit[k] = 1;
                if (SmallCholesky.Factor(factor, parameters))
                {
                    SmallCholesky.Solve(factor, parameters, unit);
                    deviations[k] = Math.Sqrt(unit[k] * reduced * sample.Overlap);
                }
            }

            return new Solution(at, e.Cost, reduced, deviations);
        }
    }
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

    /// <summary>Whether each spectrum has a straight background of its own beside the references.</summary>
    public bool Background { get; init; }

    /// <summary>The beam's halo, found beside the sample; null = none.</summary>
    public HaloEstimate? Halo { get; init; }

    /// <summary>Start of the random choice of pixels.</summary>
    public long Seed { get; init; } = 1;
}

/// <summary>The terms common to all pixels.</summary>
/// <param name="Shift_eV">E(stack) − E(references) [eV]: what the stack's axis reads too high.</param>
/// <param name="ShiftDeviation_eV">Its standard deviation [eV]; 0 when it was given.</param>
/// <param name="Light">The halo as given, and stray light where it is significant (5 σ).</param>
public sealed record CalibrationResult(double Shift_eV, double ShiftDeviation_eV, AdditiveLight Light)
{
    /// <summary>Standard deviation of the stray share.</summary>
    public double StrayDeviation { get; init; }

    /// <summary>Standard deviation of the halo share; 0 without a halo.</summary>
    public double HaloDeviation { get; init; }

    /// <summary>χ² per degree of freedom of the sample.</summary>
    public double ReducedChiSquare { get; init; }

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
