using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>The mean spectrum of a region of a stack, with its scatter.</summary>
/// <param name="Name">Name of the region.</param>
/// <param name="Mask">Its pixels.</param>
/// <param name="Mean">Mean optical density, one per energy; NaN where no pixel has a value.</param>
/// <param name="Spread">Standard deviation over the pixels, one per energy.</param>
public sealed record RegionSpectrum(string Name, PixelMask Mask, double[] Mean, double[] Spread)
{
    /// <summary>Averages the usable pixels of a region.</summary>
    /// <param name="name">Name of the region.</param>
    /// <param name="od">The optical densities.</param>
    /// <param name="region">The pixels asked for, on the raster of the stack.</param>
    /// <exception cref="DataException">No usable pixel lies in it.</exception>
    public static RegionSpectrum Of(string name, OpticalDensityStack od, PixelMask region)
    {
        bool[] inside = [.. region.Inside.Select((i, p) => i && od.Usable.Inside[p])];
        int[] pixels = [.. Enumerable.Range(0, inside.Length).Where(p => inside[p])];
        if (pixels.Length == 0)
        {
            throw new DataException($"the region '{name}' holds no usable pixel of the registered field ({od.Grid.Height} × {od.Grid.Width} from row {od.Grid.OriginRow}, column {od.Grid.OriginColumn} of the full frame). Perhaps row and column were exchanged.");
        }

        double[] mean = new double[od.FrameCount], spread = new double[od.FrameCount];
        for (int e = 0; e < mean.Length; e++)
        {
            ReadOnlySpan<float> frame = od.Frame(e);
            double sum = 0, square = 0;
            int n = 0;
            foreach (int p in pixels)
            {
                double v = frame[p];
                (sum, square, n) = double.IsFinite(v) ? (sum + v, square + (v * v), n + 1) : (sum, square, n);
            }

            mean[e] = sum / n;
            spread[e] = n > 1 ? Math.Sqrt(Math.Max(0, (square - (sum * sum / n)) / (n - 1))) : double.NaN;
        }

        return new RegionSpectrum(name, new PixelMask(region.Height, region.Width, inside), mean, spread);
    }

    /// <summary>Mean of a map along the region's longest direction, in steps of one pixel: thickness along a wire.</summary>
    /// <param name="map">Values on the raster of the mask; NaN = none.</param>
    /// <returns>Distance from the region's first end [px], mean and standard deviation of the values there.</returns>
    public IReadOnlyList<(double Distance, double Mean, double Deviation)> Profile(float[] map)
    {
        int width = Mask.Width;
        int[] pixels = [.. Enumerable.Range(0, map.Length).Where(p => Mask.Inside[p] && float.IsFinite(map[p]))];
        if (pixels.Length == 0)
        {
            return [];
        }

        double row = pixels.Average(p => (double)(p / width)), column = pixels.Average(p => (double)(p % width)), rr = 0, rc = 0, cc = 0;
        foreach (int p in pixels)
        {
            double r = (p / width) - row, c = (p % width) - column;
            (rr, rc, cc) = (rr + (r * r), rc + (r * c), cc + (c * c));
        }

        double angle = 0.5 * Math.Atan2(2 * rc, cc - rr), alongRow = Math.Sin(angle), alongColumn = Math.Cos(angle);
        double Along(int p) => (((p / width) - row) * alongRow) + (((p % width) - column) * alongColumn);
        double first = pixels.Min(Along);
        return [.. pixels.GroupBy(p => (int)Math.Floor(Along(p) - first + 1e-9)).OrderBy(g => g.Key).Select(g =>
        {
            double mean = g.Average(p => (double)map[p]);
            return (g.Key + 0.5, mean, g.Count() > 1 ? Math.Sqrt(g.Sum(p => (map[p] - mean) * (map[p] - mean)) / (g.Count() - 1)) : double.NaN);
        })];
    }
}
