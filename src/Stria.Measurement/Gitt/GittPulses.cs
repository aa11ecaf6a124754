using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Gitt;

/// <summary>The pulses and rests of an intermittent titration, found from the current alone.</summary>
/// <param name="Pulses">The pulses in order, cut-off ones among them.</param>
/// <param name="FullDuration">Length of a full pulse, the median of both directions [s].</param>
/// <param name="RestDuration">Length of a full rest [s].</param>
public sealed record GittPulses(IReadOnlyList<GittPulse> Pulses, double FullDuration, double RestDuration)
{
    private const double Full = 0.98, TooLong = 1.5, NoPulse = 5;
    private const int Enough = 3;

    /// <summary>Length of a full pulse of each direction [s].</summary>
    public required IReadOnlyDictionary<PhaseKind, double> FullDurations { get; init; }

    /// <summary>Stretches under current with a rest beside them that last too long for a pulse; they are none.</summary>
    public IReadOnlyList<TracePhase> TooLongOnes { get; init; } = [];

    /// <summary>Finds the pulses of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <exception cref="DataException">There are not three pulses of like length with rests between them.</exception>
    public static GittPulses Find(CyclerTrace trace)
    {
        IReadOnlyList<TracePhase> phases = TracePhases.Find(trace);
        var candidates = new List<(TracePhase Pulse, TracePhase? After, int Before)>();
        for (int i = 0; i < phases.Count; i++)
        {
            TracePhase? rest = i + 1 < phases.Count && phases[i + 1].Kind == PhaseKind.Rest ? phases[i + 1] : null;
            bool rested = i > 0 && phases[i - 1].Kind == PhaseKind.Rest;
            if (phases[i].Kind != PhaseKind.Rest && (rested || rest is not null))
            {
                candidates.Add((phases[i], rest, rested ? phases[i - 1].Last : -1));
            }
        }

        if (candidates.Count < 3)
        {
            throw new DataException($"The trace holds {candidates.Count} pulses of current with a rest beside them; a titration has at least three. Perhaps it is a plain charge and discharge.", trace.Origin?.Source);
        }

        Dictionary<PhaseKind, double> full = FullOf([.. candidates.Select(c => c.Pulse)]);
        double rests = Quantiles.Median([.. candidates.Where(c => c.After is not null).Select(c => c.After!.Duration)]);
        bool IsTooLong(TracePhase pulse) => pulse.Duration > TooLong * full[pulse.Kind];
        GittPulse[] pulses =
        [
            .. candidates.Where(c => !IsTooLong(c.Pulse)).Select(c => new GittPulse(c.Pulse, c.After, c.Before) { CutOff = c.Pulse.Duration < Full * full[c.Pulse.Kind] }),
        ];
        return new GittPulses(pulses, Quantiles.Median([.. pulses.Select(p => full[p.Pulse.Kind])]), rests)
        {
            FullDurations = full,
            TooLongOnes = [.. candidates.Select(c => c.Pulse).Where(IsTooLong)],
        };
    }

    // The median of each direction, for pulses may last longer on discharge than on charge. A direction that holds no pulses but whole charges before or after
    // a titration, few or far longer than the pulses of the other, is measured by that other.
    private static Dictionary<PhaseKind, double> FullOf(TracePhase[] pulses)
    {
        var median = pulses.GroupBy(p => p.Kind).Where(g => g.Count() >= Enough).ToDictionary(g => g.Key, g => Quantiles.Median([.. g.Select(p => p.Duration)]));
        double least = median.Count > 0 ? median.Values.Min() : Quantiles.Median([.. pulses.Select(p => p.Duration)]);
        return pulses.Select(p => p.Kind).Distinct().ToDictionary(k => k, k => median.TryGetValue(k, out double own) && own <= NoPulse * least ? own : least);
    }

    /// <summary>The pulses of one direction.</summary>
    public IReadOnlyList<GittPulse> Of(PhaseKind kind) => [.. Pulses.Where(p => p.Pulse.Kind == kind)];
}
