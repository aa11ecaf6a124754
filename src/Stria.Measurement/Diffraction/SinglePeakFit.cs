using Stria.Core;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement;

/// <summary>Fits single peaks in a window of a pattern, each with its own place, area and widths, on a straight background.</summary>
public static class SinglePeakFit
{
    private const int PerPeak = 4; // place, area, Gaussian width, Lorentzian width

    /// <summary>Fits the peaks of a window.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="from">Beginning of the window, in the unit of the axis.</param>
    /// <param name="to">End of the window.</param>
    /// <param name="places">Where the peaks are roughly, at least one, within the window.</param>
    /// <exception cref="ScenarioException">The window holds too few points, or a peak lies outside it.</exception>
    public static IReadOnlyList<SinglePeak> Run(Diffractogram pattern, double from, double to, params double[] places)
    {
        int[] kept = [.. Enumerable.Range(0, pattern.Count).Where(i => pattern.Positions[i] >= from && pattern.Positions[i] <= to && double.IsFinite(pattern.Sigmas[i]))];
        int n = 2 + (PerPeak * places.Length);
        if (places.Length == 0 || kept.Length < n + 2)
        {
            throw new ScenarioException($"The window {from:g6} … {to:g6} ({Diffractogram.Label(pattern.Axis)}) holds {kept.Length} points, too few for {places.Length} peaks with {n} parameters.");
        }

        double[] x = [.. kept.Select(i => pattern.Positions[i])], y = [.. kept.Select(i => pattern.Counts[i])], sigma = [.. kept.Select(i => pattern.Sigmas[i])];
        double width = WidthEstimate.Of(x, y), low = Math.Min(y[0], y[^1]), step = (to - from) / x.Length;
        double[] start = new double[n], least = new double[n], most = new double[n];
        (start[0], least[0], most[0]) = (low, double.NegativeInfinity, double.PositiveInfinity);
        (start[1], least[1], most[1]) = (0, double.NegativeInfinity, double.PositiveInfinity);
        for (int p = 0; p < places.Length; p++)
        {
            double place = places[p];
            int at = 2 + (PerPeak * p), near = Array.FindIndex(x, v => v >= place);
            if (places[p] < from || places[p] > to)
            {
                throw new ScenarioException($"The peak at {places[p]:g6} lies outside the window {from:g6} … {to:g6}.");
            }

            (start[at], least[at], most[at]) = (places[p], from, to);
            (start[at + 1], least[at + 1], most[at + 1]) = (Math.Max((y[Math.Max(near, 0)] - low) * width, 1e-12), 0, double.PositiveInfinity);
            (start[at + 2], least[at + 2], most[at + 2]) = (0.6 * width, 0.2 * step, to - from);
            (start[at + 3], least[at + 3], most[at + 3]) = (0.4 * width, 0, to - from);
        }

        LeastSquaresResult fit = LevenbergMarquardt.Minimise(new Problem(x, y, sigma, places.Length), start, new LevenbergMarquardtOptions { Lower = least, Upper = most });
        double variance = Math.Max(1, fit.SumOfSquares / (x.Length - n));
        var covariance = ParameterCovariance.Of(fit.Jacobian, n, variance);
        return [.. Enumerable.Range(0, places.Length).Select(p => Peak(fit.Parameters, covariance, 2 + (PerPeak * p), fit.SumOfSquares / (x.Length - n)))];
    }

    private static SinglePeak Peak(double[] v, ParameterCovariance covariance, int at, double reduced)
    {
        var shape = new PseudoVoigt(v[at + 2] * v[at + 2] / (8 * Math.Log(2)), v[at + 3]);
        return new SinglePeak(new MeasuredValue(v[at], covariance.StandardDeviation(at)), new MeasuredValue(v[at + 1], covariance.StandardDeviation(at + 1)), shape.Width, shape.Share)
        {
            GoodnessOfFit = Math.Sqrt(reduced),
        };
    }

    private sealed class Problem(double[] x, double[] y, double[] sigma, int peaks) : ILeastSquaresProblem
    {
        private readonly double[] work = new double[4 * x.Length];

        public int ParameterCount => 2 + (PerPeak * peaks);

        public int ResidualCount => x.Length;

        public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
        {
            int n = ParameterCount, m = x.Length;
            for (int i = 0; i < m; i++)
            {
                double along = (x[i] - x[0]) / (x[^1] - x[0]);
                residuals[i] = (parameters[0] + (parameters[1] * along) - y[i]) / sigma[i];
                if (!jacobian.IsEmpty)
                {
                    jacobian.Slice(i * n, n).Clear();
                    (jacobian[i * n], jacobian[(i * n) + 1]) = (1 / sigma[i], along / sigma[i]);
                }
            }

            for (int p = 0; p < peaks; p++)
            {
                AddPeak(parameters.Slice(2 + (PerPeak * p), PerPeak), 2 + (PerPeak * p), residuals, jacobian);
            }
        }

        private void AddPeak(ReadOnlySpan<double> v, int at, Span<double> residuals, Span<double> jacobian)
        {
            int n = ParameterCount, m = x.Length;
            double eightLn2 = 8 * Math.Log(2), variance = v[2] * v[2] / eightLn2;
            Array.Clear(work);
            var d = new PeakDerivatives(work.AsSpan(0, m), work.AsSpan(m, m), work.AsSpan(2 * m, m), work.AsSpan(3 * m, m));
            new PseudoVoigt(variance, v[3]).AddDerivatives(x, v[0], 1, d);
            for (int i = 0; i < m; i++)
            {
                residuals[i] += v[1] * d.Value[i] / sigma[i];
                if (!jacobian.IsEmpty)
                {
                    Span<double> row = jacobian.Slice((i * n) + at, PerPeak);
                    row[0] = v[1] * d.Centre[i] / sigma[i];
                    row[1] = d.Value[i] / sigma[i];
                    row[2] = v[1] * d.Variance[i] * 2 * v[2] / eightLn2 / sigma[i];
                    row[3] = v[1] * d.Lorentz[i] / sigma[i];
                }
            }
        }
    }
}

/// <summary>A peak as it came out.</summary>
/// <param name="Position">Its place, in the unit of the axis.</param>
/// <param name="Area">Counts times the unit of the axis.</param>
/// <param name="Width">Full width at half height, in the unit of the axis.</param>
/// <param name="LorentzShare">Share of the Lorentzian [1].</param>
public sealed record SinglePeak(MeasuredValue Position, MeasuredValue Area, double Width, double LorentzShare)
{
    /// <summary>√χ²ᵣ of the window [1].</summary>
    public double GoodnessOfFit { get; init; }
}
