using Microsoft.Win32.SafeHandles;

namespace Stria.Figures.Native;

/// <summary>A drawing context. Cairo's errors stick to the context; every method looks at the status after its call and throws.</summary>
internal sealed unsafe class CairoContext : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int AntialiasGrey = 2, HintStyleNone = 1, HintMetricsOff = 1, WeightBold = 1, SlantItalic = 1;
    private const int FilterGood = 1, FilterNearest = 3;

    /// <summary>Made by the marshaller; use <see cref="On"/>.</summary>
    public CairoContext()
        : base(ownsHandle: true)
    {
    }

    /// <summary>A context that draws on an image, with text that has the same widths at every scale.</summary>
    public static CairoContext On(CairoSurface surface)
    {
        CairoContext context = CairoNative.cairo_create(surface);
        try
        {
            context.Check("create");
            context.UseScalableText();
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    public void Save()
    {
        CairoNative.cairo_save(this);
        Check("save");
    }

    public void Restore()
    {
        CairoNative.cairo_restore(this);
        Check("restore");
    }

    public void Translate(double x, double y)
    {
        CairoNative.cairo_translate(this, x, y);
        Check("translate");
    }

    public void Scale(double x, double y)
    {
        CairoNative.cairo_scale(this, x, y);
        Check("scale");
    }

    /// <summary>Turns the axes clockwise by an angle [rad].</summary>
    public void Rotate(double angle)
    {
        CairoNative.cairo_rotate(this, angle);
        Check("rotate");
    }

    /// <summary>Colours of 0 … 1.</summary>
    public void Colour(double red, double green, double blue, double alpha)
    {
        CairoNative.cairo_set_source_rgba(this, red, green, blue, alpha);
        Check("colour");
    }

    /// <summary>Paints an image with its corner at the origin, either smoothly or with sharp pixels.</summary>
    public void Paint(CairoSurface image, bool smooth)
    {
        CairoNative.cairo_set_source_surface(this, image, 0, 0);
        Check("image");
        nint pattern = CairoNative.cairo_get_source(this);
        CairoNative.cairo_pattern_set_filter(pattern, smooth ? FilterGood : FilterNearest);
        CairoStatus.Check(CairoNative.cairo_pattern_status(pattern), "image filter");
        CairoNative.cairo_paint(this);
        Check("paint");
    }

    /// <summary>Pen: width, dash lengths in turn (empty = solid), square or butt ends.</summary>
    public void Pen(double width, ReadOnlySpan<double> dashes, int cap)
    {
        CairoNative.cairo_set_line_width(this, width);
        CairoNative.cairo_set_line_cap(this, cap);
        CairoNative.cairo_set_line_join(this, 1);
        fixed (double* d = dashes)
        {
            CairoNative.cairo_set_dash(this, d, dashes.Length, 0);
        }

        Check("pen");
    }

    public void NewPath()
    {
        CairoNative.cairo_new_path(this);
        Check("new path");
    }

    public void MoveTo(double x, double y)
    {
        CairoNative.cairo_move_to(this, x, y);
        Check("move");
    }

    public void LineTo(double x, double y)
    {
        CairoNative.cairo_line_to(this, x, y);
        Check("line");
    }

    public void ClosePath()
    {
        CairoNative.cairo_close_path(this);
        Check("close path");
    }

    public void Rectangle(double x, double y, double width, double height)
    {
        CairoNative.cairo_rectangle(this, x, y, width, height);
        Check("rectangle");
    }

    public void Circle(double x, double y, double radius)
    {
        CairoNative.cairo_arc(this, x, y, radius, 0, 2 * Math.PI);
        Check("circle");
    }

    public void Stroke()
    {
        CairoNative.cairo_stroke(this);
        Check("stroke");
    }

    /// <summary>Fills the path and keeps it for the pen.</summary>
    public void Fill()
    {
        CairoNative.cairo_fill_preserve(this);
        Check("fill");
    }

    /// <summary>Restricts drawing to the path until the next <see cref="Restore"/>.</summary>
    public void Clip()
    {
        CairoNative.cairo_clip(this);
        Check("clip");
    }

    /// <summary>Chooses the font; fontconfig takes the nearest when the family is not installed.</summary>
    public void Font(string family, double size, bool bold, bool italic)
    {
        CairoNative.cairo_select_font_face(this, family, italic ? SlantItalic : 0, bold ? WeightBold : 0);
        CairoNative.cairo_set_font_size(this, size);
        Check("font");
    }

    /// <summary>Size of a text in the present font.</summary>
    public CairoTextExtents Measure(string text)
    {
        CairoTextExtents extents;
        CairoNative.cairo_text_extents(this, text, &extents);
        Check("measure text");
        return extents;
    }

    /// <summary>Writes a text from the current point.</summary>
    public void Show(string text)
    {
        CairoNative.cairo_show_text(this, text);
        Check("text");
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        CairoNative.cairo_destroy(handle);
        return true;
    }

    private void UseScalableText()
    {
        nint options = CairoNative.cairo_font_options_create();
        try
        {
            CairoNative.cairo_font_options_set_antialias(options, AntialiasGrey);
            CairoNative.cairo_font_options_set_hint_style(options, HintStyleNone);
            CairoNative.cairo_font_options_set_hint_metrics(options, HintMetricsOff);
            CairoStatus.Check(CairoNative.cairo_font_options_status(options), "font options");
            CairoNative.cairo_set_font_options(this, options);
            Check("font options");
        }
        finally
        {
            CairoNative.cairo_font_options_destroy(options);
        }
    }

    private void Check(string operation) => CairoStatus.Check(CairoNative.cairo_status(this), operation);
}
