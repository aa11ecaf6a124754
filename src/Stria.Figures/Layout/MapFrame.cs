using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>An image in its true proportions, row 0 on top, with outlines, marked places, scale bar and the legend of the outlines.</summary>
internal sealed class MapFrame
{
    private const double BelowGap = 5, BarRow = 11;
    private readonly ImageGrid grid;
    private readonly IReadOnlyList<MapOutline> outlines;
    private readonly IReadOnlyList<MapPoint> points;
    private readonly Legend legend;

    internal MapFrame(ImageGrid grid, IReadOnlyList<MapOutline> outlines, IReadOnlyList<MapPoint> points, IReadOnlyList<LegendEntry> entries, bool plain = false)
    {
        if (grid.Width < 1 || grid.Height < 1)
        {
            throw new ArgumentException($"A map of {grid.Height} × {grid.Width} pixels cannot be drawn.", nameof(grid));
        }

        foreach (PixelMask mask in outlines.Select(o => o.Mask).OfType<PixelMask>().Where(m => m.Height != grid.Height || m.Width != grid.Width))
        {
            throw new ArgumentException($"A mask of {mask.Height} × {mask.Width} cannot be outlined on a map of {grid.Height} × {grid.Width}.", nameof(outlines));
        }

        (this.grid, this.outlines, this.points) = (grid, outlines, points);
        IEnumerable<LegendEntry> named = outlines.Select((o, i) => (o, i)).Where(p => p.o.Name.Length > 0).Select(p => LegendEntry.Line(p.o.Name, OutlineColour(p.i)));
        legend = new Legend([.. entries, .. named], LegendPlace.Outside);
        Bar = ScaleBar.For(grid, plain);
    }

    /// <summary>The scale bar.</summary>
    internal ScaleBar Bar { get; }

    /// <summary>Height relative to width on the sample; pixels count as square when their sizes are unknown.</summary>
    internal double Aspect => grid.HasPixelSize ? grid.Height * grid.PixelSizeY / (grid.Width * grid.PixelSizeX) : grid.Height / (double)grid.Width;

    /// <summary>Where the image lies in a plot area: as large as possible, upper left.</summary>
    internal Rect Fit(Rect plot)
    {
        double width = Math.Min(plot.Width, plot.Height / Aspect);
        return new Rect(plot.X, plot.Y, width, width * Aspect);
    }

    /// <summary>Room below the image.</summary>
    internal double Below(TextRuler ruler, Size plot)
    {
        double width = Fit(new Rect(0, 0, plot.Width, plot.Height)).Width;
        return BelowGap + BarRow + legend.FlowHeight(ruler, Math.Max(width, 60));
    }

    internal void Draw(ICanvas canvas, TextRuler ruler, Raster raster, Rect plot)
    {
        Rect image = Fit(plot);
        canvas.Image(raster, image);
        canvas.Clip(image);
        for (int i = 0; i < outlines.Count; i++)
        {
            DrawOutline(canvas, outlines[i], OutlineColour(i), image);
        }

        canvas.Unclip();
        canvas.Rectangle(image, null, Stroke.Of(Theme.Ink, 0.5));
        DrawMarks(canvas, ruler, image);
    }

    /// <summary>What stands over and below an image: marked places, scale bar and legend.</summary>
    internal void DrawMarks(ICanvas canvas, TextRuler ruler, Rect image)
    {
        for (int i = 0; i < points.Count; i++)
        {
            DrawPoint(canvas, ruler, points[i], points[i].Colour ?? Palette.Categorical(i), image);
        }

        DrawBar(canvas, image);
        legend.DrawFlow(canvas, ruler, new Point(image.X, image.Bottom + BelowGap + BarRow), Math.Max(image.Width, 60));
    }

    private Rgb OutlineColour(int index) => outlines[index].Colour ?? Palette.Categorical(index + 1);

    private void DrawBar(ICanvas canvas, Rect image)
    {
        double length = Bar.LengthInPixels * image.Width / grid.Width;
        double y = image.Bottom + BelowGap + (BarRow / 2);
        canvas.Rectangle(new Rect(image.X, y - 1, length, 2), new Paint(Theme.Ink));
        canvas.Text(Bar.Label, new Point(image.X + length + 4, y), new TextStyle(Theme.TickText) { Level = Level.Middle });
    }

    private void DrawOutline(ICanvas canvas, MapOutline outline, Rgb colour, Rect image)
    {
        Stroke halo = new Stroke(new Paint(Rgb.White, 0.75), 2.4) { SquareEnds = true }, pen = Stroke.Of(colour, 1.2) with { SquareEnds = true };
        if (outline.Mask is PixelMask mask)
        {
            Point[] border = [.. MaskBorder.Of(mask).Select(p => Corner(image, p.Row, p.Column))];
            canvas.Segments(border, halo);
            canvas.Segments(border, pen);
        }
        else
        {
            Point[] corners = [.. outline.Corners.Select(c => Corner(image, c.Row + 0.5, c.Column + 0.5))];
            canvas.Polygon(corners, null, halo);
            canvas.Polygon(corners, null, pen);
        }
    }

    private void DrawPoint(ICanvas canvas, TextRuler ruler, MapPoint point, Rgb colour, Rect image)
    {
        Point p = Corner(image, point.Row + 0.5, point.Column + 0.5);
        canvas.Circle(p, 3, new Paint(colour), Stroke.Of(Rgb.White, 1));
        if (point.Name.Length == 0)
        {
            return;
        }

        double width = ruler.Width(point.Name, Theme.TickText);
        bool left = p.X + 6 + width > image.Right;
        double x = left ? p.X - 6 - width : p.X + 6;
        canvas.Rectangle(new Rect(x - 1.5, p.Y - 5, width + 3, 10), new Paint(Rgb.White, 0.8));
        canvas.Text(point.Name, new Point(x, p.Y), new TextStyle(Theme.TickText) { Level = Level.Middle });
    }

    private Point Corner(Rect image, double row, double column) =>
        new(image.X + (column * image.Width / grid.Width), image.Y + (row * image.Height / grid.Height));
}
