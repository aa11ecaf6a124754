using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Cycling;

/// <summary>A peak of the current in a sweep of the potential.</summary>
/// <param name="Sweep">The sweep, counted from 1.</param>
/// <param name="Rising">True on a sweep to higher potentials (oxidation).</param>
/// <param name="Potential">Where it stands [V].</param>
/// <param name="Current">Current there, without a base line taken off [A].</param>
public sealed record VoltammetryPeak(int Sweep, bool Rising, MeasuredValue Potential, MeasuredValue Current);

/// <summary>Cyclic voltammetry: sweeps of the potential, their peaks, and how far those of oxidation and reduction lie apart.</summary>
public static class CyclicVoltammetry
{
    private const int LeastLines = 32, MostIntervals = 200, Points = 1000;
    private const double Significant = 5, LeastShare = 0.03, Turn = 0.02;

    /// <summary>The sweeps: stretches in which the potential goes one way, by at least a fiftieth of its range.</summary>
    /// <param name="trace">The trace.</param>
    public static IReadOnlyList<(int First, int Last, bool Rising)> Sweeps(CyclerTrace trace)
    {
        double[] u = trace.Potentials;
        double least = Turn * (u.Max() - u.Min());
        var turns = new List<int> { 0 };
        int extreme = 0, direction = 0;
        for (int i = 1; i < u.Length; i++)
        {
            if (direction == 0)
            {
                direction = Math.Abs(u[i] - u[0]) > least ? Math.Sign(u[i] - u[0]) : 0;
                extreme = direction == 0 ? extreme : i;
            }
            else if (direction * (u[i] - u[extreme]) >= 0)
            {
                extreme = i;
            }
            else if (direction * (u[extreme] - u[i]) > least)
            {
                turns.Add(extreme);
                (direction, extreme) = (-direction, i);
            }
        }

        turns.Add(u.Length - 1);
        return [.. turns.Zip(turns.Skip(1)).Where(t => t.Second - t.First >= 1 && Math.Abs(u[t.Second] - u[t.First]) > least).Select(t => (t.First, t.Second, u[t.Second] > u[t.First]))];
    }

    /// <summary>The peaks of all sweeps: maxima of the current on rising, minima on falling ones, that stand out of the noise.</summary>
    /// <param name="trace">The trace.</param>
    /// <exception cref="DataException">No sweep has 32 lines.</exception>
    public static IReadOnlyList<VoltammetryPeak> Peaks(CyclerTrace trace)
    {
        (int First, int Last, bool Rising)[] sweeps = [.. Sweeps(trace).Where(s => s.Last - s.First + 1 >= LeastLines)];
        return sweeps.Length > 0
            ? [.. sweeps.SelectMany((s, k) => PeaksOf(trace, s, k + 1))]
            : throw new DataException($"No sweep of the potential has {LeastLines} lines, so that no peak can be told from noise. Perhaps the trace is no voltammogram.", trace.Origin?.Source);
    }

    /// <summary>Polarisation: potentials of oxidation less those of reduction, each reduction with the nearest oxidation above it in the sweep before or after [V].</summary>
    /// <param name="peaks">The peaks.</param>
    public static IReadOnlyList<(VoltammetryPeak Oxidation, VoltammetryPeak Reduction, MeasuredValue Separation)> Polarisation(IReadOnlyList<VoltammetryPeak> peaks)
    {
        var pairs = new List<(VoltammetryPeak, VoltammetryPeak, MeasuredValue)>();
        foreach (VoltammetryPeak reduction in peaks.Where(p => !p.Rising))
        {
            VoltammetryPeak? oxidation = peaks.Where(p => p.Rising && Math.Abs(p.Sweep - reduction.Sweep) == 1 && p.Potential.Value >= reduction.Potential.Value).MinBy(p => Math.Abs(p.Potential.Value - reduction.Potential.Value));
            if (oxidation is not null)
            {
                double sigma = Math.Sqrt(Math.Pow(oxidation.Potential.Sigma, 2) + Math.Pow(reduction.Potential.Sigma, 2));
                pairs.Add((oxidation, reduction, new MeasuredValue(oxidation.Potential.Value - reduction.Potential.Value, sigma)));
            }
        }

        return pairs;
    }

    private static IEnumerable<VoltammetryPeak> PeaksOf(CyclerTrace trace, (int First, int Last, bool Rising) sweep, int number)
    {
        int[] lines = [.. Enumerable.Range(sweep.First, sweep.Last - sweep.First + 1).Where(i => double.IsFinite(trace.Currents[i]))];
        double[] u = [.. lines.Select(i => trace.Potentials[i])];
        int sign = sweep.Rising ? 1 : -1;
        SmoothingSpline curve = SmoothingSpline.Fit(u, [.. lines.Select(i => sign * trace.Currents[i])], Math.Min(MostIntervals, lines.Length / 4));
        double low = u.Min(), step = (u.Max() - low) / (Points - 1);
        double[] current = [.. Enumerable.Range(0, Points).Select(i => curve.At(low + (i * step)))];
        double range = current.Max() - current.Min();
        foreach (Prominent peak in Prominent.Maxima(current))
        {
            (int at, double above) = (peak.At, peak.Above(current));
            double noise = curve.Value(low + (at * step)).Sigma, both = Math.Sqrt((noise * noise) + Math.Pow(curve.Value(low + (peak.Higher(current) * step)).Sigma, 2));
            if (above > LeastShare * range && above > Math.Max(Significant * both, curve.Noise))
            {
                double bend = (current[at - 1] - (2 * current[at]) + current[at + 1]) / (step * step), place = low + (at * step);
                double shift = bend < 0 ? (current[at - 1] - current[at + 1]) / (2 * step) / bend : 0;
                double sigma = bend < 0 ? Math.Abs(curve.Slope(place).Sigma / bend) : double.PositiveInfinity;
                yield return new VoltammetryPeak(number, sweep.Rising, new MeasuredValue(place + Math.Clamp(shift, -step, step), Math.Sqrt((sigma * sigma) + (step * step / 12))), new MeasuredValue(sign * current[at], noise));
            }
        }
    }
}
