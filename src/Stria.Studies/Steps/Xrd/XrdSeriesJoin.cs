using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Joins patterns with the beamline's log and the cycler's record by time.</summary>
internal static class XrdSeriesJoin
{
    private const double Hour = 3600;

    /// <summary>Where each pattern stands.</summary>
    /// <param name="patterns">The patterns, layer by layer where they are of several.</param>
    /// <param name="settings">What is asked.</param>
    /// <param name="layers">The layers, where folders tell them.</param>
    /// <param name="context">Takes inputs and remarks.</param>
    public static PatternSeries Of(IReadOnlyList<Diffractogram> patterns, XrdSeries settings, PatternLayers? layers, StudyContext context)
    {
        (DateTimeOffset? Start, DateTimeOffset? End)[] times = [.. patterns.Select(p => (p.Start, p.End))];
        PatternLog? log = null;
        int[] rows = [];
        if (settings.Log is { } path)
        {
            context.NoteInput(path);
            log = PatternLog.Read(path);
            rows = [.. patterns.Select(p => log.RowOf(p.Name))];
            int missing = rows.Count(r => r < 0);
            if (missing > 0)
            {
                throw new DataException($"names {patterns.Count - missing} of the {patterns.Count} patterns; '{patterns[Array.FindIndex(rows, r => r < 0)].Name}' is not in its first column. Perhaps the log is of another series.", path);
            }

            times = [.. rows.Select(r => (log.Start(r), log.End(r)))];
        }

        CyclerTrace? trace = null;
        if (settings.Cycler is { } record)
        {
            context.NoteInput(record);
            CyclerRecord read = CyclerReaders.Read(record);
            read.Remarks.ToList().ForEach(context.Say);
            trace = read.Trace;
        }

        if (layers is null && settings.Layers is { } column)
        {
            layers = PatternLayers.OfColumn(log ?? throw new ScenarioException($"'layers: {column}' is a column of the log, and no 'log' is given. Give it, or 'layers: folders'."), rows, column);
        }

        PatternSeries series = With(patterns, settings, times, log is null ? null : r => log.Number(rows[r], settings.LogColumn ?? ""), Join(times, trace, settings, context)) with { Layers = layers };
        return layers is null || series.Label != "pattern" ? series : Counted(series, layers);
    }

    // Without a clock the patterns of each layer are counted by themselves.
    private static PatternSeries Counted(PatternSeries series, PatternLayers layers) =>
        series with { Abscissa = [.. Enumerable.Range(0, series.Patterns.Count).Select(i => (double)Array.IndexOf(layers.Patterns(layers.Of[i]), i))] };

    private static PatternSeries With(
        IReadOnlyList<Diffractogram> patterns, XrdSeries settings, (DateTimeOffset? Start, DateTimeOffset? End)[] times, Func<int, double>? logged, Joined? joined)
    {
        double[] numbers = [.. Enumerable.Range(0, patterns.Count).Select(i => (double)i)];
        bool areTimed = times.All(t => t.Start is not null);
        DateTimeOffset first = areTimed ? times.Min(t => t.Start!.Value) : default;
        double[] hours = areTimed ? [.. times.Select(t => (Middle(t) - first).TotalSeconds / Hour)] : [];
        XrdAgainst against = settings.Against == XrdAgainst.Auto ? (areTimed && patterns.Count > 1 ? XrdAgainst.Time : XrdAgainst.Pattern) : settings.Against;
        (double[] abscissa, string label) = against switch
        {
            XrdAgainst.Time => areTimed ? (hours, "time [h]") : throw new ScenarioException("The series is to be shown against time, and the files do not say when they were measured. Give the beamline's log, as in --log log.csv."),
            XrdAgainst.Potential => (joined!.Potentials, "potential [V]"),
            XrdAgainst.Composition => (joined!.Compositions ?? [], "x"),
            XrdAgainst.Temperature => ([.. patterns.Select(p => p.Temperature ?? throw new ScenarioException($"The series is to be shown against temperature, and '{p.Name}' does not say its own."))], "temperature [K]"),
            XrdAgainst.Log => logged is null || settings.LogColumn is null ? throw new ScenarioException("'against: log' needs 'log' and 'log_column'.") : ([.. numbers.Select(i => logged((int)i))], settings.LogColumn),
            _ => (numbers, "pattern"),
        };
        return new PatternSeries(patterns, abscissa, label)
        {
            Potentials = joined?.Potentials,
            Compositions = joined?.Compositions,
            Trace = joined is not null && against == XrdAgainst.Time ? joined.Along(first) : null,
        };
    }

