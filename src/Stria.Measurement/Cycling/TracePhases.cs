using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>Finds what was done to a cell from the current alone: rests, charges and discharges.</summary>
public static class TracePhases
{
    /// <summary>Share of the largest current below which a current is none.</summary>
    public const double RestShare = 1e-3;

    /// <summary>Divides a trace into phases; each line belongs to one.</summary>
    /// <param name="trace">The trace; a line without a current belongs to the phase before it.</param>
    /// <param name="restCurrent">Largest size of a current that is none [A]; null for a thousandth of the largest in the trace.</param>
    /// <exception cref="DataException">The trace has fewer than two lines, or no current at all.</exception>
    public static IReadOnlyList<TracePhase> Find(CyclerTrace trace, double? restCurrent = null)
    {
        double largest = trace.Currents.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        if (trace.Count < 2 || largest == 0)
        {
            throw new DataException($"The trace of {trace.Count} lines holds no current, so that nothing can be told from it. Perhaps the column of the current is another one.", trace.Origin?.Source);
        }

        double threshold = restCurrent ?? (RestShare * largest);
        double[] charge = Charges(trace), energy = Energies(trace, charge);
        var phases = new List<TracePhase>();
        int first = 0;
        PhaseKind kind = Kind(trace.Currents[0], threshold, PhaseKind.Rest);
        for (int i = 1; i <= trace.Count; i++)
        {
            PhaseKind next = i < trace.Count ? Kind(trace.Currents[i], threshold, kind) : kind;
            if (i < trace.Count && next == kind)
            {
                continue;
            }

            int before = Math.Max(0, first - 1);
            phases.Add(new TracePhase(kind, first, i - 1)
            {
                StartTime = trace.Times[before],
                EndTime = trace.Times[i - 1],
                Charge = charge[i - 1] - charge[before],
                Energy = energy[i - 1] - energy[before],
            });
            (first, kind) = (i, next);
        }

        return phases;
    }

    /// <summary>Charge passed up to each line [C]: the instrument's own count where it gave one, else the integral of the current.</summary>
    /// <remarks>The current of a line is taken to have flowed since the line before when a phase begins there, and else to have changed evenly.</remarks>
    public static double[] Charges(CyclerTrace trace)
    {
        if (trace.Charges is { } counted && counted.All(double.IsFinite))
        {
            return [.. counted.Select(c => c - counted[0])];
        }

        var charge = new double[trace.Count];
        double before = Finite(trace.Currents[0]);
        for (int i = 1; i < trace.Count; i++)
        {
            double now = double.IsFinite(trace.Currents[i]) ? trace.Currents[i] : before, size = Math.Max(Math.Abs(now), Math.Abs(before));
            bool jump = Math.Abs(now - before) > 0.2 * size;
            charge[i] = charge[i - 1] + ((trace.Times[i] - trace.Times[i - 1]) * (jump ? now : (now + before) / 2));
            before = now;
        }

        return charge;
    }

    private static double[] Energies(CyclerTrace trace, double[] charge)
    {
        var energy = new double[trace.Count];
        for (int i = 1; i < trace.Count; i++)
        {
            double mean = (trace.Potentials[i] + trace.Potentials[i - 1]) / 2, step = charge[i] - charge[i - 1];

            // At the first line under current the potential before belongs to the rest.
            bool begins = Math.Abs(Finite(trace.Currents[i - 1])) < 0.01 * Math.Abs(Finite(trace.Currents[i]));
            energy[i] = energy[i - 1] + (step * (begins ? trace.Potentials[i] : mean));
        }

        return energy;
    }

    private static PhaseKind Kind(double current, double threshold, PhaseKind before) =>
        double.IsNaN(current) ? before : current > threshold ? PhaseKind.Charge : current < -threshold ? PhaseKind.Discharge : PhaseKind.Rest;

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
