using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws values over two axes as colours.</summary>
internal sealed class HeatDrawing : IPanelDrawing
{
    private const int MostColumns = 1600, MostRows = 1000;

    private readonly HeatPanel panel;
    private readonly PlotFrame frame;
    private readonly MarkLines marks;
    private readonly ColourBar bar;
    private readonly AxisScale x, y;

    internal HeatDrawing(HeatPanel panel)
    {
        if (panel.Values.Length == 0 || panel.Values.Length != panel.XValues.Length * panel.YValues.Length)
        {
            throw new ArgumentException($"{panel.XValues.Length} columns and {panel.YValues.Length} rows hold no {panel.Values.Length} values.", nameof(panel));
        }

        this.panel = panel;
        x = PlotFrame.ScaleOf(panel.X, Ends(panel.XValues), 0);
        y = PlotFrame.ScaleOf(panel.Y, Ends(panel.YValues), 0);
        frame = new PlotFrame(panel.X, panel.Y, x, y);
        marks = new MarkLines(panel.Marks, []);
        AxisScale limits = panel.Limits is (double min, double max) ? ColourBar.Between(min, max) : AxisScale.Robust([.. panel.Values.Select(v => (float)v)]);
        bar = new ColourBar(panel.Colours, limits, panel.Label)
        {
            ReachesBelow = panel.Values.Any(v => limits.Position(v) < -0.002),
            ReachesAbove = panel.Values.Any(v => limits.Position(v) > 1.002),
        };
    }

    public double Aspect => panel.Aspect;

    public bool IsImage => false;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins axes = frame.Measure(ruler, plot);
        frame.Open(new Rect(0, 0, plot.Width, plot.Height));
        return new Margins(axes.Left, Math.Max(axes.Top, marks.Height(ruler, frame)), axes.Right + bar.Measure(ruler, plot.Height), axes.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        frame.Open(plot);
        canvas.Image(Pixels(), plot);
        canvas.Clip(plot);
        marks.DrawLines(canvas, frame);
        canvas.Unclip();
        frame.DrawAxes(canvas, ruler);
        marks.DrawLabels(canvas, ruler, frame);
        bar.Draw(canvas, ruler, plot);
    }

    // Each pixel shows the cell that its middle lies in; cells end half way to their neighbours.
    private Raster Pixels()
    {
        int width = Math.Min(MostColumns, 2 * panel.XValues.Length), height = Math.Min(MostRows, Math.Max(200, 4 * panel.YValues.Length));
        int[] columns = [.. Enumerable.Range(0, width).Select(i => Nearest(panel.XValues, x.Min + ((i + 0.5) / width * (x.Max - x.Min))))];
        var raster = new Raster(width, height);
        for (int row = 0; row < height; row++)
        {
            int from = Nearest(panel.YValues, y.Max - ((row + 0.5) / height * (y.Max - y.Min))) * panel.XValues.Length;
            for (int column = 0; column < width; column++)
            {
                raster.Set((row * width) + column, bar.ColourOf(panel.Values[from + columns[column]]));
            }
        }

        return raster;
    }

    private static int Nearest(double[] values, double at)
    {
        int above = Array.BinarySearch(values, at);
        above = above < 0 ? ~above : above;
        return above == 0 ? 0 : above == values.Length ? above - 1 : values[above] - at < at - values[above - 1] ? above : above - 1;
    }

    // The axis ends where the outermost cells end.
    private static double[] Ends(double[] values)
    {
        double first = values.Length > 1 ? (values[1] - values[0]) / 2 : 0.5, last = values.Length > 1 ? (values[^1] - values[^2]) / 2 : 0.5;
        return [values[0] - first, values[^1] + last];
    }
}
