using Stria.Figures.Native;

namespace Stria.Figures.Drawing;

/// <summary>Draws pixels with Cairo.</summary>
internal sealed class CairoCanvas : ICanvas, IDisposable
{
    private readonly CairoSurface surface;
    private readonly CairoContext context;

    /// <param name="size">Size of the page [pt].</param>
    /// <param name="scale">Pixels per point.</param>
    internal CairoCanvas(Size size, double scale)
    {
        surface = CairoSurface.Create((int)Math.Ceiling(size.Width * scale), (int)Math.Ceiling(size.Height * scale));
        context = CairoContext.On(surface);
        context.Scale(scale, scale);
        Density = scale;
    }

    public double Density { get; }

    /// <summary>What has been drawn, as a PNG file.</summary>
    internal byte[] ToPng() => surface.ToPng();

    public void Polyline(ReadOnlySpan<Point> points, Stroke stroke)
    {
        Path(points);
        Draw(stroke);
    }

    public void Segments(ReadOnlySpan<Point> ends, Stroke stroke)
    {
        context.NewPath();
        for (int i = 0; i + 1 < ends.Length; i += 2)
        {
            context.MoveTo(ends[i].X, ends[i].Y);
            context.LineTo(ends[i + 1].X, ends[i + 1].Y);
        }

        Draw(stroke);
    }

    public void Polygon(ReadOnlySpan<Point> points, Paint? fill, Stroke? stroke = null)
    {
        Path(points);
        context.ClosePath();
        FillAndDraw(fill, stroke);
    }

    public void Rectangle(Rect area, Paint? fill, Stroke? stroke = null)
    {
        context.NewPath();
        context.Rectangle(area.X, area.Y, area.Width, area.Height);
        FillAndDraw(fill, stroke);
    }

    public void Circle(Point centre, double radius, Paint? fill, Stroke? stroke = null)
    {
        context.NewPath();
        context.Circle(centre.X, centre.Y, radius);
        FillAndDraw(fill, stroke);
    }

    public void Text(string text, Point at, TextStyle style)
    {
        context.Save();
        context.Translate(at.X, at.Y);
        if (style.Upwards)
        {
            context.Rotate(-Math.PI / 2);
        }

        context.Font(Theme.FontFamily, style.Size, style.Bold, italic: false);
        double width = context.Measure(text).AdvanceX;
        double x = style.Anchor switch { Anchor.Middle => -width / 2, Anchor.End => -width, _ => 0 };
        Source(new Paint(style.Colour));
        context.NewPath();
        context.MoveTo(x, style.BaselineShift);
        context.Show(text);
        context.Restore();
    }

    public void Image(Raster raster, Rect area)
    {
        using CairoSurface image = SurfaceOf(raster);
        context.Save();
        context.NewPath();
        context.Rectangle(area.X, area.Y, area.Width, area.Height);
        context.Clip();
        context.Translate(area.X, area.Y);
        context.Scale(area.Width / raster.Width, area.Height / raster.Height);
        context.Paint(image, raster.Smooth);
        context.Restore();
    }

    public void Clip(Rect area)
    {
        context.Save();
        context.NewPath();
        context.Rectangle(area.X, area.Y, area.Width, area.Height);
        context.Clip();
    }

    public void Unclip() => context.Restore();

    public void Dispose()
    {
        context.Dispose();
        surface.Dispose();
    }

    /// <summary>The raster as an image of Cairo.</summary>
    private static CairoSurface SurfaceOf(Raster raster)
    {
        CairoSurface image = CairoSurface.Create(raster.Width, raster.Height);
        image.Write(raster.Pixels);
        return image;
    }

    private void Path(ReadOnlySpan<Point> points)
    {
        context.NewPath();
        for (int i = 0; i < points.Length; i++)
        {
            if (i == 0)
            {
                context.MoveTo(points[i].X, points[i].Y);
            }
            else
            {
                context.LineTo(points[i].X, points[i].Y);
            }
        }
    }

    private void FillAndDraw(Paint? fill, Stroke? stroke)
    {
        if (fill is Paint paint)
        {
            Source(paint);
            context.Fill();
        }

        if (stroke is Stroke pen)
        {
            Draw(pen);
        }
    }

    private void Draw(Stroke stroke)
    {
        Source(stroke.Paint);
        context.Pen(stroke.Width, stroke.Dashes, stroke.SquareEnds ? 2 : 0);
        context.Stroke();
    }

    private void Source(Paint paint) =>
        context.Colour(paint.Colour.Red / 255.0, paint.Colour.Green / 255.0, paint.Colour.Blue / 255.0, paint.Opacity);
}
