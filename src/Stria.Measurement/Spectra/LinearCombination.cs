using Stria.Core;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Spectra;

/// <summary>
/// The spectrum as a sum of standards, d(E) = Σ wₖ Sₖ(E − δₖ) + background, by least squares with bounds on the weights and, if wanted, Σ wₖ = 1.
/// </summary>
/// <remarks>
/// Standards are taken to the energies of the spectrum by cubic splines. Given the shifts δ the weights are solved for exactly; the shifts are
/// found round that solution, a shared one from a scan of its whole range, so that no false minimum is taken.
/// </remarks>
public sealed class LinearCombination
{
    private const double Difference_eV = 1e-3, ScanStep_eV = 0.1;
    private readonly IReadOnlyList<CombinationStandard> standards;
    private readonly CombinationOptions options;
    private readonly CubicSpline[] splines;
    private readonly double[] energies, data, inverseNoise;
    private readonly double[][] background;
    private readonly int count;

    private LinearCombination(FormedSpectrum spectrum, IReadOnlyList<CombinationStandard> standards, CombinationOptions options)
    {
        (this.standards, this.options, count) = (standards, options, standards.Count);
        splines = [.. standards.Select(s => new CubicSpline(s.Form.Values.PhotonEnergies_eV, s.Form.Values.Values))];
        int[] used = UsedPoints(spectrum.Values, standards, options);
        energies = [.. used.Select(i => spectrum.Values.PhotonEnergies_eV[i])];
        data = [.. used.Select(i => spectrum.Values.Values[i])];
        double[]? own = options.Noise is null && spectrum.StandardDeviation is { } sd && used.All(i => sd[i] > 0) ? [.. used.Select(i => 1 / sd[i])] : null;
        NoiseIsKnown = own is not null || options.Noise is > 0;
        inverseNoise = own ?? [.. used.Select(_ => options.Noise is > 0 ? 1 / options.Noise.Value : 1)];
        background = Backgrounds();
    }

    private bool NoiseIsKnown { get; }

    private int ShiftCount => options.Shift switch { ShiftChoice.Shared => 1, ShiftChoice.Each => count, _ => 0 };

    /// <summary>Fits all given standards to a spectrum.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="standards">At least one standard, in the same form.</param>
    /// <param name="options">Windows, bounds, shifts.</param>
    /// <exception cref="DataException">Too few energies are common to the spectrum, the standards and the windows.</exception>
    public static CombinationFit Fit(FormedSpectrum spectrum, IReadOnlyList<CombinationStandard> standards, CombinationOptions options)
    {
        var fit = new LinearCombination(spectrum, standards, options);
        int parameters = standards.Count + fit.background.Length + fit.ShiftCount;
        return fit.energies.Length > parameters
            ? fit.Run()
            : throw new DataException(
                $"only {fit.energies.Length} energies of spectrum '{spectrum.Values.Name}' lie in the windows and within the standards {string.Join(", ", standards.Select(s => $"'{s.Name}'"))}, "
                + $"which are too few for {parameters} parameters. Perhaps a window or the energy unit of a file is wrong.");
    }

    /// <summary>The points of a spectrum that are compared: those in the windows, and, with the largest shift, within every standard.</summary>
    internal static int[] UsedPoints(Spectrum spectrum, IReadOnlyList<CombinationStandard> standards, CombinationOptions options)
    {
        double reach = options.Shift == ShiftChoice.None ? 0 : options.ShiftRange_eV, known = options.KnownShift_eV;
        double low = standards.Max(s => s.Form.Values.PhotonEnergies_eV[0]) + known + reach, high = standards.Min(s => s.Form.Values.PhotonEnergies_eV[^1]) + known - reach;
        double[] e = spectrum.PhotonEnergies_eV;
        return [.. Enumerable.Range(0, e.Length).Where(i => double.IsFinite(spectrum.Values[i]) && e[i] >= low && e[i] <= high
            && (options.Windows_eV.Count == 0 || options.Windows_eV.Any(w => e[i] >= w.Low && e[i] <= w.High)))];
    }

