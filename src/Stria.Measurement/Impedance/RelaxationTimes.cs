using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Impedance;

/// <summary>Distribution of relaxation times by Tikhonov's regularisation with non-negative amounts.</summary>
/// <remarks>
/// The second derivative of γ against ln τ is penalised with weight λ². λ is the largest whose error of prediction, frequencies being left out in five interleaved
/// groups, exceeds the least one by no more than its standard error: the smoothest distribution that the data do not contradict.
/// </remarks>
public static class RelaxationTimes
{
    private const int MostTimes = 60, Folds = 5, LeastPoints = 10;
    private const double LeastArea = 0.05; // of the whole, for a peak to be reported: less comes and goes with the noise
    private const double Beyond = 3; // times reach this factor beyond those of the frequencies

    /// <summary>Computes the distribution.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="lambda">The regularisation; null to choose it by prediction.</param>
    /// <exception cref="DataException">Fewer than ten points, or frequencies that span less than a decade.</exception>
    public static RelaxationTimesResult Of(ImpedanceSpectrum spectrum, double? lambda = null)
    {
        double[] omega = [.. spectrum.Frequencies.Select(f => 2 * Math.PI * f)];
        if (spectrum.Count < LeastPoints || omega.Max() < 10 * omega.Min())
        {
            throw new DataException($"{spectrum.Count} points from {spectrum.Frequencies.Min():g3} to {spectrum.Frequencies.Max():g3} Hz are too few for a distribution of relaxation times.", spectrum.Origin?.Source);
        }

        var system = new TikhonovSystem(spectrum.Impedances, omega);
        double[] candidates = lambda is { } given ? [given] : [.. Enumerable.Range(0, 17).Select(i => Math.Pow(10, -3.5 + (i / 4.0)))];
        (double Lambda, double Error, double StandardError)[] tried = [.. candidates.Select(l => system.Predict(l))];
        var best = tried.MinBy(t => t.Error);
        double chosen = tried.Where(t => t.Error <= best.Error + best.StandardError).Max(t => t.Lambda);
        return system.Describe(chosen, [.. tried.Select(t => (t.Lambda, Math.Sqrt(t.Error)))]);
    }

    private sealed class TikhonovSystem
    {
        private readonly Complex[] impedances;
        private readonly double[] times, penalty, omega;
        private readonly double[][] rows; // weighted rows, real and imaginary part in turn
        private readonly double[] right;
        private readonly double balance, fastest, slowest;
        private readonly int columns;
        private readonly bool withCapacitor;

        public TikhonovSystem(Complex[] impedances, double[] omega)
        {
            (this.impedances, this.omega) = (impedances, omega);
            (fastest, slowest) = (1 / omega.Max(), 1 / omega.Min());
            int slow = Array.IndexOf(omega, omega.Min());
            withCapacitor = -impedances[slow].Imaginary > impedances[slow].Real;
            int n = Math.Min(MostTimes, 1 + (int)Math.Ceiling(10 * Math.Log10(slowest / fastest * Beyond * Beyond)));
            times = [.. Enumerable.Range(0, n).Select(k => fastest / Beyond * Math.Pow(slowest / fastest * Beyond * Beyond, k / (n - 1.0)))];
            columns = n + 2 + (withCapacitor ? 1 : 0);
            rows = [.. Enumerable.Range(0, 2 * omega.Length).Select(Row)];
            right = [.. Enumerable.Range(0, 2 * omega.Length).Select(r => Part(impedances[r / 2], r) / impedances[r / 2].Magnitude)];
            penalty = Penalty(n);
            double data = Enumerable.Range(0, n).Sum(k => rows.Sum(r => r[k] * r[k])), smooth = Enumerable.Range(0, n).Sum(k => penalty[(k * columns) + k]);
            balance = data / smooth;
        }

        private double Step => Math.Log(times[1] / times[0]);

