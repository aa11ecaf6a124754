namespace Stria.Files;

/// <summary>Reads one picture of a microscope: PNG, or any image that <see cref="StackReaders"/> read.</summary>
public static class PictureReader
{
    /// <summary>The brightness of a picture.</summary>
    /// <param name="path">The file (.png, .tif, .xrm, …).</param>
    /// <param name="pixelSize">Distance between pixels [m], which counts before what the file says; null believes the file.</param>
    /// <param name="remarks">Receives what was assumed.</param>
    /// <exception cref="DataException">It cannot be read, or holds no single image.</exception>
    public static ScalarField Read(string path, double? pixelSize, ICollection<Remark> remarks)
    {
        if (PngFile.HasSignature(path))
        {
            var picture = PngFile.Read(path);
            double pitch = pixelSize ?? picture.PixelSize ?? double.NaN;
            if (pixelSize is null && picture.PixelSize is { } own)
            {
                remarks.Add(Remark.Assumed($"Pixel size {own * 1e9:g5} nm from the file, which may be that of its printing."));
            }

            return new ScalarField(new ImageGrid(picture.Height, picture.Width) { PixelSizeX = pitch, PixelSizeY = pitch }, picture.Values, "brightness", "1");
        }

        Scan scan = StackReaders.Read(path, new StackReadOptions { PixelSize_m = pixelSize });
        foreach (Remark remark in scan.Remarks)
        {
            remarks.Add(remark);
        }

        SpectralStack stack = scan.ToStack();
        if (stack.FrameCount != 1)
        {
            throw new DataException($"holds {stack.FrameCount} images; one is wanted. A stack is mapped first ('stria map'), and the run's maps are taken.", path);
        }

        ImageGrid grid = pixelSize is { } given ? stack.Grid with { PixelSizeX = given, PixelSizeY = given } : stack.Grid;
        return new ScalarField(grid, stack.Frames.Frame(0).ToArray(), "intensity", "1");
    }
}
