using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Cycling;

/// <summary>Divides a half cycle into the part at constant current and the part at constant potential at its end.</summary>
public static class ConstantVoltage
{
    private const double SamePotential = 2e-3, Fallen = 0.95;

    /// <summary>Charge passed at constant current and at constant potential [C], sizes.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="half">The half cycle.</param>
    /// <returns>Both charges, and the first line at constant potential (one after the last where there is none).</returns>
    /// <remarks>The potential is held where it stays within 2 mV of its last value while the current falls below 95 % of its median.</remarks>
    public static (double ConstantCurrent, double Held, int FirstHeld) Split(CyclerTrace trace, HalfCycle half)
    {
        TracePhase last = half.Phases[^1];
        double end = trace.Potentials[last.Last], typical = Quantiles.Median([.. Enumerable.Range(last.First, last.Last - last.First + 1).Select(i => Math.Abs(trace.Currents[i]))]);
        double largest = Enumerable.Range(last.First, last.Last - last.First + 1).Max(i => Math.Abs(trace.Currents[i]));
        int first = last.Last + 1;
        while (first > last.First && Math.Abs(trace.Potentials[first - 1] - end) <= SamePotential)
        {
            first--;
        }

        if (first > last.Last - 1 || !(Math.Abs(trace.Currents[last.Last]) < Fallen * Math.Max(typical, Fallen * largest)))
        {
            return (half.Capacity, 0, last.Last + 1);
        }

        // The lines at the limit before the current falls still belong to the constant current.
        while (first < last.Last && Math.Abs(trace.Currents[first]) >= Fallen * largest)
        {
            first++;
        }

        double[] charge = TracePhases.Charges(trace);
        double held = Math.Abs(charge[last.Last] - charge[Math.Max(0, first - 1)]);
        return (half.Capacity - held, held, first);
    }
}
