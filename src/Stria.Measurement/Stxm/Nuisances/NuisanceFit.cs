using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>Finds, once for the whole stack and before the pixels are fitted, what disturbs all spectra alike. The data choose: a term enters only where it lowers χ² significantly.</summary>
/// <remarks>Starting from the energy shift, the term that promises the largest fall of χ² (a score test with the amounts eliminated; Rao 1948) enters, all terms in are fitted anew by
/// Gauss–Newton steps, and so on until none promises <see cref="LeastGain"/> in units of the scatter that remains. In the end each term's gain is what χ² loses without it.</remarks>
public static class NuisanceFit
{
    /// <summary>Least fall of χ², in units of the remaining scatter, for a term of one parameter: five standard deviations.</summary>
    public const double LeastGain = 25;

    private const double GainPerParameter = 4, DichroismPrior = 0.15, UsualStrength = 0.1, LeastStrength = 0.005, LeastSpread = 0.05, NegligibleStep = 0.01;
    private const int SampleSize = 500, Iterations = 4, LastIterations = 10, Rounds = 7, Drawings = 6, DrawnIterations = 2;

    /// <summary>Fits the terms.</summary>
    /// <param name="od">Optical densities, offset taken off, additive light still in.</param>
    /// <param name="references">References on a common scale.</param>
    /// <param name="options">What is known, and what may be fitted.</param>
    /// <param name="cancel">Stops between steps.</param>
    public static NuisanceModel Fit(OpticalDensityStack od, ScaledReferences references, NuisanceOptions options, CancellationToken cancel = default)
    {
        double width = options.Halo?.Width ?? AdditiveLight.None.HaloWidth;
        NuisanceSample sample = NuisanceSample.Take(od, options.Mask, (SampleSize, width, options.Cosine, options.Seed));
        bool polarised = options.Cosine is not null && sample.Spread > LeastSpread && options.Terms.Contains(NuisanceTerm.Dichroism);
        DichroicPatterns? patterns = polarised ? options.Before?.Start?.Patterns ?? DichroicPatterns.For(references, od.PhotonEnergies_eV, options.Start_eV) : null;
        if (patterns is { Count: 0 })
        {
            (polarised, patterns) = (false, null); // a stack too narrow for a resonance between its ends
        }

        var problem = new NuisanceProblem(od, references, options, sample) { Patterns = patterns };
        var at = new NuisanceParameters(options.Start_eV, options.Terms.Contains(NuisanceTerm.StrayLight) ? 0 : options.KnownStray, options.Halo?.Share ?? 0) { Dichroism = new double[patterns?.Count ?? 0] };
        List<NuisanceTerm> active = options.ShiftIsKnown ? [] : [NuisanceTerm.EnergyShift];
        List<NuisanceTerm> waiting = [.. options.Terms.Where(t => t is not (NuisanceTerm.EnergyShift or NuisanceTerm.Halo) && (t != NuisanceTerm.Dichroism || polarised))];
        if (options.Before?.Start is { } before && before.At.Dichroism.Length == at.Dichroism.Length)
        {
            (at, active) = (before.At, [.. before.Active]);
            waiting.RemoveAll(before.Active.Contains);
        }

        Solution found = Refine(problem, at, active, Iterations);
        var promises = new Dictionary<NuisanceTerm, double>();
        for (int round = 0; round < Rounds && waiting.Count > 0; round++)
        {
            cancel.ThrowIfCancellationRequested();
            double[][] slopes = [.. Coordinates(active, found.At).Select(c => Slope(problem, found, c))];
            promises = waiting.ToDictionary(t => t, t => Promise(problem, found, (slopes, active), t, sample.Overlap));
            (NuisanceTerm Term, double Gain) best = promises.Select(p => (p.Key, p.Value)).MaxBy(p => p.Value - Least(p.Key, patterns));
            if (best.Gain < Least(best.Term, patterns))
            {
                break;
            }

            active.Add(best.Term);
            waiting.Remove(best.Term);
            found = Refine(problem, found.At, active, Iterations);
        }

        found = Refine(problem, found.At, active, LastIterations);
        // The bias hardly depends on the directions: a fit that follows takes it over.
        double[] bias = options.Before?.Start is { } earlier && earlier.Active.SequenceEqual(active) ? earlier.Bias : Bias(problem, found, active, options.Seed, cancel);
        return Finish(problem, Unbiased(problem, found, bias), (active, promises), (sample, options, patterns), new NuisanceStart(found.At, active, bias, patterns));
    }

