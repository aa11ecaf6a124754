using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Cycling;

/// <summary>Capacities, efficiencies and rates cycle by cycle, from current, potential and time alone.</summary>
public static class CyclingAnalysis
{
    /// <summary>Finds the cycles.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="nominalCapacity">Capacity that is called 1C × 1 h [C]; null leaves the C-rates without a value.</param>
    /// <returns>The cycles in order; each begins with the kind of half cycle that the trace begins with.</returns>
    /// <exception cref="DataException">The trace holds no current.</exception>
    public static IReadOnlyList<CycleResult> Run(CyclerTrace trace, double? nominalCapacity = null)
    {
        IReadOnlyList<HalfCycle> halves = HalfCycles.Find(trace);
        double nominal = nominalCapacity is { } given ? new MeasuredValue(given).Positive("nominal capacity [C]").Value : double.NaN;
        var cycles = new List<CycleResult>();
        for (int i = 0; i < halves.Count; i += 2)
        {
            var cycle = new CycleResult((i / 2) + 1, halves[i], i + 1 < halves.Count ? halves[i + 1] : null) { ChargeRate = double.NaN, DischargeRate = double.NaN };
            cycles.Add(cycle with
            {
                ChargeSplit = Split(trace, cycle.Charge),
                DischargeSplit = Split(trace, cycle.Discharge),
                ChargeRate = Rate(trace, cycle.Charge, nominal),
                DischargeRate = Rate(trace, cycle.Discharge, nominal),
            });
        }

        return cycles;
    }

    /// <summary>Composition x at each line of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="host">How much host there is.</param>
    /// <param name="start">x at the first line.</param>
    /// <exception cref="ScenarioException">Mass, molar mass or x at the start is missing.</exception>
    public static double[] Composition(CyclerTrace trace, HostAmount host, double start)
    {
        if (!double.IsFinite(start))
        {
            throw new ScenarioException("The composition x at the beginning of the trace is not given; charge alone tells only its changes.");
        }

        double perUnit = host.ChargePerComposition;
        return [.. TracePhases.Charges(trace).Select(q => start - (q / perUnit))];
    }

    private static (double ConstantCurrent, double Held)? Split(CyclerTrace trace, HalfCycle? half) =>
        half is null ? null : ConstantVoltage.Split(trace, half) is var (flowing, held, _) ? (flowing, held) : null;

    private static double Rate(CyclerTrace trace, HalfCycle? half, double nominal) =>
        half is null ? double.NaN : Quantiles.Median([.. half.Phases.SelectMany(p => Enumerable.Range(p.First, p.Last - p.First + 1)).Select(i => Math.Abs(trace.Currents[i]))]) * 3600 / nominal;
}