    private CombinationFit Run()
    {
        double[] shifts = Shifts();
        double[][] columns = Columns(shifts);
        BoundedSolution solution = Solve(columns);
        return Result(shifts, columns, solution);
    }

    private double[] Shifts()
    {
        double[] at = [.. Enumerable.Repeat(options.KnownShift_eV, count)];
        if (options.Shift == ShiftChoice.None)
        {
            return at;
        }

        double best = options.KnownShift_eV, least = double.PositiveInfinity;
        int steps = (int)Math.Ceiling(options.ShiftRange_eV / ScanStep_eV);
        for (int s = -steps; s <= steps; s++)
        {
            double trial = options.KnownShift_eV + (s * options.ShiftRange_eV / steps), cost = Cost(Residuals([.. at.Select(_ => trial)]));
            (best, least) = cost < least ? (trial, cost) : (best, least);
        }

        double[] shared = Refine(new ShiftProblem(this, 1), [best]);
        return options.Shift == ShiftChoice.Shared ? [.. at.Select(_ => shared[0])] : Refine(new ShiftProblem(this, count), [.. at.Select(_ => shared[0])]);
    }

    private double[] Refine(ShiftProblem problem, double[] start)
    {
        double[] Bound(double sign) => [.. start.Select(_ => options.KnownShift_eV + (sign * options.ShiftRange_eV))];
        return LevenbergMarquardt.Minimise(problem, start, new LevenbergMarquardtOptions { Lower = Bound(-1), Upper = Bound(1), MaximumIterations = 60, CostTolerance = 1e-12 }).Parameters;
    }

    private static double Cost(double[] residuals) => residuals.Sum(r => r * r);

    // Residuals (weighted) of the best weights at given shifts.
    private double[] Residuals(double[] shifts)
    {
        double[][] columns = Columns(shifts);
        double[] w = Solve(columns).Weights;
        return [.. data.Select((d, i) => (d * inverseNoise[i]) - columns.Select((c, k) => c[i] * w[k]).Sum())];
    }

    // Weighted columns of the design: standards, then background.
    private double[][] Columns(double[] shifts) =>
        [.. splines.Select((s, k) => Weighted(s.At(energies, -shifts[k]))), .. background.Select(b => Weighted(b))];

    private double[] Weighted(double[] values) => [.. values.Select((v, i) => v * inverseNoise[i])];

    private double[][] Backgrounds() => options.Background switch
    {
        CombinationBackground.Constant => [[.. energies.Select(_ => 1.0)]],
        CombinationBackground.Linear => [[.. energies.Select(_ => 1.0)], [.. energies.Select(e => e - energies[0])]],
        CombinationBackground.LinearAboveEdge => [[.. energies.Select(e => Math.Max(0, e - options.E0_eV))]],
        _ => [],
    };

    private BoundedSolution Solve(double[][] columns)
    {
        (double[] gram, double[] right) = Normal(columns);
        return BoundedLeastSquares.Solve(gram, right, Limits(columns.Length));
    }

    private (double[] Gram, double[] Right) Normal(double[][] columns)
    {
        int n = columns.Length;
        double[] gram = new double[n * n], right = new double[n], target = Weighted(data);
        for (int i = 0; i < n; i++)
        {
            right[i] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(columns[i], target);
            for (int j = 0; j <= i; j++)
            {
                gram[(i * n) + j] = gram[(j * n) + i] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(columns[i], columns[j]);
            }
        }

        return (gram, right);
    }

    // Standards are bounded and counted in the sum; background and shifts are neither.
    private BoundedLimits Limits(int columns)
    {
        double[] Each(double standard, double other) => [.. Enumerable.Range(0, columns).Select(k => k < count ? standard : other)];
        return new BoundedLimits(Each(options.LeastWeight, double.NegativeInfinity), Each(options.LargestWeight, double.PositiveInfinity))
        {
            Sum = options.SumToOne ? 1 : null,
            Counted = [.. Enumerable.Range(0, columns).Select(k => k < count)],
        };
    }

