namespace Stria.Files;

/// <summary>Sizes that a header announces, checked before memory is asked for: a damaged header must not claim more than there can be.</summary>
internal static class ImageBounds
{
    private const double MostValues = 1L << 50; // four petabytes: no disk has room for them

    /// <summary>Makes sure that there can be a stack of this size, frame by frame.</summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataException">A size is not positive, or a frame is more than an array can hold.</exception>
    internal static void Require(long frames, long height, long width, string path)
    {
        if (frames < 1 || height < 1 || width < 1)
        {
            throw new DataException($"announces {frames} frames of {height} × {width} pixels: there is nothing to read. Perhaps the header is damaged.", path);
        }

        if ((double)height * width > Array.MaxLength || frames > int.MaxValue || (double)frames * height * width > MostValues)
        {
            throw new DataException($"announces {frames} frames of {height} × {width} pixels: more values than an array can hold. Perhaps the header is damaged.", path);
        }
    }

    /// <summary>Makes sure that a file is as long as its header says.</summary>
    /// <param name="expected">Number of bytes that the header announces.</param>
    /// <param name="frameBytes">Number of bytes of one frame.</param>
    /// <param name="found">Number of bytes that there are.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataException">It is longer or shorter.</exception>
    internal static void RequireLength(long expected, long frameBytes, long found, string path)
    {
        if (found < expected)
        {
            throw new DataException(
                $"has {found} bytes where its header announces {expected}; {(expected - found + frameBytes - 1) / frameBytes} frames are missing or cut. Perhaps copying was interrupted.", path);
        }

        if (found > expected)
        {
            throw new DataException($"has {found} bytes where its header announces {expected}. Perhaps header and data belong to different measurements.", path);
        }
    }
}