    // Amounts that may not be negative are biased by noise, and with them the terms. How far is found by drawing samples about the fit and fitting them again.
    private static double[] Bias(NuisanceProblem problem, Solution found, List<NuisanceTerm> active, long seed, CancellationToken cancel)
    {
        NuisanceCoordinate[] coordinates = found.Coordinates;
        double[] bias = new double[coordinates.Length];
        var random = new SeededRandom(seed);
        for (int k = 0; k < Drawings && coordinates.Length > 0; k++)
        {
            cancel.ThrowIfCancellationRequested();
            NuisanceParameters drawn = Refine(problem.Drawn(found.At, found.Frozen, found.Reduced, random), found.At, active, DrawnIterations, isDrawn: true).At;
            for (int c = 0; c < bias.Length; c++)
            {
                bias[c] += (drawn.Value(coordinates[c]) - found.At.Value(coordinates[c])) / Drawings;
            }
        }

        return bias;
    }

    private static Solution Unbiased(NuisanceProblem problem, Solution found, double[] bias)
    {
        NuisanceParameters at = found.At;
        for (int c = 0; c < bias.Length; c++)
        {
            at = at.Moved(found.Coordinates[c], -bias[c]);
        }

        return found with { At = at, Now = problem.Evaluate(at, found.Frozen), Inverse = [.. found.Inverse.Select(v => v * (1 + (1.0 / Drawings)))] };
    }

    private static double Least(NuisanceTerm term, DichroicPatterns? patterns) => LeastGain + (term == NuisanceTerm.Dichroism ? GainPerParameter * patterns!.Count : 0);

    private static NuisanceCoordinate[] Coordinates(IEnumerable<NuisanceTerm> terms, NuisanceParameters at) =>
        [.. terms.SelectMany(t => t == NuisanceTerm.Dichroism ? Enumerable.Range(0, at.Dichroism.Length).Select(k => new NuisanceCoordinate(t, k)) : [new NuisanceCoordinate(t)])];

    private static double[] Slope(NuisanceProblem problem, Solution s, NuisanceCoordinate c)
    {
        double[] moved = problem.Evaluate(s.At.Moved(c, c.Step), s.Frozen).Residuals;
        TensorPrimitives.Subtract(moved, s.Now.Residuals, moved);
        TensorPrimitives.Divide(moved, c.Step, moved);
        return moved;
    }

    // The step that all active coordinates and the candidate's would take together, and by how much χ² falls beyond what the active ones alone give.
    private static double Promise(NuisanceProblem problem, Solution s, (double[][] Slopes, List<NuisanceTerm> Terms) active, NuisanceTerm candidate, double overlap)
    {
        NuisanceCoordinate[] all = Coordinates([.. active.Terms, candidate], s.At);
        int own = active.Slopes.Length;
        double[][] slopes = [.. active.Slopes, .. all[own..].Select(c => Slope(problem, s, c))];
        double with = Fall(slopes, s, all, all.Length, out double[] step), without = own == 0 ? 0 : Fall(slopes, s, all, own, out _);
        bool allowed = !all[own].IsPositive || step[own] > 0;
        return allowed ? (with - without) / (s.Reduced * overlap) : 0;
    }

    private static double Fall(double[][] slopes, Solution s, NuisanceCoordinate[] coordinates, int count, out double[] step)
    {
        (double[] normal, double[] right) = Normal(slopes, s, coordinates, count);
        step = [.. right];
        if (!SmallCholesky.Factor(normal, count))
        {
            return 0;
        }

        SmallCholesky.Solve(normal, count, step);
        return TensorPrimitives.Dot<double>(step, right);
    }

