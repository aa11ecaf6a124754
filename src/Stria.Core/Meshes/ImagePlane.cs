namespace Stria.Core;

/// <summary>The plane in which an image lies, for outlines and meshes: origin at the centre of the lower left pixel, x to the right, y upwards [m], as the image is drawn.</summary>
/// <param name="Grid">The raster; its pixel sizes must be known.</param>
public sealed record ImagePlane(ImageGrid Grid)
{
    /// <summary>x [m] of a column [px]; 0 is the centre of the first.</summary>
    public double X(double column) => column * Grid.PixelSizeX;

    /// <summary>y [m] of a row [px]; the last row has y = 0.</summary>
    public double Y(double row) => (Grid.Height - 1 - row) * Grid.PixelSizeY;

    /// <summary>Column [px] of a place.</summary>
    public double Column(double x) => x / Grid.PixelSizeX;

    /// <summary>Row [px] of a place.</summary>
    public double Row(double y) => Grid.Height - 1 - (y / Grid.PixelSizeY);
}
