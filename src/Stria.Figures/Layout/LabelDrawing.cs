using Stria.Figures.Axes;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Draws a map of classes with their names on the right.</summary>
internal sealed class LabelDrawing : IPanelDrawing
{
    private readonly LabelPanel panel;
    private readonly MapFrame frame;
    private readonly Legend legend;

    internal LabelDrawing(LabelPanel panel)
    {
        if (panel.Labels.Length != panel.Grid.Count)
        {
            throw new ArgumentException($"{panel.Labels.Length} labels for {panel.Grid.Height} × {panel.Grid.Width} pixels.", nameof(panel));
        }

        if (panel.Labels.Length > 0 && panel.Labels.Max() >= panel.Classes.Count)
        {
            throw new ArgumentException($"Label {panel.Labels.Max()} has no class; there are {panel.Classes.Count}, numbered from 0.", nameof(panel));
        }

        this.panel = panel;
        frame = new MapFrame(panel.Grid, panel.Outlines, panel.Points, []);
        double labelled = panel.Labels.Count(l => l >= 0);
        IEnumerable<LegendEntry> entries = panel.Classes.Select((c, i) => LegendEntry.Swatch(NameOf(c, i, labelled), c.ColourAt(i)));
        legend = new Legend([.. entries], LegendPlace.Outside);
    }

    public double Aspect => frame.Aspect;

    public bool IsImage => true;

    public Margins Measure(TextRuler ruler, Size plot)
    {
        Margins outside = legend.Measure(ruler, frame.Fit(new Rect(0, 0, plot.Width, plot.Height)).Size, []);
        return new Margins(0, 0, outside.Right, frame.Below(ruler, plot) + outside.Bottom);
    }

    public void Draw(ICanvas canvas, TextRuler ruler, Rect plot)
    {
        var raster = new Raster(panel.Grid.Width, panel.Grid.Height);
        for (int i = 0; i < panel.Labels.Length; i++)
        {
            int label = panel.Labels[i];
            raster.Set(i, label < 0 ? Palette.NoValue : panel.Classes[label].ColourAt(label));
        }

        frame.Draw(canvas, ruler, raster, plot);
        legend.Draw(canvas, ruler, frame.Fit(plot), frame.Below(ruler, plot.Size));
    }

    private string NameOf(ClassStyle style, int index, double labelled)
    {
        if (!panel.ShowShares || labelled == 0)
        {
            return style.Name;
        }

        return $"{style.Name}  {NiceTicks.Written(100 * panel.Labels.Count(l => l == index) / labelled, 1)} %";
    }
}