    private static (double[] Normal, double[] Right) Normal(double[][] slopes, Solution s, NuisanceCoordinate[] coordinates, int count)
    {
        double[] normal = new double[count * count], right = new double[count];
        for (int a = 0; a < count; a++)
        {
            right[a] = -TensorPrimitives.Dot<double>(slopes[a], s.Now.Residuals);
            for (int b = 0; b <= a; b++)
            {
                normal[(a * count) + b] = normal[(b * count) + a] = TensorPrimitives.Dot<double>(slopes[a], slopes[b]);
            }

            if (coordinates[a].Term == NuisanceTerm.Dichroism)
            {
                double strength = s.At.Dichroism[coordinates[a].Index], prior = s.Reduced * s.Overlap * Prior(strength, s.At.Dichroism);
                normal[(a * count) + a] += prior;
                right[a] -= prior * strength;
            }
        }

        return (normal, right);
    }

    // Dichroism changes single resonances. Of all strengths that explain the spectra alike the ones are taken that need the fewest knots: a penalty that grows with |a|, by
    // reweighted squares (Candès, Wakin and Boyd 2008). To begin with they are held near zero alike, by what dichroism is known to be: ± 5 to 25 %.
    private static double Prior(double strength, double[] all) =>
        all.AsSpan().ContainsAnyExcept(0.0) ? LeastGain / (UsualStrength * (Math.Abs(strength) + LeastStrength)) : 1 / (DichroismPrior * DichroismPrior);

    private static Solution Refine(NuisanceProblem problem, NuisanceParameters at, List<NuisanceTerm> active, int iterations, bool isDrawn = false)
    {
        NuisanceEvaluation rough = problem.Evaluate(at, null);
        NuisanceFreeze frozen = problem.Freeze(at, rough);
        double[] inverse = [];
        NuisanceCoordinate[] coordinates = Coordinates(active, at);
        for (int iteration = 0; ; iteration++)
        {
            NuisanceEvaluation now = problem.Evaluate(at, frozen);
            frozen = problem.Freeze(at, now);
            now = problem.Evaluate(at, frozen);
            var here = new Solution(at, now, frozen, now.Cost / Math.Max(1, now.Used - now.Free - coordinates.Length)) { Coordinates = coordinates, Overlap = problem.Overlap };
            if (coordinates.Length == 0 || (isDrawn && iteration == iterations))
            {
                return here;
            }

            double[][] slopes = [.. coordinates.Select(c => Slope(problem, here, c))];
            (double[] normal, double[] right) = Normal(slopes, here, coordinates, coordinates.Length);
            inverse = Inverse(WithoutPenalty(normal, here), coordinates.Length) ?? inverse;
            if (iteration == iterations || !SmallCholesky.Factor(normal, coordinates.Length))
            {
                return here with { Inverse = inverse };
            }

            SmallCholesky.Solve(normal, coordinates.Length, right);
            NuisanceParameters next = IsNegligible(right, inverse, here) ? at : Descend(problem, here, right);
            if (next == at)
            {
                return here with { Inverse = inverse };
            }

            at = next;
        }
    }

    // Against the standard deviations.
    private static bool IsNegligible(double[] step, double[] inverse, Solution here)
    {
        double scale = here.Reduced * here.Overlap;
        for (int k = 0; k < step.Length; k++)
        {
            if (inverse.Length == 0 || Math.Abs(step[k]) > NegligibleStep * Math.Sqrt(scale * inverse[(k * step.Length) + k]))
            {
                return false;
            }
        }

        return true;
    }

