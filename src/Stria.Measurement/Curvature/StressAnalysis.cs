using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Curvature;

/// <summary>From curvature to stress along a trace, with drift removed, cycle by cycle.</summary>
public static class StressAnalysis
{
    private const int Averaged = 5;

    /// <summary>Computes the stress.</summary>
    /// <param name="record">Curvature against time, on the clock of the trace.</param>
    /// <param name="trace">What was done to the cell.</param>
    /// <param name="substrate">The plate.</param>
    /// <param name="film">The electrode on it.</param>
    /// <param name="driftOrder">0 to remove no drift, 1 for a steady one, 2 for one that changes steadily.</param>
    /// <exception cref="ScenarioException">A number of plate or film is missing.</exception>
    /// <exception cref="DataException">Drift is to be removed, but the rests do not tell it.</exception>
    public static StressRecord Run(CurvatureRecord record, CyclerTrace trace, Substrate substrate, Film film, int driftOrder = 1)
    {
        MeasuredValue factor = Stoney.StressPerCurvature(substrate, film);
        CurvatureDrift? drift = driftOrder == 0 ? null : CurvatureDrift.FromRests(record, trace, driftOrder);
        double[] curvatures = [.. record.Curvatures.Select((k, i) => k - (drift?.At(record.Times[i]) ?? 0))];
        double zero = curvatures[Beginning(record, trace)].Average();
        double[] stresses = [.. curvatures.Select(k => (k - zero) * factor.Value)];
        double noise = Quantiles.Median([.. stresses.Zip(stresses.Skip(1), (a, b) => Math.Abs(b - a))]) / 0.6744897501960817 / Math.Sqrt(2);
        var result = new StressRecord(record.Times, stresses, noise)
        {
            StressPerCurvature = factor,
            Drift = drift,
            Remarks = [.. Stoney.Validity(substrate, film, record.Curvatures.Max(k => Math.Abs(k - record.Curvatures[0]))), .. DriftRemarks(drift, record, factor.Value)],
        };
        return result with { Cycles = Cycles(result, trace) };
    }

    // The lines before the first current, or the first alone.
    private static Range Beginning(CurvatureRecord record, CyclerTrace trace)
    {
        double begin = HalfCycles.Find(trace)[0].StartTime;
        int count = record.Times.Count(t => t <= begin);
        return ..Math.Max(1, count);
    }

    private static List<StressCycle> Cycles(StressRecord stress, CyclerTrace trace)
    {
        IReadOnlyList<HalfCycle> halves = HalfCycles.Find(trace);
        var cycles = new List<StressCycle>();
        for (int i = 0; i + 1 < halves.Count && halves[i + 1].IsWhole; i += 2)
        {
            (double start, double turn, double end) = (halves[i].StartTime, halves[i].EndTime, halves[i + 1].EndTime);
            double[] inside = [.. stress.Stresses.Where((_, k) => stress.Times[k] >= start && stress.Times[k] <= end)];
            if (inside.Length == 0)
            {
                continue;
            }

            (double atStart, double atTurn, double atEnd) = (Around(stress, start), Around(stress, turn), Around(stress, end));
            cycles.Add(new StressCycle((i / 2) + 1, start, turn, end)
            {
                FirstHalf = atTurn - atStart,
                SecondHalf = atEnd - atTurn,
                Span = inside.Max() - inside.Min(),
                Accumulated = atEnd,
            });
        }

        return cycles;
    }

    // The median of a few lines, so that one line's noise does not decide.
    private static double Around(StressRecord stress, double time)
    {
        int at = Array.BinarySearch(stress.Times, time);
        at = Math.Clamp(at >= 0 ? at : ~at, 0, stress.Times.Length - 1);
        int first = Math.Clamp(at - (Averaged / 2), 0, Math.Max(0, stress.Times.Length - Averaged));
        return Quantiles.Median(stress.Stresses.AsSpan(first, Math.Min(Averaged, stress.Times.Length)));
    }

    private static IEnumerable<Remark> DriftRemarks(CurvatureDrift? drift, CurvatureRecord record, double factor)
    {
        if (drift is null)
        {
            yield return Remark.Assumed("No drift was removed; a drift of the optics counts as stress.");
            yield break;
        }

        yield return Remark.Note($"A drift of {factor * drift.At(record.Times[^1]) / 1e6:g3} MPa over the record was removed; its standard deviation is {factor * drift.SigmaOfChange(record.Times[0], record.Times[^1]) / 1e6:g2} MPa.");
    }
}
