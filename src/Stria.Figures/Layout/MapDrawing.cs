using Stria.Core;
using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws a map of one quantity.</summary>
internal sealed class MapDrawing : IPanelDrawing
{
    // Shorter bars have no room for two numbers; beside a line scan the bar is longer than the image is high.
    private const double ShortestBar = 36;

    private readonly MapPanel panel;
    private readonly MapFrame frame;
    private readonly bool empty;

    internal MapDrawing(MapPanel panel)
    {
        this.panel = panel;
        ScalarField field = panel.Field;
        frame = new MapFrame(field.Grid, panel.Outlines, panel.Points, []);
        AxisScale limits = Limits(panel);
        empty = !field.Values.Any(float.IsFinite);
        Bar = new ColourBar(panel.Colours, limits, panel.Label ?? AxisText.Of(field.Symbol, field.Unit))
        {
            // Half a colour step beyond a limit looks the same as the limit and is not told.
            ReachesBelow = field.Values.Any(v => limits.Position(v) < -0.002),
            ReachesAbove = field.Values.Any(v => limits.Position(v) > 1.002),
        };
    }

    public double Aspect => frame.Aspect;

    public bool IsImage => true;

    /// <summary>The image, for tests of the layout.</summary>
    internal MapFrame Frame => frame;

    /// <summary>The colours with their limits.</summary>
    internal ColourBar Bar { get; }

    public Margins Measure(TextRuler ruler, Size plot)
    {
        double height = frame.Fit(new Rect(0, 0, plot.Width, plot.Height)).Height, below = frame.Below(ruler, plot);
        return HasBar
            ? new Margins(0, 3, Bar.Measure(ruler, Math.Max(height, ShortestBar)), Math.Max(below, ShortestBar + 3 - height))
            : new Margins(0, 0, 1, below);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        Rect image = frame.Fit(plot);
        frame.Draw(canvas, ruler, Pixels(), plot);
        if (empty)
        {
            var style = new TextStyle(Theme.LabelText) { Anchor = Anchor.Middle, Level = Level.Middle, Colour = Theme.Faint };
            canvas.Text("no values", new Point(image.CentreX, image.CentreY), style);
        }
        else if (HasBar)
        {
            Bar.Draw(canvas, ruler, image with { Height = Math.Max(image.Height, ShortestBar) });
        }
    }

    private bool HasBar => panel.ColourBar && !empty;

    private Raster Pixels()
    {
        ScalarField field = panel.Field;
        var raster = new Raster(field.Grid.Width, field.Grid.Height);
        for (int i = 0; i < field.Values.Length; i++)
        {
            raster.Set(i, Bar.ColourOf(field.Values[i]));
        }

        return raster;
    }

    private static AxisScale Limits(MapPanel panel)
    {
        if (panel.Limits is (double min, double max))
        {
            return ColourBar.Between(min, max);
        }

        AxisScale robust = AxisScale.Robust(panel.Field.Values);
        double largest = Math.Max(Math.Abs(robust.Min), Math.Abs(robust.Max));
        return panel.Centred ? new AxisScale(-largest, largest) : robust;
    }
}
