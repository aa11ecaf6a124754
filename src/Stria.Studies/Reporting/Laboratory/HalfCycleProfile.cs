using Stria.Core;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>The lines of a half cycle under current, thinned out to what a plot shows.</summary>
internal static class HalfCycleProfile
{
    /// <summary>Lines with the charge passed since the beginning of the half cycle [C].</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="half">The half cycle.</param>
    /// <param name="most">About how many lines.</param>
    public static IEnumerable<(int Line, double Charge)> Lines(CyclerTrace trace, HalfCycle half, int most)
    {
        double[] charge = TracePhases.Charges(trace);
        int[] lines = [.. half.Phases.SelectMany(p => Enumerable.Range(p.First, p.Last - p.First + 1))];
        int every = Math.Max(1, lines.Length / most), before = Math.Max(0, lines[0] - 1);
        return lines.Where((_, k) => k % every == 0 || k == lines.Length - 1).Select(i => (i, Math.Abs(charge[i] - charge[before])));
    }
}
