using Stria.Core;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Gitt;

/// <summary>Fits diffusion in the particle, with D and U depending on x and a resistance for each pulse, to the whole record of one direction.</summary>
/// <remarks>Nothing is taken for even across a pulse, and pulses may be long: what limits the formula of Weppner and Huggins does not limit this.</remarks>
public static class GittInverseFit
{
    /// <summary>Fits successive complete pulses of one direction.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="pulses">Successive pulses of one direction; the fit goes up to the first that is cut off.</param>
    /// <param name="sample">Shape, length and amount of the particles.</param>
    /// <param name="options">Cells and knots.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">Fewer than two complete pulses.</exception>
    /// <exception cref="ScenarioException">Length, amount or composition of the sample is missing.</exception>
    public static InverseFitResult Run(CyclerTrace trace, IReadOnlyList<GittPulse> pulses, GittSample sample, InverseFitOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new InverseFitOptions();
        GittSample known = sample.Checked();
        GittPulse[] complete = [.. pulses.TakeWhile(p => p.IsComplete)];
        if (complete.Length < 2)
        {
            throw new DataException($"Only {complete.Length} successive complete pulses are there to be fitted; two are needed.", trace.Origin?.Source);
        }

        var record = new ParticleRecord(trace, complete, known, options.SkipTime);
        double[] knots = Knots(record, options.PulsesPerValue), logs = FirstDiffusivities(trace, known, complete, knots);
        (UniformBSpline spline, double[] coefficients) = FirstPotential(trace, complete, record, (known, logs, knots), options);
        double resistance = FirstResistance(trace, complete);
        var problem = new ParticleProblem(record, known, knots, spline, options.Cells);
        LeastSquaresResult found = Solve(problem, [.. logs, .. coefficients, .. complete.Select(_ => resistance)], options.MaximumIterations, cancel);
        return Describe(record, knots, spline, found, Otherwise(record, known, (knots, spline, found.Parameters), options, cancel));
    }

    private static LeastSquaresResult Solve(ParticleProblem problem, double[] start, int iterations, CancellationToken cancel) =>
        LevenbergMarquardt.Minimise(problem, start, new LevenbergMarquardtOptions { MaximumIterations = iterations, CostTolerance = 1e-6, GradientTolerance = 1e-8 }, cancel);

    /// <summary>ln D at the knots from a second fit with other cells, other knots of ln D and more of U: how far it lies from the first tells what the choice of them does.</summary>
    private static double[] Otherwise(
        ParticleRecord record, GittSample sample, (double[] Knots, UniformBSpline Spline, double[] Parameters) first, InverseFitOptions options, CancellationToken cancel)
    {
        (double[] knots, UniformBSpline spline) = (first.Knots, first.Spline);
        double[] between = knots.Length == 1 ? knots : [((3 * knots[0]) - knots[1]) / 2, .. knots.Zip(knots.Skip(1), (a, b) => (a + b) / 2), ((3 * knots[^1]) - knots[^2]) / 2];
        var finer = new UniformBSpline(spline.Low, spline.Low + (spline.Spacing * spline.Intervals), (int)Math.Ceiling(spline.Intervals * 4 / 3.0));
        double[] logs = first.Parameters[..knots.Length], coefficients = first.Parameters[knots.Length..(knots.Length + spline.Count)];
        double[] start =
        [
            .. between.Select(x => Linear(knots, logs, x)),
            .. Enumerable.Range(-1, finer.Count).Select(k => spline.At(finer.Low + (k * finer.Spacing), coefficients)),
            .. first.Parameters[(knots.Length + spline.Count)..],
        ];
        LeastSquaresResult found = Solve(new ParticleProblem(record, sample, between, finer, options.Cells * 3 / 2), start, options.CheckIterations, cancel);
        return [.. knots.Select(x => Linear(between, found.Parameters[..between.Length], x))];
    }

    // Between knots, and the outermost piece beyond them.
    private static double Linear(double[] knots, double[] values, double x)
    {
        if (knots.Length == 1)
        {
            return values[0];
        }

        int i = Math.Clamp(Array.FindLastIndex(knots, k => k <= x), 0, knots.Length - 2);
        return values[i] + ((values[i + 1] - values[i]) * (x - knots[i]) / (knots[i + 1] - knots[i]));
    }

    private static double[] Knots(ParticleRecord record, int pulsesPerValue)
    {
        double[] middles = [.. record.Middles.Order()];
        return [.. middles.Chunk(Math.Max(1, pulsesPerValue)).Select(c => c.Average())];
    }

