using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Gitt;

/// <summary>The pulses and rests of an intermittent titration, found from the current alone.</summary>
/// <param name="Pulses">The pulses in order, cut-off ones among them.</param>
/// <param name="FullDuration">Length of a full pulse [s].</param>
/// <param name="RestDuration">Length of a full rest [s].</param>
public sealed record GittPulses(IReadOnlyList<GittPulse> Pulses, double FullDuration, double RestDuration)
{
    private const double Full = 0.98, TooLong = 1.5;

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

        double full = Quantiles.Median([.. candidates.Select(c => c.Pulse.Duration)]), rests = Quantiles.Median([.. candidates.Where(c => c.After is not null).Select(c => c.After!.Duration)]);
        GittPulse[] pulses =
        [
            .. candidates.Where(c => c.Pulse.Duration <= TooLong * full).Select(c => new GittPulse(c.Pulse, c.After, c.Before) { CutOff = c.Pulse.Duration < Full * full }),
        ];
        return new GittPulses(pulses, full, rests);
    }

    /// <summary>The pulses of one direction.</summary>
    public IReadOnlyList<GittPulse> Of(PhaseKind kind) => [.. Pulses.Where(p => p.Pulse.Kind == kind)];
}
