using System.Numerics;
using Stria.Core;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Impedance;

/// <summary>Complex non-linear least squares of a circuit, from several starting points, with uncertainties.</summary>
/// <remarks>
/// Positive parameters are fitted by their logarithms, exponents as they are; derivatives are analytic. Standard deviations and correlations are those of the
/// parameters themselves, with all that were not fixed let free, also where one ended at its bound: nothing is made to look better determined by a bound.
/// The rails of a line can change places; unless a setting for one says otherwise the larger resistance becomes the ionic one.
/// </remarks>
public static class ImpedanceFit
{
    private const int EnoughAgreeing = 4;
    private const double SameMinimum = 1e-5, Correlated = 0.98;

    /// <summary>Fits a circuit to a spectrum.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">Weights, limits, starts.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">There are too few points for the parameters, or one is not finite.</exception>
    /// <exception cref="ScenarioException">An option names no parameter of the circuit or leaves it no range.</exception>
    public static ImpedanceFitResult Run(ImpedanceSpectrum spectrum, Circuit circuit, ImpedanceFitOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new ImpedanceFitOptions();
        (ImpedanceSpectrum used, int[] chosen) = Choose(spectrum, options);
        var ranges = new CircuitRanges(circuit, used, options);
        if (2 * used.Count <= ranges.Free.Length)
        {
            throw new DataException(
                $"{used.Count} points give {2 * used.Count} numbers, too few for the {ranges.Free.Length} free parameters of {circuit.Text}. Perhaps the record was cut short, or the range of frequencies is too narrow.",
                spectrum.Origin?.Source);
        }

        var problem = new CircuitProblem(ranges, used.Impedances, used.Frequencies, Weights(used, chosen, options));
        (LeastSquaresResult best, (int Tried, int Agreeing) starts) = Search(problem, ranges, options, cancel);
        var limits = new LevenbergMarquardtOptions { Lower = ranges.Lower, Upper = ranges.Upper, MaximumIterations = 500 };
        ranges.OrderRails(best.Parameters);
        best = LevenbergMarquardt.Minimise(problem, best.Parameters, limits, cancel);
        return Describe(problem, ranges, best, (used, starts, options.Weighting));
    }

    /// <summary>How many points of a spectrum a fit uses.</summary>
    internal static int CountUsed(ImpedanceSpectrum spectrum, ImpedanceFitOptions options) => Enumerable.Range(0, spectrum.Count).Count(i => IsUsed(spectrum, i, options));

    private static bool IsUsed(ImpedanceSpectrum spectrum, int point, ImpedanceFitOptions options) =>
        spectrum.Frequencies[point] >= options.LowestFrequency && spectrum.Frequencies[point] <= options.HighestFrequency
        && !(options.DropInductive && spectrum.Impedances[point].Imaginary >= 0);

    private static (ImpedanceSpectrum Used, int[] Chosen) Choose(ImpedanceSpectrum spectrum, ImpedanceFitOptions options)
    {
        int bad = Array.FindIndex(spectrum.Impedances, z => !Complex.IsFinite(z) || z == Complex.Zero);
        if (bad >= 0)
        {
            throw new DataException($"Point {bad + 1} ({spectrum.Frequencies[bad]:g4} Hz) has the impedance {spectrum.Impedances[bad]}, which is no measurement.", spectrum.Origin?.Source);
        }

        int[] chosen = [.. Enumerable.Range(0, spectrum.Count).Where(i => IsUsed(spectrum, i, options))];
        if (chosen.Length == 0)
        {
            throw new DataException($"None of the {spectrum.Count} points lies between {options.LowestFrequency:g4} and {options.HighestFrequency:g4} Hz{(options.DropInductive ? " with a negative imaginary part" : "")}.", spectrum.Origin?.Source);
        }

        var used = new ImpedanceSpectrum([.. chosen.Select(i => spectrum.Frequencies[i])], [.. chosen.Select(i => spectrum.Impedances[i])])
        {
            Times = spectrum.Times is { } times ? [.. chosen.Select(i => times[i])] : null,
            Potential = spectrum.Potential,
            Name = spectrum.Name,
            Origin = spectrum.Origin,
        };
        return (used, chosen);
    }

    private static (double[] Real, double[] Imaginary) Weights(ImpedanceSpectrum used, int[] chosen, ImpedanceFitOptions options)
    {
        switch (options.Weighting)
        {
            case ImpedanceWeighting.Unit:
                double[] ones = [.. used.Impedances.Select(_ => 1.0)];
                return (ones, ones);
            case ImpedanceWeighting.Proportional:
                // A part that passes through zero must not weigh without limit.
                return ([.. used.Impedances.Select(z => 1 / Math.Max(Math.Abs(z.Real), 0.01 * z.Magnitude))], [.. used.Impedances.Select(z => 1 / Math.Max(Math.Abs(z.Imaginary), 0.01 * z.Magnitude))]);
            case ImpedanceWeighting.GivenSigma:
                double[] sigma = options.Sigma ?? throw new ScenarioException("Weights from given standard deviations need those standard deviations.");
                int wrong = chosen[^1] < sigma.Length ? Array.FindIndex(chosen, i => !(sigma[i] > 0)) : 0;
                double[] inverse = wrong < 0 ? [.. chosen.Select(i => 1 / sigma[i])] : throw new ScenarioException($"Each of the points needs a positive standard deviation [Ω]; {sigma.Length} are given.");
                return (inverse, inverse);
            default:
                double[] relative = [.. used.Impedances.Select(z => 1 / z.Magnitude)];
                return (relative, relative);
        }
    }

