using Microsoft.Win32.SafeHandles;
using Stria.Figures.Drawing;

namespace Stria.Figures.Native;

/// <summary>An image surface of 32-bit premultiplied pixels.</summary>
internal sealed unsafe class CairoSurface : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int Argb32 = 0;

    private int width, height;

    /// <summary>Made by the marshaller; use <see cref="Create"/>.</summary>
    public CairoSurface()
        : base(ownsHandle: true)
    {
    }

    /// <summary>A transparent image.</summary>
    /// <param name="width">Columns, 1 … 32767.</param>
    /// <param name="height">Rows, 1 … 32767.</param>
    /// <exception cref="InvalidOperationException">Cairo cannot make an image of this size.</exception>
    public static CairoSurface Create(int width, int height)
    {
        CairoLibrary.Require();
        CairoSurface surface = CairoNative.cairo_image_surface_create(Argb32, width, height);
        try
        {
            surface.Check($"image of {width} × {height}");
            (surface.width, surface.height) = (width, height);
            return surface;
        }
        catch
        {
            surface.Dispose();
            throw;
        }
    }

    /// <summary>Copies premultiplied pixels (alpha in the highest byte) into the image, row by row.</summary>
    public void Write(ReadOnlySpan<uint> pixels)
    {
        CairoNative.cairo_surface_flush(this);
        byte* data = CairoNative.cairo_image_surface_get_data(this);
        int stride = CairoNative.cairo_image_surface_get_stride(this);
        Check("access to pixels");
        for (int row = 0; row < height; row++)
        {
            pixels.Slice(row * width, width).CopyTo(new Span<uint>(data + ((long)row * stride), width));
        }

        CairoNative.cairo_surface_mark_dirty(this);
        Check("change of pixels");
    }

    /// <summary>The image as a PNG file.</summary>
    public byte[] ToPng()
    {
        CairoNative.cairo_surface_flush(this);
        Check("drawing");
        byte* data = CairoNative.cairo_image_surface_get_data(this);
        int stride = CairoNative.cairo_image_surface_get_stride(this);
        var pixels = new uint[width * height];
        for (int row = 0; row < height; row++)
        {
            new ReadOnlySpan<uint>(data + ((long)row * stride), width).CopyTo(pixels.AsSpan(row * width));
        }

        return PngWriter.Write(pixels, width, height);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        CairoNative.cairo_surface_destroy(handle);
        return true;
    }

    private void Check(string operation) => CairoStatus.Check(CairoNative.cairo_surface_status(this), operation);
}
