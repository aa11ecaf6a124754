using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>A plot area with two axes: places of values, ticks, labels.</summary>
internal sealed class PlotFrame(Axis x, Axis y, AxisScale xScale, AxisScale yScale)
{
    private const double LabelGap = 4;
    private Rect plot;

    internal TickSet XTicks { get; private set; } = new([], 0);

    internal TickSet YTicks { get; private set; } = new([], 0);

    /// <summary>The limits of an axis: those asked for, else around the data.</summary>
    internal static AxisScale ScaleOf(Axis axis, IEnumerable<double> values, double padding)
    {
        AxisScale scale = AxisScale.Around(values, axis.Logarithmic, padding);
        if (axis.Limits is not (double min, double max))
        {
            return scale;
        }

        if (!(max > min) || !double.IsFinite(max - min) || (axis.Logarithmic && min <= 0))
        {
            throw new ArgumentException($"Axis '{axis.Label}' cannot run from {min} to {max}{(axis.Logarithmic ? " on a logarithmic scale" : "")}.", nameof(axis));
        }

        return new AxisScale(min, max, axis.Logarithmic);
    }

    /// <summary>Room for tick labels and axis labels around a plot area of this size.</summary>
    internal Margins Measure(TextRuler ruler, Size size)
    {
        XTicks = FitX(ruler, size.Width);
        YTicks = TicksOf(yScale, y, (int)Math.Clamp(size.Height / 14, 2, 8));
        double left = y.ShowTicks ? Theme.TickLength + 2 + ruler.Widest(YTicks.Labels, Theme.TickText) : 2;
        int yLines = Lines(ruler, y, YTicks, size.Height).Count;
        int xLines = Lines(ruler, x, XTicks, size.Width).Count;
        left += yLines > 0 ? LabelGap + (yLines * Theme.LabelText * Theme.LineHeight) : 0;
        double bottom = (x.ShowTicks ? Theme.TickLength + 2 + Theme.TickText : 2) + (xLines * Theme.LabelText * Theme.LineHeight) + 2;
        double overhang = 0;
        if (x.ShowTicks && XTicks.Marks.Count > 0)
        {
            Tick last = XTicks.Marks[^1];
            double room = (1 - xScale.Position(last.Value)) * size.Width;
            overhang = Math.Max(0, (ruler.Width(last.Label, Theme.TickText) / 2) - room);
        }

        return new Margins(left, Theme.TickText / 2, overhang + 1, bottom);
    }

    /// <summary>Fixes the plot area; places of values are known from here on.</summary>
    internal void Open(Rect area) => plot = area;

    /// <summary>The plot area.</summary>
    internal Rect Area => plot;

    /// <summary>The place of a pair of values; NaN where a logarithmic axis cannot show it.</summary>
    internal Point At(double xValue, double yValue) => new(XOf(xValue), YOf(yValue));

    internal double XOf(double value) => plot.X + (xScale.Position(value) * plot.Width);

    internal double YOf(double value) => plot.Bottom - (yScale.Position(value) * plot.Height);

    /// <summary>The height on which bars and filled areas stand: zero, or the lower border where zero is not shown.</summary>
    internal double Floor => yScale.Log || yScale.Min > 0 ? plot.Bottom : Math.Min(YOf(0), plot.Bottom);

    /// <summary>Axes, ticks and labels, over the data.</summary>
    internal void DrawAxes(ICanvas canvas, TextRuler ruler)
    {
        Stroke pen = Stroke.Of(Theme.Ink, Theme.AxisWidth) with { SquareEnds = true };
        canvas.Segments([new(plot.X, plot.Y), new(plot.X, plot.Bottom), new(plot.X, plot.Bottom), new(plot.Right, plot.Bottom)], pen);
        DrawX(canvas, ruler);
        DrawY(canvas, ruler);
    }

    private void DrawX(ICanvas canvas, TextRuler ruler)
    {
        double below = plot.Bottom + 2;
        if (x.ShowTicks)
        {
            canvas.Segments([.. XTicks.Marks.SelectMany(t => (Point[])[new(XOf(t.Value), plot.Bottom), new(XOf(t.Value), plot.Bottom + Theme.TickLength)])],
                Stroke.Of(Theme.Ink, Theme.AxisWidth));
            below += Theme.TickLength;
            var style = new TextStyle(Theme.TickText) { Anchor = Anchor.Middle, Level = Level.Top };
            foreach (Tick tick in XTicks.Marks)
            {
                canvas.Text(tick.Label, new Point(XOf(tick.Value), below), style);
            }

            below += Theme.TickText;
        }

        foreach (string line in Lines(ruler, x, XTicks, plot.Width))
        {
            below += Theme.LabelText * Theme.LineHeight;
            canvas.Text(line, new Point(plot.CentreX, below - 1), new TextStyle(Theme.LabelText) { Anchor = Anchor.Middle });
        }
    }

    private void DrawY(ICanvas canvas, TextRuler ruler)
    {
        double leftOf = plot.X - 2;
        if (y.ShowTicks)
        {
            canvas.Segments([.. YTicks.Marks.SelectMany(t => (Point[])[new(plot.X - Theme.TickLength, YOf(t.Value)), new(plot.X, YOf(t.Value))])],
                Stroke.Of(Theme.Ink, Theme.AxisWidth));
            leftOf -= Theme.TickLength;
            var style = new TextStyle(Theme.TickText) { Anchor = Anchor.End, Level = Level.Middle };
            foreach (Tick tick in YTicks.Marks)
            {
                canvas.Text(tick.Label, new Point(leftOf, YOf(tick.Value)), style);
            }

            leftOf -= ruler.Widest(YTicks.Labels, Theme.TickText);
        }

        leftOf -= LabelGap;
        foreach (string line in Lines(ruler, y, YTicks, plot.Height).Reverse())
        {
            canvas.Text(line, new Point(leftOf - 1, plot.CentreY), new TextStyle(Theme.LabelText) { Anchor = Anchor.Middle, Upwards = true });
            leftOf -= Theme.LabelText * Theme.LineHeight;
        }
    }

    /// <summary>As many ticks as fit without their labels touching.</summary>
    private TickSet FitX(TextRuler ruler, double width)
    {
        for (int most = (int)Math.Clamp(width / 24, 3, 9); ; most--)
        {
            TickSet ticks = TicksOf(xScale, x, most);
            if (most <= 2 || x.Names is not null || !Touching(ruler, ticks, width))
            {
                return ticks;
            }
        }
    }

    private bool Touching(TextRuler ruler, TickSet ticks, double width)
    {
        double end = double.NegativeInfinity;
        foreach (Tick tick in ticks.Marks)
        {
            double half = ruler.Width(tick.Label, Theme.TickText) / 2, place = xScale.Position(tick.Value) * width;
            if (place - half < end + 6)
            {
                return true;
            }

            end = place + half;
        }

        return false;
    }

    private static TickSet TicksOf(AxisScale scale, Axis axis, int most) =>
        !axis.ShowTicks ? new TickSet([], 0)
        : axis.Names is { } names ? new TickSet([.. names.Select((name, i) => new Tick(i, name)).Where(t => t.Value >= scale.Min && t.Value <= scale.Max)], 0)
        : scale.Log ? NiceTicks.Logarithmic(scale, most) : NiceTicks.Linear(scale, most, axis.Whole);

    private static IReadOnlyList<string> Lines(TextRuler ruler, Axis axis, TickSet ticks, double length) =>
        ruler.Wrap(AxisText.For(axis.Label, ticks), Theme.LabelText, Math.Max(length, 40));
}
