namespace Stria.Numerics.Geometry;

/// <summary>Which pixels of a raster lie inside a polygon.</summary>
public static class PolygonRaster
{
    /// <summary>Pixels whose centres lie inside (even–odd rule).</summary>
    /// <param name="corners">Corners (row, column) in pixels; pixel centres are whole numbers.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static bool[] Inside(IReadOnlyList<(double Row, double Column)> corners, int height, int width)
    {
        var inside = new bool[height * width];
        var crossings = new List<double>();
        for (int r = 0; r < height; r++)
        {
            crossings.Clear();
            for (int i = 0, j = corners.Count - 1; i < corners.Count; j = i++)
            {
                (double y0, double x0) = corners[j];
                (double y1, double x1) = corners[i];
                if (y0 > r != y1 > r)
                {
                    crossings.Add(x0 + ((r - y0) / (y1 - y0) * (x1 - x0)));
                }
            }

            crossings.Sort();
            for (int k = 0; k + 1 < crossings.Count; k += 2)
            {
                int first = Math.Max(0, (int)Math.Ceiling(crossings[k])), last = Math.Min(width - 1, (int)Math.Floor(crossings[k + 1]));
                for (int c = first; c <= last; c++)
                {
                    inside[(r * width) + c] = true;
                }
            }
        }

        return inside;
    }
}
