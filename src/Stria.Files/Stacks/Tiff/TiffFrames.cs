namespace Stria.Files;

/// <summary>The images of one TIFF file, or one image of each of several, all of one size.</summary>
internal sealed class TiffFrames
{
    private readonly IReadOnlyList<string> files;
    private readonly bool onePerFile;

    /// <summary>Looks at the files.</summary>
    /// <exception cref="DataException">One is no TIFF, or the images differ in size.</exception>
    internal TiffFrames(IReadOnlyList<string> files, bool onePerFile)
    {
        (this.files, this.onePerFile) = (files, onePerFile);
        using var first = TiffFile.Open(files[0]);
        TiffPage page = first.Pages[0];
        page.Require(first.File, 0);
        (Height, Width, IsWhiteZero, PixelSize) = ((int)page.Height, (int)page.Width, page.IsWhiteZero, TiffScale.PixelSize(page));
        Count = onePerFile ? files.Count : Images(first).Count;
        ImageBounds.Require(Count, Height, Width, files[0]);
    }

    internal int Height { get; }

    internal int Width { get; }

    internal int Count { get; }

    internal bool IsWhiteZero { get; }

    internal double? PixelSize { get; }

    /// <summary>All images [image, y, x].</summary>
    /// <exception cref="DataException">An image is missing, damaged, or of another size.</exception>
    internal FrameStore Read(StackReadOptions options)
    {
        int number = 0;
        FrameStore? values = null;
        foreach (string path in files)
        {
            using var tiff = TiffFile.Open(path);
            IReadOnlyList<TiffPage> images = Images(tiff);
            if (onePerFile && images.Count != 1)
            {
                throw new DataException($"holds {images.Count} images; a folder of slices has one in each file.", path);
            }

            foreach (TiffPage page in images)
            {
                page.Require(tiff.File, number);
                if (page.Width != Width || page.Height != Height)
                {
                    throw new DataException($"image {number} is {page.Height} × {page.Width} pixels, and the first {Height} × {Width}. A stack needs images of one size.", path);
                }

                // Asked for when the first image has proved to be there: a damaged header must not take memory.
                values ??= options.Room(Count, Height, Width, files[0]);
                TiffSegments.Read(tiff.File, page, number, values.Frame(number));
                number++;
            }
        }

        return values!;
    }

    /// <summary>The images of a file; those that ImageJ wrote behind a single directory have their places computed.</summary>
    private static IReadOnlyList<TiffPage> Images(TiffFile tiff)
    {
        TiffPage page = tiff.Pages[0];
        int announced = TiffScale.ImageCount(page);
        long bytes = page.Width * page.Height * (page.Bits / 8);
        bool isRun = tiff.Pages.Count == 1 && announced > 1 && page.Compression == 1 && !page.IsTiled && page.Offsets.Length > 0 && bytes > 0;
        if (!isRun)
        {
            return tiff.Pages;
        }

        return page.Offsets[0] + ((double)bytes * announced) <= tiff.File.Length
            ? [.. Enumerable.Range(0, announced).Select(i => page with
            {
                SegmentHeight = page.Height,
                Offsets = [page.Offsets[0] + (i * bytes)],
                ByteCounts = [bytes],
            })]
            : throw new DataException($"ImageJ announces {announced} images of {bytes} bytes, but the file has {tiff.File.Length} bytes. Perhaps it was cut.", tiff.Path);
    }
}