    // The penalty chooses among strengths that explain the spectra alike; it is no knowledge of them. Their errors are those that the data leave, within what dichroism is known to be.
    private static double[] WithoutPenalty(double[] normal, Solution here)
    {
        double[] plain = [.. normal];
        for (int a = 0; a < here.Coordinates.Length; a++)
        {
            if (here.Coordinates[a].Term == NuisanceTerm.Dichroism)
            {
                double strength = here.At.Dichroism[here.Coordinates[a].Index], unit = here.Reduced * here.Overlap;
                plain[(a * here.Coordinates.Length) + a] += unit * ((1 / (DichroismPrior * DichroismPrior)) - Prior(strength, here.At.Dichroism));
            }
        }

        return plain;
    }

    private static NuisanceParameters Descend(NuisanceProblem problem, Solution here, double[] step)
    {
        for (double length = 1; length > 0.1; length /= 2)
        {
            NuisanceParameters trial = here.At;
            for (int k = 0; k < step.Length; k++)
            {
                NuisanceCoordinate c = here.Coordinates[k];
                trial = trial.Moved(c, Math.Clamp(length * step[k], -c.Longest, c.Longest));
            }

            // Where amounts imitate a strength χ² hardly changes: there the penalty decides.
            if (problem.Evaluate(trial, here.Frozen).Cost + Penalty(here, trial) < here.Now.Cost + Penalty(here, here.At))
            {
                return trial;
            }
        }

        return here.At;
    }

    private static double Penalty(Solution here, NuisanceParameters at)
    {
        double sum = 0;
        for (int k = 0; k < at.Dichroism.Length; k++)
        {
            sum += here.Reduced * here.Overlap * Prior(here.At.Dichroism[k], here.At.Dichroism) * at.Dichroism[k] * at.Dichroism[k];
        }

        return sum;
    }

    private static double[]? Inverse(double[] normal, int n)
    {
        double[] factor = [.. normal], inverse = new double[n * n];
        if (!SmallCholesky.Factor(factor, n))
        {
            return null;
        }

        for (int k = 0; k < n; k++)
        {
            inverse[(k * n) + k] = 1;
            SmallCholesky.Solve(factor, n, inverse.AsSpan(k * n, n));
        }

        return inverse;
    }

    private static NuisanceModel Finish(
        NuisanceProblem problem, Solution s, (List<NuisanceTerm> Active, Dictionary<NuisanceTerm, double> Promises) terms, (NuisanceSample Sample, NuisanceOptions Options, DichroicPatterns? Patterns) with, NuisanceStart start)
    {
        problem.Evaluate(s.At, s.Frozen);
        double[] x = problem.Compositions();
        var findings = new List<NuisanceFinding>();
        int n = s.Coordinates.Length;
        double scale = s.Reduced * with.Sample.Overlap;
        foreach (NuisanceTerm term in with.Options.Terms)
        {
            int first = Array.FindIndex(s.Coordinates, c => c.Term == term);
            double variance = first >= 0 && s.Inverse.Length > 0 ? scale * s.Inverse[(first * n) + first] : 0;
            findings.Add(terms.Active.Contains(term) || (term == NuisanceTerm.Halo && s.At.Halo > 0)
                ? Describe(problem, s, x, (term, variance, scale), with)
                : new NuisanceFinding(term, 0, 0, UnitOf(term)) { Gain = terms.Promises.GetValueOrDefault(term) });
        }

        return new NuisanceModel(s.At, problem.Middle_eV - s.At.Shift_eV, with.Patterns, findings)
        {
            ReducedChiSquare = s.Reduced,
            Start = start,
            HaloWidth = with.Options.Halo?.Width ?? AdditiveLight.None.HaloWidth,
            Modes = NuisanceModes.Of(s.Coordinates, [.. s.Inverse.Select(v => scale * v)], with.Patterns?.Names ?? [], steps => Effect(problem, s, x, steps)),
        };
    }

    // Root mean square change of x in the sample when terms are moved.
    private static double Effect(NuisanceProblem problem, Solution s, double[] x, (NuisanceCoordinate Which, double By)[] steps)
    {
        problem.Evaluate(steps.Aggregate(s.At, (moved, step) => moved.Moved(step.Which, step.By)), s.Frozen);
        double[] squares = [.. problem.Compositions().Zip(x, (a, b) => (a - b) * (a - b)).Where(double.IsFinite)];
        return squares.Length == 0 ? 0 : Math.Sqrt(squares.Average());
    }

