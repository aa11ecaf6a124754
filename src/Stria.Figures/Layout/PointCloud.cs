using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>Stamps many discs into an image: a million points take no longer to open in SVG than one.</summary>
internal static class PointCloud
{
    private const double PixelsPerPoint = 4;
    private const int Samples = 4;

    /// <summary>The cloud as an image of the plot area.</summary>
    /// <param name="area">The plot area.</param>
    /// <param name="points">Places on the page and colours, drawn in this order.</param>
    /// <param name="radius">Radius of each disc [pt].</param>
    /// <param name="opacity">0 … 1.</param>
    internal static Raster Draw(Rect area, IEnumerable<(Point Place, Rgb Colour)> points, double radius, double opacity)
    {
        int width = (int)Math.Ceiling(area.Width * PixelsPerPoint), height = (int)Math.Ceiling(area.Height * PixelsPerPoint);
        var raster = new Raster(Math.Max(width, 1), Math.Max(height, 1)) { Smooth = true };
        double[,] stamp = Disc(radius * PixelsPerPoint, opacity);
        int half = stamp.GetLength(0) / 2;
        foreach ((Point place, Rgb colour) in points)
        {
            int column = (int)Math.Floor((place.X - area.X) / area.Width * raster.Width), row = (int)Math.Floor((place.Y - area.Y) / area.Height * raster.Height);
            Stamp(raster, stamp, row - half, column - half, colour);
        }

        return raster;
    }

    private static void Stamp(Raster raster, double[,] stamp, int top, int left, Rgb colour)
    {
        int size = stamp.GetLength(0);
        for (int r = Math.Max(0, -top); r < Math.Min(size, raster.Height - top); r++)
        {
            for (int c = Math.Max(0, -left); c < Math.Min(size, raster.Width - left); c++)
            {
                if (stamp[r, c] > 0)
                {
                    raster.Blend(((top + r) * raster.Width) + left + c, colour, stamp[r, c]);
                }
            }
        }
    }

    /// <summary>How much of each pixel a disc covers, times the opacity.</summary>
    private static double[,] Disc(double radius, double opacity)
    {
        int half = (int)Math.Ceiling(radius), size = (2 * half) + 1;
        var cover = new double[size, size];
        for (int s = 0; s < size * size * Samples * Samples; s++)
        {
            int row = s / (size * Samples), column = s % (size * Samples);
            double y = ((row + 0.5) / Samples) - half - 0.5, x = ((column + 0.5) / Samples) - half - 0.5;
            cover[row / Samples, column / Samples] += (x * x) + (y * y) <= radius * radius ? opacity / (Samples * Samples) : 0;
        }

        return cover;
    }
}
