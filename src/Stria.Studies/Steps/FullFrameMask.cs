using Stria.Core;

namespace Stria.Studies;

/// <summary>Brings a mask drawn on the full frame onto the common field of the registered frames.</summary>
internal static class FullFrameMask
{
    /// <summary>The mask on the common field.</summary>
    /// <param name="mask">The mask, as large as the full frame or as the common field.</param>
    /// <param name="full">The full frame.</param>
    /// <param name="field">The common field.</param>
    /// <param name="source">The file or option, for messages.</param>
    /// <exception cref="DataException">The mask has another size.</exception>
    public static PixelMask Fit(PixelMask mask, ImageGrid full, ImageGrid field, string source)
    {
        if (mask.Height == full.Height && mask.Width == full.Width)
        {
            return mask.Crop(field.OriginRow - full.OriginRow, field.OriginColumn - full.OriginColumn, field.Height, field.Width);
        }

        return mask.Height == field.Height && mask.Width == field.Width
            ? mask
            : throw new DataException(
                $"the mask is {mask.Height} × {mask.Width} pixels, the frames {full.Height} × {full.Width} (registered: {field.Height} × {field.Width}).", source);
    }
}
