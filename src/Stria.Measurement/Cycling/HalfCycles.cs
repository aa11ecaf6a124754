using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>Finds the half cycles of a trace from the current alone.</summary>
public static class HalfCycles
{
    private const double Negligible = 1e-3, SamePotential = 5e-3, SameCharge = 1e-3, StillFlowing = 1.5;

    /// <summary>Finds the half cycles.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>Charges and discharges in order; a turn that passes less than a thousandth of the largest charge is none. The last one may be cut off by the end of the record.</returns>
    /// <exception cref="DataException">The trace holds no current.</exception>
    public static IReadOnlyList<HalfCycle> Find(CyclerTrace trace)
    {
        TracePhase[] active = [.. TracePhases.Find(trace).Where(p => p.Kind != PhaseKind.Rest)];
        double least = Negligible * Largest(Join(active));
        TracePhase[] kept = [.. Join(active).Where(h => h.Capacity >= least).SelectMany(h => h.Phases)];
        List<HalfCycle> halves = Join(kept);
        halves[^1] = halves[^1] with { IsWhole = !IsCutOff(trace, halves) };
        return halves;
    }

    // A file that is exported while the test runs ends anywhere. What ends a half cycle is a potential, at which the current may fall for a while, or a charge:
    // the last one is whole when it came as far as one before it, or when none before it tells how far it should come.
    private static bool IsCutOff(CyclerTrace trace, List<HalfCycle> halves)
    {
        HalfCycle last = halves[^1];
        HalfCycle[] earlier = [.. halves.SkipLast(1).Where(h => h.Kind == last.Kind)];
        if (last.Last < trace.Count - 1 || earlier.Length == 0 || Math.Abs((last.Capacity / earlier[^1].Capacity) - 1) <= SameCharge)
        {
            return false;
        }

        double sign = last.Kind == PhaseKind.Charge ? 1 : -1;
        double Flowing(HalfCycle half) => Math.Abs(trace.Currents[half.Last]) / half.MeanCurrent;
        bool isShort = earlier.All(h => sign * (trace.Potentials[h.Last] - trace.Potentials[last.Last]) > SamePotential);
        return isShort || earlier.All(h => Flowing(last) > StillFlowing * Flowing(h));
    }

    private static double Largest(IReadOnlyList<HalfCycle> halves) => halves.Max(h => h.Capacity);

    private static List<HalfCycle> Join(TracePhase[] phases)
    {
        var halves = new List<HalfCycle>();
        for (int first = 0, i = 1; i <= phases.Length; i++)
        {
            if (i == phases.Length || phases[i].Kind != phases[first].Kind)
            {
                halves.Add(new HalfCycle(phases[first].Kind, phases[first].First, phases[i - 1].Last, phases[first..i]));
                first = i;
            }
        }

        return halves;
    }
}
