using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws numbered bars with their running sum.</summary>
internal sealed class BarDrawing : IPanelDrawing
{
    private static readonly Rgb Pale = OkLab.Between(OkLab.From(Palette.Categorical(0)), new OkLab(1, 0, 0), 0.65).ToRgb();
    private readonly BarPanel panel;
    private readonly PlotFrame frame;
    private readonly Legend legend;
    private readonly Series? sum;

    internal BarDrawing(BarPanel panel)
    {
        if (panel.Cumulative is double[] c && c.Length != panel.Heights.Length)
        {
            throw new ArgumentException($"{panel.Heights.Length} bars, {c.Length} points of their sum.", nameof(panel));
        }

        this.panel = panel;
        double[] numbers = [.. Enumerable.Range(1, panel.Heights.Length).Select(i => (double)i)];
        sum = panel.Cumulative is double[] values
            ? new Series(panel.CumulativeName, numbers, values) { Style = SeriesStyle.LineAndMarkers, Colour = Palette.Categorical(1) }
            : null;
        IEnumerable<double> shown = panel.Heights.Concat(panel.Cumulative ?? []).Concat(panel.Y.Logarithmic ? [] : [0.0]);
        AxisScale y = PlotFrame.ScaleOf(panel.Y, shown, 0.04);
        y = panel.Y.Limits is null && !panel.Y.Logarithmic ? y with { Min = Math.Max(y.Min, 0) } : y;
        frame = new PlotFrame(panel.X with { Whole = true }, panel.Y, new AxisScale(0.4, panel.Heights.Length + 0.6), y);
        legend = new Legend([.. Entries()], LegendPlace.Auto);
    }

    public double Aspect => panel.Aspect;

    public bool IsImage => false;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins axes = frame.Measure(ruler, plot);
        frame.Open(new Rect(0, 0, plot.Width, plot.Height));
        IEnumerable<Point> tops = Enumerable.Range(0, panel.Heights.Length).SelectMany(i => Covered(Bar(i)));
        Margins outside = legend.Measure(ruler, plot, [.. tops, .. sum is null ? [] : Curves.Trace(frame, sum)]);
        return new Margins(axes.Left, axes.Top, Math.Max(axes.Right, outside.Right), axes.Bottom + outside.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        frame.Open(plot);
        canvas.Clip(plot);
        for (int i = 0; i < panel.Heights.Length; i++)
        {
            if (double.IsFinite(Bar(i).Height))
            {
                canvas.Rectangle(Bar(i), new Paint(i < (panel.Chosen ?? int.MaxValue) ? Palette.Categorical(0) : Pale));
            }
        }

        canvas.Unclip();
        frame.DrawAxes(canvas, ruler);
        if (sum is not null)
        {
            Curves.Draw(canvas, frame, sum, sum.Colour!.Value);
        }

        legend.Draw(canvas, ruler, plot, frame.Measure(ruler, plot.Size).Bottom);
    }

    private IEnumerable<LegendEntry> Entries()
    {
        bool some = panel.Chosen < panel.Heights.Length;
        if (panel.Name.Length > 0 || some)
        {
            yield return LegendEntry.Swatch(panel.Name.Length > 0 ? panel.Name : "used", Palette.Categorical(0));
        }

        if (some)
        {
            yield return LegendEntry.Swatch("not used", Pale);
        }

        if (sum is not null)
        {
            yield return Curves.Entry(sum, sum.Colour!.Value);
        }
    }

    private Rect Bar(int i)
    {
        double left = frame.XOf(i + 1 - 0.36), right = frame.XOf(i + 1 + 0.36), top = frame.YOf(panel.Heights[i]);
        return new Rect(left, top, right - left, Math.Max(frame.Floor - top, 0));
    }

    private static IEnumerable<Point> Covered(Rect bar)
    {
        for (double y = bar.Y; y <= bar.Bottom; y += 4)
        {
            yield return new Point(bar.X, y);
            yield return new Point(bar.CentreX, y);
            yield return new Point(bar.Right, y);
        }
    }
}
