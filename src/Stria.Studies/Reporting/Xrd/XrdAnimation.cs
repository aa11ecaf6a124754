using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>A series as an animation: each pattern with its fit, beside the potential, or the fractions where no cycler is known, with a mark where the pattern stands.</summary>
internal sealed class XrdAnimation
{
    private const int MostFrames = 120, Columns = 900;
    private const double SecondsOfAnimation = 10, TickStep = 0.06;

    private readonly PatternSeries series;
    private readonly SeriesEntry[] entries;
    private readonly string[] phases;
    private readonly (double Low, double High) counts, positions;
    private readonly double least, span; // of all counts

    private XrdAnimation(StudyContext context)
    {
        series = context.Get<PatternSeries>();
        entries = [.. context.Get<SeriesFitResult>().Patterns.Where(p => double.IsFinite(p.Abscissa)).OrderBy(p => p.Abscissa)];
        phases = [.. entries.SelectMany(p => p.Fit.Phases).Select(p => p.Phase.Name).Distinct()];
        double[] all = [.. entries.SelectMany(e => Shown(e).Y)], at = [.. entries.SelectMany(e => Shown(e).X)];
        (double low, double high) = (all.Min(), all.Max());
        (least, span) = (low, high - low);
        counts = (low - (TickStep * (phases.Length + 0.5) * span), high + (0.04 * span));
        positions = (at.Min(), at.Max());
    }

    /// <summary>Writes the animation of a series of at least two patterns.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void Write(StudyContext context, CancellationToken cancel)
    {
        var animation = new XrdAnimation(context);
        if (animation.entries.Length < 2)
        {
            return;
        }

        int stride = (animation.entries.Length + MostFrames - 1) / MostFrames;
        var frames = new List<byte[]>();
        for (int k = 0; k < animation.entries.Length; k += stride)
        {
            cancel.ThrowIfCancellationRequested();
            frames.Add(FigureRenderer.ToPng(animation.Frame(k), 1.5));
        }

        string beside = animation.series.Potentials is null ? "fractions" : "potential";
        string path = context.Figure("animation.png", $"The series beside its {beside} (animated PNG)", $"Each pattern with its fit; the line in the {beside} marks where it stands. Browsers and slides play it.");
        WholeFile.Write(path, AnimatedPng.Join(frames, Math.Clamp(SecondsOfAnimation / frames.Count, 0.05, 1)));
    }

    private Figure Frame(int k)
    {
        SeriesEntry entry = entries[k];
        (double[] x, double[] y, double[] fit) = Shown(entry);
        var curves = new List<Series>
        {
            new("measured", x, y) { Style = SeriesStyle.Markers, MarkerRadius = 0.7, Colour = Rgb.Parse("#555555") },
            new("calculated", x, fit) { LineWidth = 0.8, Colour = Rgb.Parse("#c1272d") },
        };
        for (int p = 0; p < phases.Length; p++)
        {
            // A phase that is not there keeps its name: all frames have one layout.
            double scale = series.Patterns[entry.Index].Axis == DiffractionAxis.Energy ? 1e-3 : 1, at = least - (TickStep * span * (p + 1));
            double[] ticks = entry.Of(phases[p]) is { IsPresent: true } there ? [.. there.Reflections.Select(r => r.Position * scale)] : [];
            curves.Add(XrdFigures.Ticks(phases[p], ticks.Length > 0 ? ticks : [double.NaN], at, 0.04 * span, Palette.Categorical(p)));
        }

        var pattern = new LinePanel(new Axis(XrdFigures.Label(series.Patterns[0].Axis)) { Limits = positions }, new Axis("counts") { Limits = counts }, curves)
        {
            Title = Place(series.Label, entry.Abscissa),
            Legend = LegendPlace.Outside,
            Aspect = 0.5,
        };
        return new Figure([pattern, Beside(entry)]) { RowHeights = [1, 0.5] };
    }

    /// <summary>Where a frame stands: "pattern 3", "time = 1.25 h".</summary>
    internal static string Place(string label, double at)
    {
        string[] parts = label.Split([" [", "]"], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 ? $"{parts[0]} = {at:0.000}{(parts[1] == "1" ? "" : " " + parts[1])}" : label == "pattern" ? $"pattern {at:0}" : $"{label} = {at:0.000}";
    }

    private LinePanel Beside(SeriesEntry entry)
    {
        VerticalMark[] mark = [new(entry.Abscissa, "")];
        var along = new Axis(series.Label) { Limits = (entries[0].Abscissa, entries[^1].Abscissa) };
        if (series.Trace is { } trace)
        {
            int[] kept = [.. Enumerable.Range(0, trace.Abscissa.Length).Where(i => trace.Abscissa[i] >= entries[0].Abscissa && trace.Abscissa[i] <= entries[^1].Abscissa)];
            return new LinePanel(along, new Axis("potential [V]"), [new Series("", [.. kept.Select(i => trace.Abscissa[i])], [.. kept.Select(i => trace.Potentials[i])])]) { Marks = mark };
        }

        if (series.Potentials is { } potentials && series.Label != "potential [V]")
        {
            return new LinePanel(along, new Axis("potential [V]"), [new Series("", [.. entries.Select(e => e.Abscissa)], [.. entries.Select(e => potentials[e.Index])]) { Style = SeriesStyle.LineAndMarkers }]) { Marks = mark };
        }

        Series Fractions(string name, int p) => new(name, [.. entries.Select(e => e.Abscissa)], [.. entries.Select(e => e.Fractions.TryGetValue(name, out MeasuredValue f) ? f.Value : 0)]) { Colour = Palette.Categorical(p) };
        return new LinePanel(along, new Axis("fraction [1]") { Limits = (0, 1.02) }, [.. phases.Select(Fractions).Where((_, p) => entries.Any(e => e.Fractions.ContainsKey(phases[p])))]) { Marks = mark, Legend = LegendPlace.None };
    }

    // What was used, thinned to what a picture can show; strong points stay.
    private (double[] X, double[] Y, double[] Fit) Shown(SeriesEntry entry)
    {
        Diffractogram pattern = series.Patterns[entry.Index].Axis == DiffractionAxis.Spacing ? series.Patterns[entry.Index].On(DiffractionAxis.MomentumTransfer) : series.Patterns[entry.Index];
        int[] used = [.. Enumerable.Range(0, pattern.Count).Where(i => double.IsFinite(entry.Fit.Calculated[i]))];
        int group = Math.Max(1, used.Length / Columns);
        int[] shown = [.. used.Chunk(group).Select(c => c.MaxBy(i => pattern.Counts[i]))];
        double scale = pattern.Axis == DiffractionAxis.Energy ? 1e-3 : 1;
        // The curve is broken where a region was left out.
        int[] order = [.. shown.Select(i => Array.BinarySearch(used, i))];
        bool[] broken = [.. Enumerable.Range(0, shown.Length).Select(k => k > 0 && shown[k] - shown[k - 1] > order[k] - order[k - 1])];
        return ([.. shown.Select(i => pattern.Positions[i] * scale)], [.. shown.Select(i => pattern.Counts[i])], [.. shown.Select((i, k) => broken[k] ? double.NaN : entry.Fit.Calculated[i])]);
    }
}