        public (double Lambda, double Error, double StandardError) Predict(double lambda)
        {
            var errors = new double[omega.Length];
            for (int fold = 0; fold < Folds; fold++)
            {
                double[] x = Solve(lambda, fold);
                for (int i = fold; i < omega.Length; i += Folds)
                {
                    double re = right[2 * i] - TensorPrimitives.Dot<double>(rows[2 * i], x), im = right[(2 * i) + 1] - TensorPrimitives.Dot<double>(rows[(2 * i) + 1], x);
                    errors[i] = ((re * re) + (im * im)) / 2;
                }
            }

            double mean = errors.Average();
            return (lambda, mean, Math.Sqrt(errors.Sum(e => (e - mean) * (e - mean)) / (errors.Length - 1.0) / errors.Length));
        }

        public RelaxationTimesResult Describe(double lambda, IReadOnlyList<(double Lambda, double Error)> tried)
        {
            double[] x = Solve(lambda, -1);
            int n = times.Length;
            double[] gamma = [.. x.Take(n).Select(g => g / Step)];
            double sum = Enumerable.Range(0, rows.Length).Sum(r => Math.Pow(right[r] - TensorPrimitives.Dot<double>(rows[r], x), 2));
            return new RelaxationTimesResult(times, gamma)
            {
                HighFrequency = x[n],
                Inductance = x[n + 1] * fastest,
                Elastance = withCapacitor ? x[n + 2] / slowest : 0,
                Lambda = lambda,
                Tried = tried,
                RootMeanSquare = Math.Sqrt(sum / rows.Length),
                Peaks = FindPeaks(gamma),
            };
        }

        // Normal equations without the frequencies of one group; −1 for all.
        private double[] Solve(double lambda, int leftOut)
        {
            double[] gram = new double[columns * columns], projected = new double[columns], x = new double[columns];
            for (int r = 0; r < rows.Length; r++)
            {
                if (leftOut >= 0 && (r / 2) % Folds == leftOut)
                {
                    continue;
                }

                double[] row = rows[r];
                TensorPrimitives.MultiplyAdd(row, right[r], projected, projected);
                for (int i = 0; i < columns; i++)
                {
                    TensorPrimitives.MultiplyAdd(row.AsSpan(i), row[i], gram.AsSpan((i * columns) + i, columns - i), gram.AsSpan((i * columns) + i, columns - i));
                }
            }

            TensorPrimitives.MultiplyAdd(penalty, lambda * lambda * balance, gram, gram);
            NonNegativeLeastSquares.Solve(gram, projected, x);
            return x;
        }

        private double[] Row(int r)
        {
            double w = omega[r / 2], weight = 1 / impedances[r / 2].Magnitude;
            Complex[] z = [.. times.Select(t => 1 / new Complex(1, w * t)), Complex.One, new Complex(0, w * fastest), .. withCapacitor ? [new Complex(0, -1 / (w * slowest))] : Array.Empty<Complex>()];
            return [.. z.Select(c => Part(c, r) * weight)];
        }

        private double[] Penalty(int n)
        {
            var p = new double[columns * columns];
            double h3 = Math.Pow(Step, 3);
            for (int i = -1; i <= n; i++)
            {
                // Beyond the ends the distribution is zero.
                (int Column, double Weight)[] terms = [.. new[] { (i - 1, 1.0), (i, -2.0), (i + 1, 1.0) }.Where(t => t.Item1 >= 0 && t.Item1 < n)];
                foreach ((int a, double wa) in terms)
                {
                    foreach ((int b, double wb) in terms)
                    {
                        p[(a * columns) + b] += wa * wb / h3;
                    }
                }
            }

            return p;
        }

        private List<(double, double)> FindPeaks(double[] gamma)
        {
            var peaks = new List<(double, double)>();
            double whole = gamma.Sum();
            int begin = 0;
            for (int i = 1; i <= gamma.Length; i++)
            {
                bool valley = i == gamma.Length || (i + 1 < gamma.Length && gamma[i] <= gamma[i - 1] && gamma[i + 1] > gamma[i]);
                if (!valley)
                {
                    continue;
                }

                double area = gamma[begin..i].Sum();
                if (area > LeastArea * whole)
                {
                    peaks.Add((times[begin + Array.IndexOf(gamma[begin..i], gamma[begin..i].Max())], area * Step));
                }

                begin = i;
            }

            return peaks;
        }

        private static double Part(Complex z, int row) => row % 2 == 0 ? z.Real : z.Imaginary;
    }
}
