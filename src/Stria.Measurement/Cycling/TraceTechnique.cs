using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>Tells voltammetry from galvanostatic cycling by the course of the potential.</summary>
public static class TraceTechnique
{
    private const double StraightWithin = 0.02, MostOfTheTime = 0.9, UnevenCurrent = 0.1;

    /// <summary>True where the potential goes along straight lines in time while the current does not stay the same.</summary>
    /// <param name="trace">The trace.</param>
    /// <remarks>
    /// Straight: within a fiftieth of the sweep from the line through its ends, over nine tenths of the time. The same: the current's scatter is below a tenth of
    /// its mean size (a capacitor charged by a constant current has straight potentials too).
    /// </remarks>
    public static bool IsSwept(CyclerTrace trace)
    {
        double whole = trace.Times[^1] - trace.Times[0], straight = 0, uneven = 0;
        foreach ((int first, int last, _) in CyclicVoltammetry.Sweeps(trace))
        {
            double length = trace.Times[last] - trace.Times[first];
            straight += IsStraight(trace, first, last) ? length : 0;
            uneven += Unevenness(trace, first, last) > UnevenCurrent ? length : 0;
        }

        return whole > 0 && straight > MostOfTheTime * whole && uneven > 0.5 * whole;
    }

    private static bool IsStraight(CyclerTrace trace, int first, int last)
    {
        (double t0, double u0) = (trace.Times[first], trace.Potentials[first]);
        double slope = (trace.Potentials[last] - u0) / (trace.Times[last] - t0), room = StraightWithin * Math.Abs(trace.Potentials[last] - u0);
        for (int i = first; i <= last; i++)
        {
            if (Math.Abs(trace.Potentials[i] - u0 - (slope * (trace.Times[i] - t0))) > room)
            {
                return false;
            }
        }

        return last - first >= 3;
    }

    private static double Unevenness(CyclerTrace trace, int first, int last)
    {
        double[] current = [.. Enumerable.Range(first, last - first + 1).Select(i => trace.Currents[i]).Where(double.IsFinite)];
        double mean = current.DefaultIfEmpty(0).Average(), size = current.Select(Math.Abs).DefaultIfEmpty(0).Average();
        return size > 0 ? Math.Sqrt(current.Average(c => (c - mean) * (c - mean))) / size : 0;
    }
}
