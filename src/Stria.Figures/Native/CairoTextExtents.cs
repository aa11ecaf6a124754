using System.Runtime.InteropServices;

namespace Stria.Figures.Native;

/// <summary>Size of a piece of text, as Cairo's cairo_text_extents_t lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct CairoTextExtents
{
    /// <summary>From the origin to the left edge of the ink.</summary>
    internal readonly double BearingX;

    /// <summary>From the origin to the top edge of the ink, negative upwards.</summary>
    internal readonly double BearingY;

    /// <summary>Width of the ink.</summary>
    internal readonly double Width;

    /// <summary>Height of the ink.</summary>
    internal readonly double Height;

    /// <summary>From the origin of this text to that of the next.</summary>
    internal readonly double AdvanceX;

    /// <summary>The same vertically; 0 for our scripts.</summary>
    internal readonly double AdvanceY;
}
