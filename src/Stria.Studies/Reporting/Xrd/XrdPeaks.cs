using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Tables and figures of single peaks.</summary>
internal static class XrdPeaks
{
    private const double ClippedWidths = 4, DegreesPerRadian = 180 / Math.PI;

    /// <summary>peaks.csv.</summary>
    public static void Write(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        (int Index, Diffractogram Pattern, SinglePeak Peak)[] rows = [.. Rows(context, series)];
        DiffractionAxis axis = Axis(series);
        string[] label = Diffractogram.Label(axis).Split(' ', '[', ']');
        CsvTable.Write(
            context.Table("peaks.csv", "Single peaks of each pattern"),
            new CsvColumn("pattern", rows.Select(r => series.Patterns[r.Index].Name)),
            new CsvColumn("number", "1", rows.Select(r => (double)r.Index)),
            new CsvColumn(series.Label == "pattern" ? "place" : series.Label.Split(' ')[0], series.Unit, rows.Select(r => series.Abscissa[r.Index])),
            new CsvColumn(label[0], label[2], rows.Select(r => r.Peak.Position.Value)),
            new CsvColumn($"sd of {label[0]}", label[2], rows.Select(r => r.Peak.Position.Sigma)),
            new CsvColumn("d", "Å", rows.Select(r => Spacing(r.Pattern, r.Peak.Position.Value))),
            new CsvColumn("sd of d", "Å", rows.Select(r => SpacingSigma(r.Pattern, r.Peak.Position))),
            new CsvColumn("area", "1", rows.Select(r => r.Peak.Area.Value)),
            new CsvColumn("sd of area", "1", rows.Select(r => r.Peak.Area.Sigma)),
            new CsvColumn("full width", label[2], rows.Select(r => r.Peak.Width)),
            new CsvColumn("share of Lorentzian", "1", rows.Select(r => r.Peak.LorentzShare)),
            new CsvColumn("goodness of fit", "1", rows.Select(r => r.Peak.GoodnessOfFit)));
    }

    /// <summary>Each shown pattern with its peaks marked.</summary>
    public static IEnumerable<NamedFigure> Figures(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        SeriesPeaks peaks = context.Get<SeriesPeaks>();
        int count = series.Patterns.Count;
        foreach (int k in new[] { 0, count / 2, count - 1 }.Distinct())
        {
            Diffractogram used = PeakSearch.Used(series.Patterns[k], context.Get<PatternFitOptions>());
            double scale = Scale(used);
            double[] x = [.. used.Positions.Select(p => p * scale)], below = Background(used, peaks.Of[k]);
            double span = used.Counts.Max() - used.Counts.Min(), tick = used.Counts.Min() - (0.07 * span);
            Series[] curves =
            [
                new("measured", x, XrdSeriesFigures.Broken(used, used.Counts)) { LineWidth = 0.6, Colour = Rgb.Parse("#555555") },
                new("background, clipped", x, XrdSeriesFigures.Broken(used, below)) { LineWidth = 0.7, Dashed = true, Colour = Rgb.Parse("#1a7a3c") },
                XrdFigures.Ticks("peaks found", peaks.Of[k].Select(p => p.Position.Value * scale), tick, 0.045 * span, Palette.Categorical(0)),
            ];
            var panel = new LinePanel(new Axis(XrdFigures.Label(used.Axis)) { Limits = (x[0], x[^1]) }, new Axis("counts"), curves) { Title = $"{series.Patterns[k].Name}: {peaks.Of[k].Count} peaks", Legend = LegendPlace.Outside };
            yield return NamedFigure.Of(count == 1 ? "peaks" : $"peaks-{k:0000}", count == 1 ? "The peaks" : $"Peaks of pattern {k}", "Each tick is a peak with a place, a width and an area of its own in peaks.csv; several phases are mixed in it.", new Figure(panel));
        }
    }