    private CombinationFit Result(double[] shifts, double[][] columns, BoundedSolution solution)
    {
        double[] w = solution.Weights, fitted = [.. energies.Select((_, i) => columns.Select((c, k) => c[i] * w[k]).Sum() / inverseNoise[i])];
        double chiSquare = data.Select((d, i) => Math.Pow((d - fitted[i]) * inverseNoise[i], 2)).Sum();
        int parameters = columns.Length - (options.SumToOne ? 1 : 0) + ShiftCount;
        double reduced = chiSquare / Math.Max(1, data.Length - parameters), variance = NoiseIsKnown ? Math.Max(1, reduced) : reduced;
        double[][] all = [.. columns, .. ShiftColumns(shifts, w)];
        ParameterCovariance covariance = Covariance(all, variance);
        var weightCovariance = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                weightCovariance[i, j] = WeightCovariance(covariance, i, j);
            }
        }

        int reducedCount = columns.Length - (options.SumToOne ? 1 : 0);
        return new CombinationFit(standards, w[..count])
        {
            Deviations = [.. Enumerable.Range(0, count).Select(k => Math.Sqrt(Math.Max(0, weightCovariance[k, k])))],
            Intervals = options.WithIntervals ? Intervals(all, w, variance) : [],
            AtBound = [.. Enumerable.Range(0, count).Select(k => !solution.Free[k])],
            Shifts_eV = shifts,
            ShiftDeviations_eV = [.. shifts.Select((_, k) => options.Shift switch
            {
                ShiftChoice.Shared => covariance.StandardDeviation(reducedCount),
                ShiftChoice.Each => covariance.StandardDeviation(reducedCount + k),
                _ => double.NaN,
            })],
            Background = w[count..],
            PhotonEnergies_eV = energies,
            Data = data,
            Fitted = fitted,
            Parts = [.. Enumerable.Range(0, count).Select(k => columns[k].Select((c, i) => c * w[k] / inverseNoise[i]).ToArray())],
            ChiSquare = chiSquare,
            ParameterCount = parameters,
            NoiseIsKnown = NoiseIsKnown,
            WeightCovariance = weightCovariance,
        };
    }

    // ∂f/∂δ: each standard's slope times its weight.
    private double[][] ShiftColumns(double[] shifts, double[] w)
    {
        double[][] each = [.. splines.Select((s, k) => Weighted([.. energies.Select(e =>
            w[k] * (s.At(e - shifts[k] - Difference_eV) - s.At(e - shifts[k] + Difference_eV)) / (2 * Difference_eV))]))];
        return options.Shift switch
        {
            ShiftChoice.Each => each,
            ShiftChoice.Shared => [[.. energies.Select((_, i) => each.Sum(c => c[i]))]],
            _ => [],
        };
    }

    // With Σ w = 1 the last weight is one minus the others, and the parameters are those others.
    private ParameterCovariance Covariance(double[][] columns, double variance)
    {
        IEnumerable<double[]> free = options.SumToOne
            ? [.. columns.Take(count - 1).Select(c => c.Zip(columns[count - 1], (a, b) => a - b).ToArray()), .. columns.Skip(count)]
            : columns;
        double[][] list = [.. free];
        if (list.Length == 0)
        {
            return ParameterCovariance.Of([1], 1, 0);
        }

        var jacobian = new double[energies.Length * list.Length];
        for (int i = 0; i < energies.Length; i++)
        {
            for (int k = 0; k < list.Length; k++)
            {
                jacobian[(i * list.Length) + k] = list[k][i];
            }
        }

        return ParameterCovariance.Of(jacobian, list.Length, variance);
    }

    private double WeightCovariance(ParameterCovariance covariance, int i, int j)
    {
        if (!options.SumToOne)
        {
            return covariance.Of(i, j);
        }

        int last = count - 1;
        IEnumerable<int> others = Enumerable.Range(0, last);
        return (i == last, j == last) switch
        {
            (true, true) => others.Sum(a => others.Sum(b => covariance.Of(a, b))),
            (true, false) => -others.Sum(a => covariance.Of(a, j)),
            (false, true) => -others.Sum(b => covariance.Of(i, b)),
            _ => covariance.Of(i, j),
        };
    }

    // The interval of each weight by the profile of the (quadratic) sum of squares, all bounds kept.
    private (double Low, double High)[] Intervals(double[][] columns, double[] w, double variance)
    {
        (double[] gram, double[] right) = Normal(columns);
        int n = columns.Length;
        double[] best = [.. w, .. new double[n - w.Length]];
        BoundedLimits limits = Limits(n);
        double Profile(int k, double value)
        {
            double[] x = BoundedLeastSquares.Solve(gram, right, limits.Holding(k, value)).Weights, d = [.. x.Zip(best, (a, b) => a - b)];
            double rise = 0;
            for (int i = 0; i < n; i++)
            {
                double slope = -right[i];
                for (int j = 0; j < n; j++)
                {
                    slope += gram[(i * n) + j] * (best[j] + (0.5 * d[j]));
                }

                rise += 2 * slope * d[i];
            }

            return rise - variance;
        }

        (double Low, double High) Interval(int k) => (End(k, -1), End(k, 1));
        double End(int k, int sign)
        {
            double limit = Reachable(k, sign), reach = Math.Max(1e-6, Math.Sqrt(variance / Math.Max(gram[(k * n) + k], double.Epsilon)));
            double far = best[k];
            do
            {
                far = sign < 0 ? Math.Max(limit, best[k] - reach) : Math.Min(limit, best[k] + reach);
                reach *= 2;
            }
            while (far != limit && Profile(k, far) < 0 && reach < 1e12);
            if (Profile(k, far) <= 0)
            {
                return far;
            }

            double near = best[k];
            for (int i = 0; i < 50; i++)
            {
                double middle = (near + far) / 2;
                (near, far) = Profile(k, middle) < 0 ? (middle, far) : (near, middle);
            }

            return far;
        }

        return [.. Enumerable.Range(0, count).Select(Interval)];
    }

    // How far a weight can go, the bounds of the others and the sum being kept.
    private double Reachable(int k, int sign)
    {
        (double low, double high) = (options.LeastWeight, options.LargestWeight);
        if (options.SumToOne)
        {
            (low, high) = (Math.Max(low, 1 - ((count - 1) * high)), Math.Min(high, 1 - ((count - 1) * low)));
            (low, high) = (double.IsNaN(low) ? options.LeastWeight : low, double.IsNaN(high) ? options.LargestWeight : high);
            (low, high) = count == 1 ? (1, 1) : (low, high);
        }

        return sign < 0 ? low : high;
    }

    /// <summary>Residuals as functions of the shifts alone, the best weights put in.</summary>
    private sealed class ShiftProblem(LinearCombination fit, int shifts) : ILeastSquaresProblem
    {
        public int ParameterCount => shifts;

        public int ResidualCount => fit.energies.Length;

        public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
        {
            double[] at = parameters.ToArray();
            At(at).CopyTo(residuals);
            for (int k = 0; k < shifts && !jacobian.IsEmpty; k++)
            {
                double[] up = [.. at], down = [.. at];
                up[k] += Difference_eV;
                down[k] -= Difference_eV;
                double[] above = At(up), below = At(down);
                for (int i = 0; i < above.Length; i++)
                {
                    jacobian[(i * shifts) + k] = (above[i] - below[i]) / (2 * Difference_eV);
                }
            }
        }

        private double[] At(double[] shift) => fit.Residuals(shifts == 1 && fit.count > 1 ? [.. Enumerable.Repeat(shift[0], fit.count)] : shift);
    }
}
