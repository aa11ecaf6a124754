using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws a cloud of points with axes, and legend or colour bar.</summary>
internal sealed class ScatterDrawing : IPanelDrawing
{
    /// <summary>Up to this many points are drawn one by one.</summary>
    internal const int MostSinglePoints = 5000;

    private readonly ScatterPanel panel;
    private readonly PlotFrame frame;
    private readonly Legend legend;
    private readonly ColourBar? bar;

    internal ScatterDrawing(ScatterPanel panel)
    {
        Check(panel);
        this.panel = panel;
        frame = new PlotFrame(
            panel.X,
            panel.Y,
            PlotFrame.ScaleOf(panel.X, panel.XValues.Concat(panel.Curves.SelectMany(c => c.X)), 0.04),
            PlotFrame.ScaleOf(panel.Y, panel.YValues.Concat(panel.Curves.SelectMany(Curves.Extent)), 0.04));
        IEnumerable<LegendEntry> classes = panel.Class is null ? [] : panel.Classes.Select((c, i) => Dot(c.Name, c.ColourAt(i)));
        IEnumerable<LegendEntry> curves = panel.Curves.Select((c, i) => (c, i)).Where(p => p.c.Name.Length > 0).Select(p => Curves.Entry(p.c, CurveColour(p.i)));
        legend = new Legend([.. classes, .. curves], panel.Legend);
        bar = panel.Values is double[] values ? BarOf(panel, values) : null;
    }

    public double Aspect => panel.Aspect;

    public bool IsImage => false;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins axes = frame.Measure(ruler, plot);
        frame.Open(new Rect(0, 0, plot.Width, plot.Height));
        Margins outside = legend.Measure(ruler, plot, [.. Drawn().Select(p => p.Place), .. panel.Curves.SelectMany(c => Curves.Trace(frame, c))]);
        double right = Math.Max(axes.Right, outside.Right + (bar?.Measure(ruler, plot.Height) ?? 0));
        return new Margins(axes.Left, axes.Top, right, axes.Bottom + outside.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        frame.Open(plot);
        canvas.Clip(plot);
        DrawPoints(canvas, plot);
        for (int i = 0; i < panel.Curves.Count; i++)
        {
            Curves.Draw(canvas, frame, panel.Curves[i], CurveColour(i));
        }

        canvas.Unclip();
        frame.DrawAxes(canvas, ruler);
        bar?.Draw(canvas, ruler, plot);
        double shift = bar?.Measure(ruler, plot.Height) ?? 0;
        legend.Draw(canvas, ruler, plot, frame.Measure(ruler, plot.Size).Bottom, shift);
    }

    private void DrawPoints(ICanvas canvas, Rect plot)
    {
        int n = panel.XValues.Length;
        double radius = panel.PointRadius ?? (n > 20000 ? 0.6 : n > 2000 ? 0.9 : 1.6);
        double opacity = n > 2000 ? 0.45 : 0.8;
        if (n > MostSinglePoints)
        {
            canvas.Image(PointCloud.Draw(plot, Drawn(), radius, opacity), plot);
            return;
        }

        foreach ((Point place, Rgb colour) in Drawn())
        {
            canvas.Circle(place, radius, new Paint(colour, opacity));
        }
    }

    private IEnumerable<(Point Place, Rgb Colour)> Drawn()
    {
        for (int i = 0; i < panel.XValues.Length; i++)
        {
            Point p = frame.At(panel.XValues[i], panel.YValues[i]);
            if (double.IsFinite(p.X) && double.IsFinite(p.Y))
            {
                yield return (p, ColourOf(i));
            }
        }
    }

    private Rgb ColourOf(int i)
    {
        if (bar is not null)
        {
            return bar.ColourOf(panel.Values![i]);
        }

        return panel.Class is not int[] c ? Palette.Categorical(0) : c[i] < 0 ? Theme.Faint : panel.Classes[c[i]].ColourAt(c[i]);
    }

    private Rgb CurveColour(int i) => panel.Curves[i].Colour ?? Theme.Ink;

    private static LegendEntry Dot(string name, Rgb colour) =>
        new(name, (canvas, key) => canvas.Circle(new Point(key.CentreX, key.CentreY), 2.6, new Paint(colour)));

    private static ColourBar BarOf(ScatterPanel panel, double[] values)
    {
        float[] single = [.. values.Select(v => (float)v)];
        AxisScale limits = panel.ValueLimits is (double min, double max) ? ColourBar.Between(min, max) : AxisScale.Robust(single);
        return new ColourBar(panel.Colours, limits, panel.ValueLabel)
        {
            ReachesBelow = values.Any(v => limits.Position(v) < -0.002),
            ReachesAbove = values.Any(v => limits.Position(v) > 1.002),
        };
    }

    private static void Check(ScatterPanel panel)
    {
        int n = panel.XValues.Length;
        if (panel.YValues.Length != n || (panel.Class?.Length ?? n) != n || (panel.Values?.Length ?? n) != n)
        {
            throw new ArgumentException($"{n} abscissae, {panel.YValues.Length} ordinates, {panel.Class?.Length ?? n} classes, {panel.Values?.Length ?? n} values.", nameof(panel));
        }

        if (panel.Class is { Length: > 0 } c && c.Max() >= panel.Classes.Count)
        {
            throw new ArgumentException($"Class {c.Max()} has no name; there are {panel.Classes.Count}, numbered from 0.", nameof(panel));
        }
    }
}
