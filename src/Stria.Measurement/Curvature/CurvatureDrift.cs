using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Linear;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Curvature;

/// <summary>Slow drift of a curvature record, told from stress by the rests: without current the stress stands still, so that what changes is drift.</summary>
/// <remarks>
/// All rests share one drift and each has a level of its own: K = level(rest) + drift · (t − t₀) (+ curve · (t − t₀)²). The beginning of each rest is left out, where
/// stress still relaxes. The levels are eliminated, so that any number of rests costs no more than the drift itself; what the drift leaves may wander, and its
/// covariance is widened by the length over which successive residuals are alike.
/// </remarks>
/// <param name="Coefficients">Drift [1/m/s], and its change [1/m/s²] when the order is two.</param>
/// <param name="Covariance">Covariance of the coefficients, row by row; those of order two are strongly anticorrelated.</param>
/// <param name="Origin">t₀ [s].</param>
public sealed record CurvatureDrift(double[] Coefficients, double[] Covariance, double Origin)
{
    /// <summary>Standard deviation of the drift at the beginning [1/m/s].</summary>
    public double Sigma => Math.Sqrt(Covariance[0]);

    /// <summary>Finds the drift.</summary>
    /// <param name="record">The curvatures.</param>
    /// <param name="trace">The trace that tells when no current flowed.</param>
    /// <param name="order">1 for a steady drift, 2 for one that changes steadily.</param>
    /// <param name="relaxing">Share of each rest, from its beginning, that is left out.</param>
    /// <exception cref="DataException">The rests hold too few lines of the record.</exception>
    public static CurvatureDrift FromRests(CurvatureRecord record, CyclerTrace trace, int order = 1, double relaxing = 0.3)
    {
        if (order is not (1 or 2))
        {
            throw new ScenarioException($"A drift of order {order} is not offered; 1 and 2 are.");
        }

        TracePhase[] rests = [.. TracePhases.Find(trace).Where(p => p.Kind == PhaseKind.Rest && p.Duration > 0)];
        int[][] groups = [.. rests.Select(r => Inside(record, r, relaxing)).Where(g => g.Length >= 2)];
        int lines = groups.Sum(g => g.Length), freedom = lines - groups.Length - order;
        double origin = record.Times[0], span = record.Times[^1] - origin;
        double[][] powers = [.. Enumerable.Range(1, order).Select(p => WithoutLevels(groups, i => Math.Pow((record.Times[i] - origin) / span, p)))];
        if (freedom < 2 || powers.Any(p => p.Max(Math.Abs) < 1e-9) || DenseLeastSquares.Factor(powers) is not { } fit)
        {
            throw new DataException($"{lines} lines of the curvature record lie in {rests.Length} rests, too few to tell drift from stress. Perhaps the clocks differ, or the cell never rested; a record can be used without removing drift.");
        }

        double[] y = WithoutLevels(groups, i => record.Curvatures[i]), c = fit.Solve(y);
        double[] left = [.. y.Select((v, i) => v - powers.Select((p, k) => p[i] * c[k]).Sum())];
        double variance = left.Sum(r => r * r) / freedom * SerialCorrelation.Length(left);
        double[] jacobian = [.. Enumerable.Range(0, lines).SelectMany(i => powers.Select(p => p[i]))];
        var covariance = ParameterCovariance.Of(jacobian, order, variance);
        return new CurvatureDrift(
            [.. c.Select((v, k) => v / Math.Pow(span, k + 1))],
            [.. Enumerable.Range(0, order * order).Select(k => covariance.Of(k / order, k % order) / Math.Pow(span, (k / order) + (k % order) + 2))],
            origin);
    }

    // The lines of the record in a rest, without its beginning.
    private static int[] Inside(CurvatureRecord record, TracePhase rest, double relaxing)
    {
        double from = rest.First == 0 ? rest.StartTime : rest.StartTime + (relaxing * rest.Duration);
        int first = Array.FindIndex(record.Times, t => t >= from), end = Array.FindIndex(record.Times, t => t > rest.EndTime);
        return first < 0 ? [] : [.. Enumerable.Range(first, Math.Max(0, (end < 0 ? record.Times.Length : end) - first))];
    }

    // Values at the lines of all rests, each rest's mean taken off.
    private static double[] WithoutLevels(int[][] groups, Func<int, double> of) => [.. groups.SelectMany(g =>
    {
        double[] values = [.. g.Select(of)];
        double mean = values.Average();
        return values.Select(v => v - mean);
    })];

    /// <summary>Standard deviation of the drift from one time to another [1/m].</summary>
    /// <param name="from">The earlier time [s].</param>
    /// <param name="to">The later time [s].</param>
    public double SigmaOfChange(double from, double to)
    {
        double a = from - Origin, b = to - Origin, variance = 0;
        double[] change = [b - a, (b * b) - (a * a)];
        int n = Coefficients.Length;
        for (int i = 0; i < n * n; i++)
        {
            variance += change[i / n] * Covariance[i] * change[i % n];
        }

        return Math.Sqrt(Math.Max(0, variance));
    }

    /// <summary>Drift up to a time [1/m].</summary>
    public double At(double time)
    {
        double t = time - Origin, sum = 0;
        for (int k = Coefficients.Length - 1; k >= 0; k--)
        {
            sum = (sum + Coefficients[k]) * t;
        }

        return sum;
    }
}
