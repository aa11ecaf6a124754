using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws a histogram: a pale area with a line of steps for each class.</summary>
internal sealed class HistogramDrawing : IPanelDrawing
{
    private readonly HistogramPanel panel;
    private readonly PlotFrame frame;
    private readonly MarkLines marks;
    private readonly Legend legend;
    private readonly double[] edges;
    private readonly double[][] heights;

    internal HistogramDrawing(HistogramPanel panel)
    {
        if (panel.X.Logarithmic)
        {
            throw new ArgumentException("A histogram over a logarithmic axis is not drawn; give it the logarithms.", nameof(panel));
        }

        this.panel = panel;
        AxisScale x = PlotFrame.ScaleOf(panel.X, panel.Classes.SelectMany(c => c.Values), 0);
        edges = HistogramBins.Edges(x, panel);
        heights = [.. panel.Classes.Select(c => HistogramBins.Count(c.Values, edges, panel.Density))];
        var y = new Axis(panel.YLabel ?? (panel.Density ? "density" : "pixels"));
        double highest = heights.SelectMany(h => h).DefaultIfEmpty(0).Max();
        frame = new PlotFrame(panel.X, y, x, new AxisScale(0, highest > 0 ? 1.06 * highest : 1));
        marks = new MarkLines(panel.Marks, panel.Spans);
        IEnumerable<LegendEntry> entries = panel.Classes.Select((c, i) => (c, i)).Where(p => p.c.Name.Length > 0).Select(p => LegendEntry.Swatch(p.c.Name, Colour(p.i), 0.5));
        legend = new Legend([.. entries], panel.Legend);
    }

    public double Aspect => panel.Aspect;

    public bool IsImage => false;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins axes = frame.Measure(ruler, plot);
        frame.Open(new Rect(0, 0, plot.Width, plot.Height));
        Margins outside = legend.Measure(ruler, plot, [.. heights.SelectMany(Covered), .. marks.Trace(frame)]);
        return new Margins(axes.Left, Math.Max(axes.Top, marks.Height(ruler, frame)), Math.Max(axes.Right, outside.Right), axes.Bottom + outside.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        frame.Open(plot);
        marks.DrawLines(canvas, frame);
        canvas.Clip(plot);
        for (int k = 0; k < heights.Length; k++)
        {
            Point[] outline = Outline(heights[k]);
            canvas.Polygon(outline, new Paint(Colour(k), heights.Length == 1 ? 0.45 : 0.28));
            canvas.Polyline(outline, Stroke.Of(Colour(k), 0.9));
        }

        canvas.Unclip();
        frame.DrawAxes(canvas, ruler);
        marks.DrawLabels(canvas, ruler, frame);
        legend.Draw(canvas, ruler, plot, frame.Measure(ruler, plot.Size).Bottom);
    }

    private Rgb Colour(int index) => panel.Classes[index].Colour ?? Palette.Categorical(index);

    private Point[] Outline(double[] bins)
    {
        var outline = new List<Point> { frame.At(edges[0], 0) };
        for (int i = 0; i < bins.Length; i++)
        {
            outline.Add(frame.At(edges[i], bins[i]));
            outline.Add(frame.At(edges[i + 1], bins[i]));
        }

        outline.Add(frame.At(edges[^1], 0));
        return [.. outline];
    }

    /// <summary>Points all over the bars, which a legend must not hide.</summary>
    private IEnumerable<Point> Covered(double[] bins)
    {
        for (int i = 0; i < bins.Length; i++)
        {
            double x = frame.XOf((edges[i] + edges[i + 1]) / 2);
            for (double y = frame.YOf(bins[i]); bins[i] > 0 && y <= frame.Area.Bottom; y += 4)
            {
                yield return new Point(x, y);
            }
        }
    }
}