    private static string UnitOf(NuisanceTerm term) => term is NuisanceTerm.EnergyShift or NuisanceTerm.Broadening ? "eV" : "1";

    private static NuisanceFinding Describe(
        NuisanceProblem problem,
        Solution s,
        double[] x,
        (NuisanceTerm Term, double Variance, double Scale) about,
        (NuisanceSample Sample, NuisanceOptions Options, DichroicPatterns? Patterns) with)
    {
        NuisanceParameters p = s.At;
        double deviation = Math.Sqrt(about.Variance);
        (double value, double sigma) = about.Term switch
        {
            NuisanceTerm.EnergyShift => (p.Shift_eV, deviation),
            NuisanceTerm.EnergyStretch => (p.Stretch, deviation),
            NuisanceTerm.Broadening => (Math.Sqrt(p.Variance), p.Variance > 0 ? deviation / (2 * Math.Sqrt(p.Variance)) : 0),
            NuisanceTerm.StrayLight => (p.Stray, deviation),
            NuisanceTerm.DeadTime => (p.DeadTime, deviation),
            NuisanceTerm.Halo => (p.Halo, with.Options.Halo?.Deviation ?? 0),
            _ => (p.Dichroism.Length > 0 ? Math.Sqrt(p.Dichroism.Average(a => a * a)) : 0, deviation),
        };
        double gain = (problem.Evaluate(p.Without(about.Term), s.Frozen).Cost - s.Now.Cost) / about.Scale;
        double[] changed = problem.Compositions();
        double mean = 0, square = 0;
        int counted = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double d = x[i] - changed[i];
            (mean, square, counted) = double.IsFinite(d) ? (mean + d, square + (d * d), counted + 1) : (mean, square, counted);
        }

        return new NuisanceFinding(about.Term, value, sigma, UnitOf(about.Term)) { IsUsed = true, Gain = gain, MeanEffect = mean / Math.Max(1, counted), Effect = Math.Sqrt(square / Math.Max(1, counted)) };
    }

    private sealed record Solution(NuisanceParameters At, NuisanceEvaluation Now, NuisanceFreeze Frozen, double Reduced)
    {
        public NuisanceCoordinate[] Coordinates { get; init; } = [];

        public double Overlap { get; init; } = 1;

        public double[] Inverse { get; init; } = [];
    }
}

/// <summary>What the fit of common disturbances starts from.</summary>
/// <param name="Mask">The sample's pixels, away from its edges.</param>
/// <param name="NoiseFactors">Change of the variance by resampling, one per frame.</param>
public sealed record NuisanceOptions(PixelMask Mask, double[] NoiseFactors)
{
    /// <summary>The energy shift to start from [eV].</summary>
    public double Start_eV { get; init; }

    /// <summary>Whether that shift is given, and stays.</summary>
    public bool ShiftIsKnown { get; init; }

    /// <summary>The terms that may enter.</summary>
    public IReadOnlyList<NuisanceTerm> Terms { get; init; } = Enum.GetValues<NuisanceTerm>();

    /// <summary>What absorbs in each spectrum beside the references.</summary>
    public BackgroundShape Background { get; init; }

    /// <summary>The beam's halo, found beside the sample; null = none.</summary>
    public HaloEstimate? Halo { get; init; }

    /// <summary>Stray light that is known already, a share of I₀: held where the term is not fitted. Where it is, it starts from none: without broadening it imitates that, and would not leave again.</summary>
    public double KnownStray { get; init; }

    /// <summary>cos 2θ of the local direction of the particle against the polarisation, times how sure it is; NaN outside; null = not known.</summary>
    public float[]? Cosine { get; init; }

    /// <summary>The model as it was found with other directions, to go on from; null begins anew.</summary>
    public NuisanceModel? Before { get; init; }

    /// <summary>Start of the random choice of pixels.</summary>
    public long Seed { get; init; } = 1;
}
