using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>The key of a colour map: numbers beside colours. Pointed ends tell that values reach beyond the limits.</summary>
internal sealed class ColourBar(ColourMap colours, AxisScale limits, string label)
{
    private const double Gap = 6, Thickness = 8, LabelGap = 4, Tip = 6;
    private TickSet ticks = new([], 0);

    /// <summary>Whether values lie below the lower limit.</summary>
    internal bool ReachesBelow { get; init; }

    /// <summary>Whether values lie above the upper limit.</summary>
    internal bool ReachesAbove { get; init; }

    /// <summary>The limits of the colours.</summary>
    internal AxisScale Limits => limits;

    /// <summary>Limits that were asked for.</summary>
    /// <exception cref="ArgumentException">The upper is not above the lower.</exception>
    internal static AxisScale Between(double min, double max) => max > min && double.IsFinite(max - min)
        ? new AxisScale(min, max)
        : throw new ArgumentException($"Colours cannot run from {min} to {max}.", nameof(max));

    /// <summary>The colour of a value.</summary>
    internal Rgb ColourOf(double value) => double.IsNaN(value) ? Palette.NoValue : colours[limits.Position(value)];

    /// <summary>Width of bar, numbers and label beside an image of a given height [pt].</summary>
    internal double Measure(TextRuler ruler, double height)
    {
        ticks = NiceTicks.Linear(limits, (int)Math.Clamp(height / 14, 2, 8));
        double lines = Lines(ruler, height).Count;
        return Gap + Thickness + 2 + 2 + ruler.Widest(ticks.Labels, Theme.TickText) + (lines > 0 ? LabelGap + (lines * Theme.LabelText * Theme.LineHeight) : 0);
    }

    internal void Draw(ICanvas canvas, TextRuler ruler, Rect beside)
    {
        _ = Measure(ruler, beside.Height);
        double top = ReachesAbove ? Tip : 0, bottom = ReachesBelow ? Tip : 0;
        var bar = new Rect(beside.Right + Gap, beside.Y + top, Thickness, Math.Max(beside.Height - top - bottom, 1));
        canvas.Image(Gradient(), bar);
        DrawEnds(canvas, bar);
        double x = bar.Right + 2;
        canvas.Segments([.. ticks.Marks.SelectMany(t => (Point[])[new(bar.Right, YOf(bar, t)), new(x, YOf(bar, t))])], Stroke.Of(Theme.Ink, Theme.AxisWidth));
        foreach (Tick tick in ticks.Marks)
        {
            canvas.Text(tick.Label, new Point(x + 2, YOf(bar, tick)), new TextStyle(Theme.TickText) { Level = Level.Middle });
        }

        x += 2 + ruler.Widest(ticks.Labels, Theme.TickText) + LabelGap;
        foreach (string line in Lines(ruler, beside.Height))
        {
            x += Theme.LabelText;
            canvas.Text(line, new Point(x, beside.CentreY), new TextStyle(Theme.LabelText) { Anchor = Anchor.Middle, Upwards = true });
            x += Theme.LabelText * (Theme.LineHeight - 1);
        }
    }

    private void DrawEnds(ICanvas canvas, Rect bar)
    {
        Stroke pen = Stroke.Of(Theme.Ink, 0.5);
        var outline = new List<Point> { new(bar.X, bar.Y) };
        if (ReachesAbove)
        {
            outline.Add(new Point(bar.CentreX, bar.Y - Tip));
            canvas.Polygon([new(bar.X, bar.Y), new(bar.CentreX, bar.Y - Tip), new(bar.Right, bar.Y)], new Paint(colours[1]));
        }

        outline.AddRange([new(bar.Right, bar.Y), new(bar.Right, bar.Bottom)]);
        if (ReachesBelow)
        {
            outline.Add(new Point(bar.CentreX, bar.Bottom + Tip));
            canvas.Polygon([new(bar.X, bar.Bottom), new(bar.CentreX, bar.Bottom + Tip), new(bar.Right, bar.Bottom)], new Paint(colours[0]));
        }

        outline.Add(new Point(bar.X, bar.Bottom));
        canvas.Polygon([.. outline], null, pen);
    }

    private Raster Gradient()
    {
        const int Rows = 256;
        var raster = new Raster(1, Rows);
        for (int row = 0; row < Rows; row++)
        {
            raster.Set(row, colours[(Rows - 0.5 - row) / Rows]);
        }

        return raster;
    }

    private double YOf(Rect bar, Tick tick) => bar.Bottom - (limits.Position(tick.Value) * bar.Height);

    private IReadOnlyList<string> Lines(TextRuler ruler, double height) =>
        ruler.Wrap(AxisText.For(label, ticks), Theme.LabelText, Math.Max(height, 50));
}