    private static Joined? Join((DateTimeOffset? Start, DateTimeOffset? End)[] times, CyclerTrace? trace, XrdSeries settings, StudyContext context)
    {
        if (trace is null)
        {
            return null;
        }

        if (times.Any(t => t.Start is null) || trace.Start is not { } start)
        {
            throw new ScenarioException("Patterns and cycler are joined by time, and one of them does not say when it was measured. Give the beamline's log with a column start_time, as in --log log.csv.");
        }

        start = start.AddSeconds(-settings.ClockOffset);
        double[] at = [.. times.Select(t => (Middle(t) - start).TotalSeconds)];
        int outside = at.Count(t => t < trace.Times[0] || t > trace.Times[^1]);
        if (outside == at.Length)
        {
            throw new ScenarioException(
                $"No pattern was measured while the cycler was: patterns {Middle(times[0]):u} … {Middle(times[^1]):u}, cycler {start:u} … {start.AddSeconds(trace.Times[^1]):u}. Perhaps the clocks differ: --clock-offset gives what the cycler's is ahead.");
        }

        if (outside > 0)
        {
            context.Say(Remark.Warning($"{outside} of {at.Length} patterns were measured outside the cycler's record; they have no potential."));
        }

        if (settings.ClockOffset == 0)
        {
            context.Say(Remark.Assumed("The clocks of beamline and cycler were taken as the same; --clock-offset corrects a difference."));
        }

        double[] charges = trace.Charges ?? Integrated(trace);
        return new Joined(trace, start, [.. at.Select(t => At(trace.Times, trace.Potentials, t))])
        {
            Compositions = settings.ChargePerX is { } per ? [.. at.Select(t => settings.FirstX - (At(trace.Times, charges, t) / per))] : null,
        };
    }

    private static double[] Integrated(CyclerTrace trace)
    {
        var charge = new double[trace.Count];
        for (int i = 1; i < charge.Length; i++)
        {
            double step = (trace.Times[i] - trace.Times[i - 1]) * (trace.Currents[i] + trace.Currents[i - 1]) / 2;
            charge[i] = charge[i - 1] + (double.IsFinite(step) ? step : 0);
        }

        return charge;
    }

    private static double At(double[] times, double[] values, double at)
    {
        if (at < times[0] || at > times[^1])
        {
            return double.NaN;
        }

        int above = Array.BinarySearch(times, at);
        above = above < 0 ? ~above : above;
        if (above == 0 || times[above] == times[above - 1])
        {
            return values[above];
        }

        double share = (at - times[above - 1]) / (times[above] - times[above - 1]);
        return ((1 - share) * values[above - 1]) + (share * values[above]);
    }

    private static DateTimeOffset Middle((DateTimeOffset? Start, DateTimeOffset? End) time) =>
        time.End is { } end ? time.Start!.Value + ((end - time.Start.Value) / 2) : time.Start!.Value;

    private sealed record Joined(CyclerTrace Trace, DateTimeOffset Start, double[] Potentials)
    {
        public double[]? Compositions { get; init; }

        public (double[] Abscissa, double[] Potentials) Along(DateTimeOffset first) =>
            ([.. Trace.Times.Select(t => ((Start - first).TotalSeconds + t) / Hour)], Trace.Potentials);
    }
}
