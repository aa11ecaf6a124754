using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Curvature;

/// <summary>Slow drift of a curvature record, told from stress by the rests: without current the stress stands still, so that what changes is drift.</summary>
/// <remarks>All rests share one drift and each has a level of its own: K = level(rest) + drift · (t − t₀) (+ curve · (t − t₀)²). The beginning of each rest is left out, where stress still relaxes.</remarks>
/// <param name="Coefficients">Drift [1/m/s], and its change [1/m/s²] when the order is two.</param>
/// <param name="Sigma">Standard deviation of the drift [1/m/s].</param>
/// <param name="Origin">t₀ [s].</param>
public sealed record CurvatureDrift(double[] Coefficients, double Sigma, double Origin)
{
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
        var lines = new List<(int Line, int In)>();
        for (int r = 0; r < rests.Length; r++)
        {
            double from = r == 0 && rests[r].First == 0 ? rests[r].StartTime : rests[r].StartTime + (relaxing * rests[r].Duration);
            int[] inside = [.. Enumerable.Range(0, record.Times.Length).Where(i => record.Times[i] >= from && record.Times[i] <= rests[r].EndTime)];
            lines.AddRange(inside.Length >= 2 ? inside.Select(i => (i, r)) : []);
        }

        int[] used = [.. lines.Select(l => l.In).Distinct()];
        double origin = record.Times[0], span = record.Times[^1] - origin;
        double[][] levels = [.. used.Select(r => lines.Select(l => l.In == r ? 1.0 : 0).ToArray())];
        double[][] powers = [.. Enumerable.Range(1, order).Select(p => lines.Select(l => Math.Pow((record.Times[l.Line] - origin) / span, p)).ToArray())];
        if (lines.Count < used.Length + order + 2 || DenseLeastSquares.Factor([.. levels, .. powers]) is not { } fit)
        {
            throw new DataException($"{lines.Count} lines of the curvature record lie in {rests.Length} rests, too few to tell drift from stress. Perhaps the clocks differ, or the cell never rested; a record can be used without removing drift.");
        }

        double[] y = [.. lines.Select(l => record.Curvatures[l.Line])], c = fit.Solve(y);
        double squares = y.Select((v, i) => Math.Pow(v - levels.Select((l, k) => l[i] * c[k]).Sum() - powers.Select((p, k) => p[i] * c[used.Length + k]).Sum(), 2)).Sum();
        double sigma = Math.Sqrt(squares / Math.Max(1, lines.Count - c.Length) * fit.InverseGramDiagonal()[used.Length]) / span;
        return new CurvatureDrift([.. Enumerable.Range(0, order).Select(k => c[used.Length + k] / Math.Pow(span, k + 1))], sigma, origin);
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
