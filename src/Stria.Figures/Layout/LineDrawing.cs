using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws curves with axes, marks, and legend or names at the right ends.</summary>
internal sealed class LineDrawing : IPanelDrawing
{
    private const double NameGap = 4, NameHeight = 9, LabelGap = 2.5;
    private readonly LinePanel panel;
    private readonly PlotFrame frame;
    private readonly MarkLines marks;
    private readonly Legend legend;

    internal LineDrawing(LinePanel panel)
    {
        foreach (Series series in panel.Series)
        {
            Curves.Check(series);
        }

        this.panel = panel;
        AxisScale x = PlotFrame.ScaleOf(panel.X, panel.Series.SelectMany(s => s.X), PadsX(panel) ? 0.03 : 0);
        IEnumerable<double> shown = panel.Series.SelectMany(Curves.Extent).Concat(panel.Levels.Select(l => l.Y));
        frame = new PlotFrame(panel.X, panel.Y, x, PlotFrame.ScaleOf(panel.Y, shown, 0.05));
        marks = new MarkLines(panel.Marks, panel.Spans);
        IEnumerable<LegendEntry> entries = panel.Series.Select((s, i) => (s, i)).Where(p => p.s.Name.Length > 0).Select(p => Curves.Entry(p.s, Colour(p.i)));
        legend = new Legend([.. entries], panel.DirectLabels ? LegendPlace.None : panel.Legend);
    }

    public double Aspect => panel.Aspect;

    public bool IsImage => false;

    /// <summary>The axes, for tests of the layout.</summary>
    internal PlotFrame Frame => frame;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins axes = frame.Measure(ruler, plot);
        frame.Open(new Rect(0, 0, plot.Width, plot.Height));
        Margins outside = legend.Measure(ruler, plot, [.. panel.Series.SelectMany(s => Curves.Trace(frame, s)), .. marks.Trace(frame), .. LevelTrace(ruler)]);
        double names = panel.DirectLabels ? NameGap + ruler.Widest(panel.Series.Select(s => s.Name), Theme.TickText) : 0;
        return new Margins(
            axes.Left,
            Math.Max(axes.Top, marks.Height(ruler, frame)),
            Math.Max(axes.Right, Math.Max(names, outside.Right)),
            axes.Bottom + outside.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        frame.Open(plot);
        marks.DrawLines(canvas, frame);
        canvas.Clip(plot);
        foreach (HorizontalMark level in panel.Levels)
        {
            double y = frame.YOf(level.Y);
            canvas.Polyline([new(plot.X, y), new(plot.Right, y)], Stroke.Of(level.Colour ?? Theme.Faint, 0.7) with { Dashes = [2.5, 2] });
        }

        for (int i = 0; i < panel.Series.Count; i++)
        {
            Curves.Draw(canvas, frame, panel.Series[i], Colour(i));
        }

        canvas.Unclip();
        frame.DrawAxes(canvas, ruler);
        marks.DrawLabels(canvas, ruler, frame);
        DrawLevelLabels(canvas, ruler, plot);
        if (panel.DirectLabels)
        {
            DrawNames(canvas, plot);
        }

        legend.Draw(canvas, ruler, plot, frame.Measure(ruler, plot.Size).Bottom);
    }

    private static bool PadsX(LinePanel panel) => panel.Series.Any(s => s.Style is SeriesStyle.Markers or SeriesStyle.LineAndMarkers);

    private Rgb Colour(int index) => panel.Series[index].Colour ?? Palette.Categorical(index);

    /// <summary>Points along the levels and on the far side of their labels, which a legend must not hide.</summary>
    private IEnumerable<Point> LevelTrace(TextRuler ruler)
    {
        Point[] curves = [.. panel.Series.SelectMany(s => Curves.Trace(frame, s))];
        foreach (HorizontalMark level in panel.Levels)
        {
            double y = frame.YOf(level.Y), label = level.Label is null ? y : LevelLabel(curves, frame.Area, y, ruler.Widest([level.Label], Theme.TickText)).IsBelow ? y + LabelGap + Theme.TickText : y - LabelGap - Theme.TickText;
            for (double x = frame.Area.X; x <= frame.Area.Right; x += 4)
            {
                yield return new Point(x, y);
                yield return new Point(x, label);
            }
        }
    }

    private void DrawLevelLabels(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        Point[] curves = [.. panel.Series.SelectMany(s => Curves.Trace(frame, s))];
        foreach (HorizontalMark level in panel.Levels.Where(l => l.Label is not null))
        {
            var style = new TextStyle(Theme.TickText) { Anchor = Anchor.End, Colour = level.Colour ?? Rgb.Parse("#555555") };
            double y = frame.YOf(level.Y);
            (double right, bool isBelow) = LevelLabel(curves, plot, y, ruler.Widest([level.Label!], Theme.TickText));
            canvas.Text(level.Label!, new Point(right, isBelow ? y + LabelGap + (0.75 * Theme.TickText) : y - LabelGap), style);
        }
    }

    // Above the right end of the level, or further left or below it where no curve crosses the label; where all places are crossed, the one that is least.
    internal static (double End, bool IsBelow) LevelLabel(IReadOnlyList<Point> curves, Rect plot, double level, double width)
    {
        const int Places = 9;
        const double Gap = 2, Clear = 3;
        double[] ends = [.. Enumerable.Range(0, Places).Select(k => plot.Right - Gap - (k * Math.Max(0, plot.Right - plot.X - width - (2 * Gap)) / (Places - 1)))];
        (double End, bool IsBelow)[] places = [.. ends.Select(e => (e, false)), .. level + LabelGap + Theme.TickText <= plot.Bottom ? ends.Select(e => (e, true)) : []];
        return places.MinBy(place => curves.Count(p => p.X > place.End - width - Clear && p.X < place.End + Clear && Crosses(p.Y - level, place.IsBelow)));

        static bool Crosses(double under, bool isBelow) => isBelow ? under > -1 && under < LabelGap + Theme.TickText + 1 : under > -LabelGap - Theme.TickText - Clear && under < 1;
    }

    /// <summary>Writes each name beside the end of its curve, pushed apart where ends lie close together.</summary>
    private void DrawNames(ICanvas canvas, Rect plot)
    {
        var names = new List<(int Index, double Y)>();
        for (int i = 0; i < panel.Series.Count; i++)
        {
            Series series = panel.Series[i];
            int last = Array.FindLastIndex(series.Y, double.IsFinite);
            if (last >= 0 && series.Name.Length > 0)
            {
                names.Add((i, Math.Clamp(frame.YOf(Curves.Ordinate(series, last)), plot.Y, plot.Bottom)));
            }
        }

        (int Index, double Y)[] sorted = [.. names.OrderBy(n => n.Y)];
        double[] heights = LabelSpread.Apart([.. sorted.Select(n => n.Y)], NameHeight, plot.Y, plot.Bottom);
        for (int k = 0; k < sorted.Length; k++)
        {
            var style = new TextStyle(Theme.TickText) { Colour = Colour(sorted[k].Index), Level = Level.Middle };
            canvas.Text(panel.Series[sorted[k].Index].Name, new Point(plot.Right + NameGap, heights[k]), style);
        }
    }
}
