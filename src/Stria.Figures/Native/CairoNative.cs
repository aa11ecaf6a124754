using System.Runtime.InteropServices;

namespace Stria.Figures.Native;

/// <summary>The functions of Cairo that figures use, as C declares them. Only the handles of this folder call them, and check every status.</summary>
internal static unsafe partial class CairoNative
{
    private const string Library = CairoLibrary.Name;

    [LibraryImport(Library)]
    internal static partial CairoSurface cairo_image_surface_create(int format, int width, int height);

    [LibraryImport(Library)]
    internal static partial int cairo_surface_status(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_destroy(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_flush(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_mark_dirty(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial byte* cairo_image_surface_get_data(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial int cairo_image_surface_get_stride(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial nint cairo_status_to_string(int status);

    [LibraryImport(Library)]
    internal static partial CairoContext cairo_create(CairoSurface target);

    [LibraryImport(Library)]
    internal static partial void cairo_destroy(nint context);

    [LibraryImport(Library)]
    internal static partial int cairo_status(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_save(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_restore(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_translate(CairoContext context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_scale(CairoContext context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_rotate(CairoContext context, double angle);

    [LibraryImport(Library)]
    internal static partial void cairo_set_source_rgba(CairoContext context, double red, double green, double blue, double alpha);

    [LibraryImport(Library)]
    internal static partial void cairo_set_source_surface(CairoContext context, CairoSurface surface, double x, double y);

    [LibraryImport(Library)]
    internal static partial nint cairo_get_source(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_pattern_set_filter(nint pattern, int filter);

    [LibraryImport(Library)]
    internal static partial int cairo_pattern_status(nint pattern);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_width(CairoContext context, double width);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_cap(CairoContext context, int cap);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_join(CairoContext context, int join);

    [LibraryImport(Library)]
    internal static partial void cairo_set_dash(CairoContext context, double* dashes, int count, double offset);

    [LibraryImport(Library)]
    internal static partial void cairo_new_path(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_move_to(CairoContext context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_line_to(CairoContext context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_close_path(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_rectangle(CairoContext context, double x, double y, double width, double height);

    [LibraryImport(Library)]
    internal static partial void cairo_arc(CairoContext context, double x, double y, double radius, double from, double to);

    [LibraryImport(Library)]
    internal static partial void cairo_stroke(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_fill_preserve(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_clip(CairoContext context);

    [LibraryImport(Library)]
    internal static partial void cairo_paint(CairoContext context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_select_font_face(CairoContext context, string family, int slant, int weight);

    [LibraryImport(Library)]
    internal static partial void cairo_set_font_size(CairoContext context, double size);

    [LibraryImport(Library)]
    internal static partial nint cairo_font_options_create();

    [LibraryImport(Library)]
    internal static partial int cairo_font_options_status(nint options);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_destroy(nint options);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_antialias(nint options, int antialias);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_style(nint options, int style);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_metrics(nint options, int metrics);

    [LibraryImport(Library)]
    internal static partial void cairo_set_font_options(CairoContext context, nint options);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_text_extents(CairoContext context, string text, CairoTextExtents* extents);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_show_text(CairoContext context, string text);
}