    /// <summary>Single peaks through the series: their places and areas.</summary>
    public static NamedFigure? Courses(XrdScenario scenario, StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        SeriesPeaks peaks = context.Get<SeriesPeaks>();
        if (scenario.Fit.Peaks.Count == 0 || series.Patterns.Count < 2)
        {
            return null;
        }

        double scale = Axis(series) == DiffractionAxis.Energy ? 1e-3 : 1;
        int[] order = [.. Enumerable.Range(0, series.Patterns.Count).Where(k => double.IsFinite(series.Abscissa[k])).OrderBy(k => series.Abscissa[k])];
        double[] places = [.. scenario.Fit.Peaks.Order()];
        var of = new List<(string Name, (int Pattern, SinglePeak Peak)[] Course)>();
        foreach (double place in places)
        {
            double at = place;
            var course = new List<(int, SinglePeak)>();
            for (int k = 0; k < series.Patterns.Count; k++)
            {
                if (peaks.Of[k].MinBy(p => Math.Abs(p.Position.Value - at)) is { } nearest && Math.Abs(nearest.Position.Value - at) < 4 * nearest.Width)
                {
                    course.Add((k, nearest));
                    at = nearest.Position.Value;
                }
            }

            of.Add(($"{place * scale:g5}", [.. course.Where(c => order.Contains(c.Item1)).OrderBy(c => series.Abscissa[c.Item1])]));
        }

        Series Curve(string name, (int Pattern, SinglePeak Peak)[] course, Func<SinglePeak, MeasuredValue> value, double factor, double from) => new(name, [.. course.Select(c => series.Abscissa[c.Pattern])], [.. course.Select(c => (value(c.Peak).Value * factor) - from)])
        {
            Sd = [.. course.Select(c => value(c.Peak).Sigma * factor)],
            Errors = ErrorStyle.Bars,
            Style = SeriesStyle.LineAndMarkers,
        };
        (string Name, (int Pattern, SinglePeak Peak)[] Course)[] seen = [.. of.Where(o => o.Course.Length > 0)];
        Panel[] panels =
        [
            new LinePanel(new Axis(series.Label), new Axis($"change of {XrdFigures.Label(Axis(series))}"), [.. seen.Select(o => Curve(o.Name, o.Course, p => p.Position, scale, o.Course[0].Peak.Position.Value * scale))]),
            new LinePanel(new Axis(series.Label), new Axis("area relative to the largest [1]"), [.. seen.Select(o => Curve(o.Name, o.Course, p => p.Area, 1 / o.Course.Max(c => c.Peak.Area.Value), 0))]) { Legend = LegendPlace.None },
        ];
        return NamedFigure.Of("peak-courses", "Single peaks through the series", "Places from where each peak is first seen, and areas. Bars are one standard deviation.", new Figure(panels));
    }

    /// <summary>The series as colours and curves, above a clipped background.</summary>
    public static XrdSeriesFigures Pictures(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        SeriesPeaks peaks = context.Get<SeriesPeaks>();
        int[] order = [.. Enumerable.Range(0, series.Patterns.Count).Where(k => double.IsFinite(series.Abscissa[k])).OrderBy(k => series.Abscissa[k]).DistinctBy(k => series.Abscissa[k])];
        ShownPattern Of(int k)
        {
            Diffractogram used = PeakSearch.Used(series.Patterns[k], context.Get<PatternFitOptions>());
            double[] below = Background(used, peaks.Of[k]);
            return new ShownPattern(series.Abscissa[k], [.. used.Positions.Select(p => p * Scale(used))], XrdSeriesFigures.Broken(used, [.. used.Counts.Select((c, i) => c - below[i])]));
        }

        return new XrdSeriesFigures(series, [.. order.Select(Of)]);
    }

    private static double[] Background(Diffractogram used, IReadOnlyList<SinglePeak> peaks)
    {
        double step = (used.Positions[^1] - used.Positions[0]) / used.Count, width = peaks.Count > 0 ? peaks.Select(p => p.Width).Order().ElementAt(peaks.Count / 2) : 8 * step;
        return ClippedBackground.Of(used.Counts, Math.Clamp((int)(ClippedWidths * width / step), 4, used.Count / 4));
    }

    private static IEnumerable<(int, Diffractogram, SinglePeak)> Rows(StudyContext context, PatternSeries series)
    {
        SeriesPeaks peaks = context.Get<SeriesPeaks>();
        return peaks.Of.SelectMany((of, k) => of.Select(p => (k, Turned(series.Patterns[k]), p)));
    }

    private static Diffractogram Turned(Diffractogram pattern) => pattern.Axis == DiffractionAxis.Spacing ? pattern.On(DiffractionAxis.MomentumTransfer) : pattern;

    private static DiffractionAxis Axis(PatternSeries series) => series.Patterns[0].Axis == DiffractionAxis.Spacing ? DiffractionAxis.MomentumTransfer : series.Patterns[0].Axis;

    private static double Scale(Diffractogram pattern) => pattern.Axis == DiffractionAxis.Energy ? 1e-3 : 1;

    private static bool IsKnown(Diffractogram pattern) => pattern.Axis switch
    {
        DiffractionAxis.TwoTheta => pattern.Radiation is not null,
        DiffractionAxis.Energy => pattern.FixedTwoTheta_deg is not null,
        _ => true,
    };

    private static double Spacing(Diffractogram pattern, double position) => IsKnown(pattern) ? pattern.SpacingAt(position) : double.NaN;

    // |∂d/∂θ| = d cot θ; against q and energy d is inversely proportional.
    private static double SpacingSigma(Diffractogram pattern, MeasuredValue position) => !IsKnown(pattern) ? double.NaN : pattern.Axis == DiffractionAxis.TwoTheta
        ? pattern.SpacingAt(position.Value) / Math.Tan(position.Value / 2 / DegreesPerRadian) * position.Sigma / 2 / DegreesPerRadian
        : pattern.SpacingAt(position.Value) * position.Sigma / position.Value;
}
