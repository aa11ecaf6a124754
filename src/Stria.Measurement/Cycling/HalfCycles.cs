using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>Finds the half cycles of a trace from the current alone.</summary>
public static class HalfCycles
{
    private const double Negligible = 1e-3;

    /// <summary>Finds the half cycles.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>Charges and discharges in order; a turn that passes less than a thousandth of the largest charge is none.</returns>
    /// <exception cref="DataException">The trace holds no current.</exception>
    public static IReadOnlyList<HalfCycle> Find(CyclerTrace trace)
    {
        TracePhase[] active = [.. TracePhases.Find(trace).Where(p => p.Kind != PhaseKind.Rest)];
        double least = Negligible * Largest(Join(active));
        TracePhase[] kept = [.. Join(active).Where(h => h.Capacity >= least).SelectMany(h => h.Phases)];
        return Join(kept);
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