    // From the exact series where it gives something, else the median of those.
    private static double[] FirstDiffusivities(CyclerTrace trace, GittSample sample, GittPulse[] pulses, double[] knots)
    {
        GittPoint[] points = [.. GittAnalysis.Run(trace, sample).Where(p => pulses.Any(q => q.Pulse.First == p.Pulse.Pulse.First))];
        double[] all = [.. points.Select(p => p.By(DiffusionMethod.FiniteBody).Diffusivity.Value).Where(d => d > 0)];
        double relaxation = sample.Length * sample.Length / pulses[0].Pulse.Duration;
        double typical = all.Length > 0 ? Quantiles.Median(all) : relaxation;
        return
        [
            .. knots.Select(x => points.MinBy(p => Math.Abs(p.Composition - x))?.By(DiffusionMethod.FiniteBody).Diffusivity.Value is { } d && d > 0.1 * typical && d < 10 * typical
                ? Math.Log(d)
                : Math.Log(typical)),
        ];
    }

    private static (UniformBSpline Spline, double[] Coefficients) FirstPotential(
        CyclerTrace trace, GittPulse[] pulses, ParticleRecord record, (GittSample Sample, double[] Logs, double[] Knots) first, InverseFitOptions options)
    {
        (double X, double U)[] rests = [.. pulses.Select((p, i) => (record.Ends[i], trace.Potentials[p.Rest!.Last])).Append((record.Start, trace.Potentials[pulses[0].Before])).OrderBy(r => r.Item1)];
        double step = (rests[^1].X - rests[0].X) / pulses.Length;

        // How far the surface goes is not known before; a first simulation tells, with a margin.
        var wide = new UniformBSpline(rests[0].X - (2 * step), rests[^1].X + (2 * step), 4);
        var simulation = new ParticleProblem(record, first.Sample, first.Knots, wide, options.Cells);
        simulation.SimulateAll(first.Logs);
        double low = Math.Min(rests[0].X, simulation.Surface.ToArray().Min()) - (0.1 * step), high = Math.Max(rests[^1].X, simulation.Surface.ToArray().Max()) + (0.1 * step);
        int intervals = Math.Max(4, (int)Math.Ceiling((high - low) / step * options.PotentialKnotsPerPulse));
        var spline = new UniformBSpline(low, high, intervals);
        var through = new CubicSpline([.. rests.Select(r => r.X)], [.. rests.Select(r => r.U)]);
        return (spline, [.. Enumerable.Range(-1, spline.Count).Select(k => through.At(low + (k * spline.Spacing)))]);
    }

    private static double FirstResistance(CyclerTrace trace, GittPulse[] pulses) => Quantiles.Median(
        [.. pulses.Select(p => (trace.Potentials[p.Pulse.First] - trace.Potentials[p.Before]) / trace.Currents[p.Pulse.First])]);

    private static InverseFitResult Describe(ParticleRecord record, double[] knots, UniformBSpline spline, LeastSquaresResult found, double[] otherwise)
    {
        int lines = record.Lines.Length, parameters = found.Parameters.Length;
        double[] residuals = [.. found.Residuals.Take(lines).Select(r => -r)];
        double length = SerialCorrelation.Length(residuals), variance = residuals.Sum(r => r * r) / Math.Max(1, lines - parameters) * length;
        var covariance = ParameterCovariance.Of(found.Jacobian, parameters, variance);
        double[] model = ModelErrors([.. knots.Select((_, k) => otherwise[k] - found.Parameters[k])]);
        MeasuredValue[] diffusivities =
        [
            .. knots.Select((_, k) => new MeasuredValue(Math.Exp(found.Parameters[k]), Math.Exp(found.Parameters[k]) * Math.Sqrt(Math.Pow(covariance.StandardDeviation(k), 2) + (model[k] * model[k])))),
        ];
        int resistance = knots.Length + spline.Count;
        return new InverseFitResult(
            knots, diffusivities, [.. record.Middles.Select((x, p) => (x, new MeasuredValue(found.Parameters[resistance + p], covariance.StandardDeviation(resistance + p))))])
        {
            PotentialSpline = spline,
            PotentialCoefficients = found.Parameters[knots.Length..resistance],
            Residuals = residuals,
            Lines = record.Lines,
            CorrelationLength = length,
            ModelErrors = model,
            Iterations = found.Iterations,
            Converged = found.Converged,
        };
    }

    // The difference of both fits, root mean square with the neighbours: a single one may be small by chance.
    private static double[] ModelErrors(double[] differences) => [.. differences.Select((_, k) =>
    {
        double[] near = differences[Math.Max(0, k - 1)..Math.Min(differences.Length, k + 2)];
        return Math.Sqrt(near.Average(d => d * d));
    })];
}
