using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Cycling;

/// <summary>Decay of the potential in a rest.</summary>
/// <param name="Rest">The rest.</param>
/// <param name="Rate">dU/dt over its last half [V/s], negative where it falls; its deviation is widened by the length over which what the line leaves is alike.</param>
/// <param name="Loss">Potential at its last line less that at the beginning of its last half [V].</param>
public sealed record SelfDischarge(TracePhase Rest, MeasuredValue Rate, double Loss)
{
    private const int LeastLines = 5;

    /// <summary>Potential of the fitted line at the middle of the rest, where it begins [V].</summary>
    public double Level { get; init; }

    /// <summary>When the fitted line begins [s].</summary>
    public double FitStart => (Rest.StartTime + Rest.EndTime) / 2;

    /// <summary>Whether the last half of a rest holds lines enough for a rate.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="rest">The rest.</param>
    public static bool IsTold(CyclerTrace trace, TracePhase rest) => Lines(trace, rest).Length >= LeastLines;

    /// <summary>Finds the decay in a rest; the first half is left out, where the electrode relaxes.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="rest">The rest.</param>
    /// <exception cref="DataException">The last half holds fewer than five lines.</exception>
    public static SelfDischarge From(CyclerTrace trace, TracePhase rest)
    {
        double half = (rest.StartTime + rest.EndTime) / 2;
        int[] lines = Lines(trace, rest);
        double[] time = [.. lines.Select(i => trace.Times[i] - half)], potential = [.. lines.Select(i => trace.Potentials[i])];
        if (lines.Length < LeastLines || DenseLeastSquares.Factor([[.. time.Select(_ => 1.0)], time]) is not { } fit)
        {
            throw new DataException($"The last half of the rest from {rest.StartTime:g6} s to {rest.EndTime:g6} s holds {lines.Length} lines, too few for a rate of self-discharge.", trace.Origin?.Source);
        }

        double[] line = fit.Solve(potential);
        double[] left = [.. potential.Select((u, i) => u - line[0] - (line[1] * time[i]))];
        double variance = left.Sum(r => r * r) / (lines.Length - 2) * SerialCorrelation.Length(left);
        return new SelfDischarge(rest, new MeasuredValue(line[1], Math.Sqrt(variance * fit.InverseGramDiagonal()[1])), potential[^1] - potential[0]) { Level = line[0] };
    }

    private static int[] Lines(CyclerTrace trace, TracePhase rest) =>
        [.. Enumerable.Range(rest.First, rest.Last - rest.First + 1).Where(i => trace.Times[i] >= (rest.StartTime + rest.EndTime) / 2 && double.IsFinite(trace.Potentials[i]))];

    /// <summary>The current that would explain the decay [A], from the incremental capacity at that potential.</summary>
    /// <param name="incrementalCapacity">dQ/dU there [C/V].</param>
    public MeasuredValue Current(double incrementalCapacity) => new(Rate.Value * incrementalCapacity, Rate.Sigma * Math.Abs(incrementalCapacity));
}
