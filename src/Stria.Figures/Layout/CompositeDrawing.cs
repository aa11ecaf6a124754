using Stria.Core;
using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws several maps as coloured light on black.</summary>
internal sealed class CompositeDrawing : IPanelDrawing
{
    private readonly CompositePanel panel;
    private readonly MapFrame frame;

    internal CompositeDrawing(CompositePanel panel)
    {
        if (panel.Layers.Count == 0)
        {
            throw new ArgumentException("A composite needs at least one layer.", nameof(panel));
        }

        ImageGrid grid = panel.Layers[0].Field.Grid;
        foreach (CompositeLayer layer in panel.Layers.Where(l => l.Field.Grid.Height != grid.Height || l.Field.Grid.Width != grid.Width))
        {
            throw new ArgumentException($"Layer '{layer.Name}' is {layer.Field.Grid.Height} × {layer.Field.Grid.Width}, the first {grid.Height} × {grid.Width}.", nameof(panel));
        }

        this.panel = panel;
        frame = new MapFrame(grid, panel.Outlines, [], [.. panel.Layers.Select(l => LegendEntry.Swatch(l.Name, l.Colour))]);
    }

    public double Aspect => frame.Aspect;

    public bool IsImage => true;

    public Margins Measure(TextRuler ruler, Size plot) => new(0, 0, 1, frame.Below(ruler, plot));

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        ImageGrid grid = panel.Layers[0].Field.Grid;
        AxisScale[] limits = [.. panel.Layers.Select(LimitsOf)];
        var raster = new Raster(grid.Width, grid.Height);
        for (int i = 0; i < grid.Count; i++)
        {
            raster.Set(i, ColourAt(i, limits));
        }

        frame.Draw(canvas, ruler, raster, plot);
    }

    private Rgb ColourAt(int pixel, AxisScale[] limits)
    {
        double red = 0, green = 0, blue = 0;
        for (int k = 0; k < limits.Length; k++)
        {
            float value = panel.Layers[k].Field.Values[pixel];
            if (float.IsNaN(value))
            {
                return Palette.NoValue;
            }

            double light = Math.Clamp(limits[k].Position(value), 0, 1);
            Rgb colour = panel.Layers[k].Colour;
            (red, green, blue) = (red + (light * colour.Red), green + (light * colour.Green), blue + (light * colour.Blue));
        }

        return new Rgb((byte)Math.Min(red, 255), (byte)Math.Min(green, 255), (byte)Math.Min(blue, 255));
    }

    private static AxisScale LimitsOf(CompositeLayer layer)
    {
        if (layer.Limits is (double min, double max))
        {
            return ColourBar.Between(min, max);
        }

        double high = AxisScale.Robust(layer.Field.Values).Max;
        return new AxisScale(0, high > 0 ? high : 1);
    }
}