    // The given start alone counts when it is complete and another start finds nothing better; else several must agree on the lowest minimum.
    private static (LeastSquaresResult Best, (int Tried, int Agreeing) Starts) Search(CircuitProblem problem, CircuitRanges ranges, ImpedanceFitOptions options, CancellationToken cancel)
    {
        var random = new SeededRandom(options.Seed);
        var limits = new LevenbergMarquardtOptions { Lower = ranges.Lower, Upper = ranges.Upper, MaximumIterations = 60, CostTolerance = 1e-8, GradientTolerance = 1e-7 };
        LeastSquaresResult? best = null;
        int agreeing = 0, tried = 0;
        for (; tried < Math.Max(1, options.Starts) && agreeing < EnoughAgreeing; tried++)
        {
            double[] start = ranges.Start(random, tried == 0 ? 1 : Math.Pow(10, Math.Min(2, 0.25 * tried)));
            LeastSquaresResult found = LevenbergMarquardt.Minimise(problem, start, limits, cancel);
            bool lower = best is null || found.SumOfSquares < best.SumOfSquares * (1 - SameMinimum);
            agreeing = lower ? 1 : found.SumOfSquares <= best!.SumOfSquares * (1 + SameMinimum) ? agreeing + 1 : agreeing;
            best = best is null || found.SumOfSquares < best.SumOfSquares ? found : best;
        }

        return (best!, (tried, agreeing));
    }

    private static ImpedanceFitResult Describe(
        CircuitProblem problem, CircuitRanges ranges, LeastSquaresResult best, (ImpedanceSpectrum Used, (int Tried, int Agreeing) Starts, ImpedanceWeighting Weighting) of)
    {
        Circuit circuit = ranges.Circuit;
        problem.Evaluate(best.Parameters, best.Residuals, best.Jacobian);
        double[] values = problem.Values(best.Parameters);
        int n = values.Length, freedom = Math.Max(1, problem.ResidualCount - problem.ParameterCount);
        double reduced = best.SumOfSquares / freedom;
        var covariance = ParameterCovariance.Of(problem.PlainJacobian(), problem.ParameterCount, of.Weighting == ImpedanceWeighting.GivenSigma ? Math.Max(1, reduced) : reduced);
        double factor = StudentT.Factor95(freedom);
        var estimates = new ParameterEstimate[n];
        var correlations = new double[n, n];
        for (int k = 0; k < n; k++)
        {
            int free = Array.IndexOf(ranges.Free, k);
            double sigma = free < 0 ? 0 : covariance.StandardDeviation(free);
            estimates[k] = new ParameterEstimate(circuit.Parameters[k].Name, circuit.Parameters[k].Unit, values[k], sigma)
            {
                HalfWidth95 = factor * sigma,
                Fixed = free < 0,
                AtBound = free >= 0 && AtBound(best.Parameters[free], ranges.Lower[free], ranges.Upper[free]),
            };
            for (int j = 0; j < n; j++)
            {
                int other = Array.IndexOf(ranges.Free, j);
                correlations[k, j] = free < 0 || other < 0 ? double.NaN : covariance.Correlation(free, other);
            }
        }

        return new ImpedanceFitResult(circuit, of.Used, estimates, problem.Impedance.ToArray())
        {
            Correlations = correlations,
            SumOfSquares = best.SumOfSquares,
            ReducedChiSquare = reduced,
            Weighting = of.Weighting,
            Starts = of.Starts,
            Remarks = [.. Remarks(estimates, correlations, best.Converged, of.Starts)],
        };
    }

    private static bool AtBound(double value, double low, double high) => value - low <= 1e-9 * (high - low) || high - value <= 1e-9 * (high - low);

    private static string Unit(ParameterEstimate estimate) => estimate.Unit is "1" or "" ? "" : $" {estimate.Unit}";

    private static IEnumerable<Remark> Remarks(ParameterEstimate[] estimates, double[,] correlations, bool converged, (int Tried, int Agreeing) starts)
    {
        if (!converged)
        {
            yield return Remark.Warning("The fit had not settled when its iterations ran out.");
        }

        if (starts is { Agreeing: 1, Tried: > 1 })
        {
            yield return Remark.Warning($"Of {starts.Tried} starting points only one led to the lowest minimum; there may be a lower one.");
        }

        for (int k = 0; k < estimates.Length; k++)
        {
            ParameterEstimate e = estimates[k];
            if (e.AtBound)
            {
                yield return Remark.Warning($"{e.Name} ended at the limit {e.Value:g4}{Unit(e)} of its range.");
            }
            else if (!e.Fixed && !(e.Sigma < Math.Abs(e.Value)))
            {
                yield return Remark.Warning($"{e.Name} = {e.Value:g4} ± {e.Sigma:g2}{Unit(e)} is not determined by the data; perhaps the circuit has an element too many.");
            }

            for (int j = 0; j < k; j++)
            {
                if (Math.Abs(correlations[k, j]) > Correlated)
                {
                    yield return Remark.Note($"{e.Name} and {estimates[j].Name} are correlated by {correlations[k, j]:f3}: only their combination is determined.");
                }
            }
        }
    }
}
